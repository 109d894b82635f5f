package dev.tidegate.crypto.payment;

/** A device has used its last key. It gets a new initial key before it takes another payment. */
final class DukptExhaustedException extends RuntimeException {
    DukptExhaustedException() {
        super("the device has used the last key of its initial key");
    }
}
