package dev.tidegate.gateway.store;

/**
 * The database refused, or holds what it cannot hold. The transaction has left nothing behind; the caller answers that
 * it is busy and never acknowledges.
 */
public final class StoreBrokenException extends RuntimeException {
    public StoreBrokenException(String why) {
        super(why);
    }

    public StoreBrokenException(String why, Throwable cause) {
        super(why, cause);
    }
}
