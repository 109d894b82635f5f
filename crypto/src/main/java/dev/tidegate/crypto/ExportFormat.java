package dev.tidegate.crypto;

import dev.tidegate.core.payment.JournalRecord;

/**
 * The file of one export, version 1; big-endian.
 *
 * <pre>
 *  off len
 *    0   4  magic "TGJX"
 *    4   1  version = 1
 *    5   1  flags: bit 0 the journal has offered every stored sale in it; others 0
 *    6   2  0
 *    8  16  till id
 *   24      records, each: length u32, record v1 as it is
 *           0 u32: no more
 *           trailer: count u64, first seq u64, last seq u64, link of the last 32
 *           SHA-256 over all bytes before 32
 * </pre>
 */
final class ExportFormat {
    static final int MAGIC = 0x54474A58;
    static final int VERSION = 1;
    static final int FLAG_OFFERED = 1;
    static final int HEADER_BYTES = 24;
    static final int TRAILER_BYTES = 24 + Sha256.BYTES;
    static final int RECORD_BYTES_MIN = RecordFrame.HEADER_BYTES + RecordFrame.MAC_BYTES;
    static final int RECORD_BYTES_MAX = JournalRecord.BYTES_MAX;
    /** Ten years of a busy till; nobody drains so many in a day. */
    static final long RECORDS_MAX = 10_000_000;

    private ExportFormat() {}
}
