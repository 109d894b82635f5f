package dev.tidegate.crypto.payment;

/**
 * A key serial number that no device sends. The caller refuses the message. Holds a short name, never input; no stack,
 * because anybody may cause thousands.
 */
public final class KsnRejectedException extends RuntimeException {
    private final String code;

    KsnRejectedException(String code) {
        super("a key serial number was rejected: " + code, null, false, false);
        this.code = code;
    }

    /** LENGTH or COUNTER. */
    public String code() {
        return code;
    }
}
