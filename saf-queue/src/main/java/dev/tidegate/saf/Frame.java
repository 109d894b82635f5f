package dev.tidegate.saf;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalRecord;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of one record in a generation's file. With it a reader finds, orders and checks records without trusting
 * anything else there: Chronicle's own headers have no checksum, and a zeroed page looks to them like the end.
 *
 * <pre>
 *  0        4        8        16        24       28
 * +--------+--------+--------+---------+--------+---------------------+
 * | "TGF1" | length | seq    | durable | CRC32C | record v1           |
 * +--------+--------+--------+---------+--------+---------------------+
 * </pre>
 *
 * Numbers are big-endian; the length is the record's; the checksum is over bytes 4 to 24 and the record. A frame is one
 * Chronicle document and begins at a multiple of four.
 *
 * @param durable the newest number that was on disk when this one was appended. It tells a torn tail from damage: a
 *     record that a later frame calls durable was acknowledged, and must be there
 */
record Frame(long seq, long durable, Octets raw) {
    static final int MAGIC = 0x54474631;
    static final int HEADER_BYTES = 28;
    static final int BYTES_MAX = HEADER_BYTES + JournalRecord.BYTES_MAX;
    /** Chronicle begins each document at such a multiple. */
    static final int ALIGNMENT = 4;

    private static final int CHECKED_FROM = 4;
    private static final int CHECKED_TO = 24;

    byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + raw.length());
        bytes.putInt(MAGIC).putInt(raw.length()).putLong(seq).putLong(durable);
        bytes.putInt(checksum(bytes.array(), raw.toByteArray()));
        bytes.put(raw.toByteArray());
        return bytes.array();
    }

    /** The record's length according to a header, or 0 where that is impossible. */
    static int lengthIn(ByteBuffer header) {
        int length = header.getInt(header.position() + 4);
        return length < 1 || length > JournalRecord.BYTES_MAX ? 0 : length;
    }

    /** Reads the whole frame at the position of a buffer on an array; absent where its checksum is wrong. */
    static @Nullable Frame decode(ByteBuffer bytes, int length) {
        int at = bytes.position();
        int rawAt = bytes.arrayOffset() + at + HEADER_BYTES;
        CRC32C crc = new CRC32C();
        crc.update(bytes.array(), bytes.arrayOffset() + at + CHECKED_FROM, CHECKED_TO - CHECKED_FROM);
        crc.update(bytes.array(), rawAt, length);
        if (bytes.getInt(at + CHECKED_TO) != (int) crc.getValue()) {
            return null;
        }
        return new Frame(bytes.getLong(at + 8), bytes.getLong(at + 16), Octets.of(bytes.array(), rawAt, length));
    }

    private static int checksum(byte[] header, byte[] raw) {
        CRC32C crc = new CRC32C();
        crc.update(header, CHECKED_FROM, CHECKED_TO - CHECKED_FROM);
        crc.update(raw, 0, raw.length);
        return (int) crc.getValue();
    }
}
