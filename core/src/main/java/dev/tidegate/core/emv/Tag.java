package dev.tidegate.core.emv;

/**
 * A BER-TLV tag of one to three bytes (EMV 4.4 Book 3, Annex B1).
 *
 * @param value the tag's bytes read as one number, for example {@code 0x9F26}
 */
public record Tag(int value) implements Comparable<Tag> {
    public static final Tag ISSUER_SCRIPT_1 = new Tag(0x71);
    public static final Tag ISSUER_SCRIPT_2 = new Tag(0x72);
    public static final Tag AIP = new Tag(0x82);
    public static final Tag DEDICATED_FILE_NAME = new Tag(0x84);
    public static final Tag AUTHORISATION_RESPONSE_CODE = new Tag(0x8A);
    public static final Tag ISSUER_AUTHENTICATION = new Tag(0x91);
    public static final Tag TERMINAL_VERIFICATION_RESULTS = new Tag(0x95);
    public static final Tag TRANSACTION_DATE = new Tag(0x9A);
    public static final Tag TRANSACTION_STATUS_INFORMATION = new Tag(0x9B);
    public static final Tag TRANSACTION_TYPE = new Tag(0x9C);
    public static final Tag APPLICATION_LABEL = new Tag(0x50);
    public static final Tag TRANSACTION_CURRENCY = new Tag(0x5F2A);
    public static final Tag PAN_SEQUENCE = new Tag(0x5F34);
    public static final Tag AMOUNT_AUTHORISED = new Tag(0x9F02);
    public static final Tag AMOUNT_OTHER = new Tag(0x9F03);
    public static final Tag ISSUER_APPLICATION = new Tag(0x9F10);
    public static final Tag TERMINAL_COUNTRY = new Tag(0x9F1A);
    public static final Tag APPLICATION_CRYPTOGRAM = new Tag(0x9F26);
    public static final Tag CRYPTOGRAM_INFORMATION = new Tag(0x9F27);
    public static final Tag TERMINAL_CAPABILITIES = new Tag(0x9F33);
    public static final Tag CVM_RESULTS = new Tag(0x9F34);
    public static final Tag TERMINAL_TYPE = new Tag(0x9F35);
    public static final Tag ATC = new Tag(0x9F36);
    public static final Tag UNPREDICTABLE_NUMBER = new Tag(0x9F37);
    public static final Tag TRANSACTION_SEQUENCE = new Tag(0x9F41);
    public static final Tag ISSUER_SCRIPT_RESULTS = new Tag(0x9F5B);

    public Tag {
        if (!wellFormed(value)) {
            throw new IllegalArgumentException("not a BER-TLV tag: " + Integer.toHexString(value));
        }
    }

    /** Whether the value is itself a run of TLV (bit 6 of the first byte). */
    public boolean isConstructed() {
        return (firstByte() & 0x20) != 0;
    }

    /** How many bytes the tag takes: 1, 2 or 3. */
    public int length() {
        return value > 0xFFFF ? 3 : value > 0xFF ? 2 : 1;
    }

    @Override
    public int compareTo(Tag other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toHexString(value).toUpperCase(java.util.Locale.ROOT);
    }

    private int firstByte() {
        return value >>> 8 * (length() - 1);
    }

    private static boolean wellFormed(int value) {
        if (value <= 0 || value > 0xFFFFFF) {
            return false;
        }
        if (value <= 0xFF) {
            return (value & 0x1F) != 0x1F;
        }
        if (value <= 0xFFFF) {
            return (value >>> 8 & 0x1F) == 0x1F && (value & 0x80) == 0;
        }
        return (value >>> 16 & 0x1F) == 0x1F && (value & 0x8000) != 0 && (value & 0x80) == 0;
    }
}
