package dev.tidegate.crypto.payment;

/**
 * A genuine key block whose key is for something else than the slot it was to go into. The caller refuses the import
 * and tells the one who sent the key. Holds a short name, never input.
 */
public final class KeyUsageRejectedException extends RuntimeException {
    private final String code;

    KeyUsageRejectedException(String code) {
        super("a key was rejected: " + code, null, false, false);
        this.code = code;
    }

    /**
     * USAGE, MODE, ALGORITHM, EXPORTABILITY, KEY_LENGTH, PROTECTION (weaker than the key it protects) or SERIAL_NUMBER
     * (a key of AES DUKPT with the block of the other scheme).
     */
    public String code() {
        return code;
    }
}
