package dev.tidegate.core.port;

/**
 * Nothing can be sealed now: no valid recipient key, or a seal that could not be proven. The caller refuses the sale.
 */
public final class SealUnavailableException extends RuntimeException {
    public SealUnavailableException(String why) {
        super(why);
    }
}
