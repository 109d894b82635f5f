package dev.tidegate.crypto.payment;

/**
 * Bytes that are no key block of ours: malformed, of a version that is not let in, changed, or under another key. The
 * caller refuses the import; no part of a key has left. Holds a short name, never input; no stack, because anybody may
 * cause thousands.
 */
public final class KeyBlockRejectedException extends RuntimeException {
    private final String code;

    KeyBlockRejectedException(String code) {
        super("a key block was rejected: " + code, null, false, false);
        this.code = code;
    }

    /**
     * LENGTH, CHARACTERS, VERSION, DEPRECATED_VERSION, HEADER, OPTIONAL_BLOCK, PROTECTION (the key given does not fit
     * the version) or NOT_GENUINE: wrong code, wrong padding and wrong key look alike.
     */
    public String code() {
        return code;
    }
}
