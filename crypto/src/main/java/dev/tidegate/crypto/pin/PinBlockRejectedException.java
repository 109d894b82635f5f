package dev.tidegate.crypto.pin;

/**
 * A PIN, its card number, or a PIN block is not one. Says no more, whatever was wrong: an answer would be an oracle.
 */
public final class PinBlockRejectedException extends RuntimeException {
    PinBlockRejectedException() {
        super("a PIN block was rejected", null, false, false);
    }
}
