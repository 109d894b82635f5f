package dev.tidegate.emv.data;

import dev.tidegate.core.emv.Tag;
import java.util.Set;

/** How an object is cut and filled up to a length that the card asks for (EMV 4.4 Book 3, 4.3 and 5.4). */
enum ObjectFormat {
    /** Format n: digits at the right end. */
    NUMERIC,
    /** Format cn: digits at the left end, filled up with F. */
    COMPRESSED_NUMERIC,
    /** Every other: bytes at the left end, filled up with zero. */
    OTHER;

    // EMV 4.4 Book 3, Annex A1, column format.
    private static final Set<Integer> NUMERIC_TAGS = Set.of(
            0x42, 0x5F24, 0x5F25, 0x5F28, 0x5F2A, 0x5F30, 0x5F34, 0x5F36, 0x5F57, 0x9A, 0x9C, 0x9F01, 0x9F02, 0x9F03,
            0x9F0C, 0x9F11, 0x9F15, 0x9F19, 0x9F1A, 0x9F21, 0x9F25, 0x9F35, 0x9F39, 0x9F3B, 0x9F3C, 0x9F3D, 0x9F41,
            0x9F42, 0x9F43, 0x9F44, 0x9F6A);
    private static final Set<Integer> COMPRESSED_TAGS = Set.of(0x5A, 0x9F20);

    static ObjectFormat of(Tag tag) {
        if (NUMERIC_TAGS.contains(tag.value())) {
            return NUMERIC;
        }
        return COMPRESSED_TAGS.contains(tag.value()) ? COMPRESSED_NUMERIC : OTHER;
    }

    /** Puts a value into {@code length} bytes of a target that is all zero. */
    void place(Slice value, byte[] target, int at, int length) {
        int surplus = value.length() - length;
        if (surplus >= 0) {
            int from = this == NUMERIC ? surplus : 0;
            value.slice(from, from + length).writeTo(target, at);
            return;
        }
        value.writeTo(target, this == NUMERIC ? at - surplus : at);
        if (this == COMPRESSED_NUMERIC) {
            java.util.Arrays.fill(target, at + value.length(), at + length, (byte) 0xFF);
        }
    }
}
