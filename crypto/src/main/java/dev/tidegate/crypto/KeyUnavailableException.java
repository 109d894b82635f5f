package dev.tidegate.crypto;

/** The keys cannot be used now (closed, token away). The caller answers BUSY and never acknowledges. */
public final class KeyUnavailableException extends RuntimeException {
    public KeyUnavailableException(String why) {
        super(why);
    }

    public KeyUnavailableException(String why, Throwable cause) {
        super(why, cause);
    }
}
