package dev.tidegate.gateway.profile;

/** A profile lacks something, or says something impossible. The gateway refuses to start and shows the message. */
public final class ProfileHoleException extends RuntimeException {
    public ProfileHoleException(String where, String what) {
        super(where + ": " + what);
    }
}
