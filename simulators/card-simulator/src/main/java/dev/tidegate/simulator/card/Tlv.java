package dev.tidegate.simulator.card;

/** Writes one BER-TLV data object (EMV 4.4 Book 3, Annex B). The card only ever writes them. */
final class Tlv {
    /** Longer values do not fit an answer of a contact card and are a mistake of the profile. */
    static final int VALUE_BYTES_MAX = 255;

    private Tlv() {}

    /**
     * The object {@code tag}, length, value; a constructed object is one whose parts are objects themselves.
     *
     * @throws IllegalArgumentException the value is longer than {@link #VALUE_BYTES_MAX} bytes: the caller's mistake
     */
    static byte[] of(int tag, byte[]... parts) {
        byte[] value = Bytes.join(parts);
        if (value.length > VALUE_BYTES_MAX) {
            throw new IllegalArgumentException("a value of " + value.length + " bytes");
        }
        byte[] name = tag > 0xFF ? Bytes.number(tag, 2) : Bytes.number(tag, 1);
        byte[] length = value.length < 0x80 ? Bytes.number(value.length, 1) : Bytes.number(0x8100 | value.length, 2);
        return Bytes.join(name, length, value);
    }

    /** As {@link #of(int, byte[][])}, the value in hexadecimal digits. */
    static byte[] of(int tag, String digits) {
        return of(tag, Bytes.hex(digits));
    }
}
