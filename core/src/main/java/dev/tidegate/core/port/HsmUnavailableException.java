package dev.tidegate.core.port;

/**
 * The HSM gave no answer: not reached, silent for too long, or something that is no answer. The caller says BUSY and
 * tries again later; it never acknowledges what it could not do.
 */
public final class HsmUnavailableException extends RuntimeException {
    public HsmUnavailableException(String why) {
        super(why);
    }
}
