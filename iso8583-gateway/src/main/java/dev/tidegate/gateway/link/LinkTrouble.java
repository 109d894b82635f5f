package dev.tidegate.gateway.link;

/** Why a link is not up, or was not. The names are what the operator reads, and what the runbook explains. */
public enum LinkTrouble {
    NONE,
    /** The host's name has no address. */
    NAME_UNKNOWN,
    /** Nobody listens there. */
    CONNECTION_REFUSED,
    /** Nobody answered there in time. */
    CONNECTION_TIMED_OUT,
    /** No way leads there, or another failure before the connection stood. */
    UNREACHABLE,
    /** Our own files for TLS cannot be read. */
    TLS_FILES_UNUSABLE,
    /** The host's certificate is of no authority that we trust. */
    CERTIFICATE_UNTRUSTED,
    /** The host's certificate, or one above it, has ended. */
    CERTIFICATE_EXPIRED,
    /** The host's certificate is not good yet: look at our clock too. */
    CERTIFICATE_NOT_YET_VALID,
    /** The host's certificate is somebody else's. */
    CERTIFICATE_WRONG_NAME,
    /** The host does not take our certificate. */
    OWN_CERTIFICATE_REFUSED,
    /** The handshake failed in another way: no TLS there, or no version or cipher in common. */
    TLS_FAILED,
    SIGN_ON_UNANSWERED,
    SIGN_ON_REFUSED,
    ECHO_UNANSWERED,
    /** The host has signed us off. */
    SIGNED_OFF_BY_HOST,
    /** The host has closed the connection. */
    CLOSED_BY_HOST,
    /** The connection broke. */
    CONNECTION_RESET,
    /** A length that cannot be right. */
    FRAMING_BROKEN,
    /** Several frames in a row that cannot be read. */
    FRAMES_UNREADABLE;

    /** Whether not one byte of money may go there before people have looked. */
    boolean isOfCertificate() {
        return switch (this) {
            case CERTIFICATE_UNTRUSTED,
                    CERTIFICATE_EXPIRED,
                    CERTIFICATE_NOT_YET_VALID,
                    CERTIFICATE_WRONG_NAME,
                    OWN_CERTIFICATE_REFUSED,
                    TLS_FILES_UNUSABLE -> true;
            default -> false;
        };
    }
}
