package dev.tidegate.saf;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of frames that is written once and never appended to: an archive (every record of a generation, without sealed
 * bodies) or a copy (those that are still kept whole). Its header is written last, so a file that was cut short has
 * none.
 *
 * <pre>
 *  0        4      6    8        16       24       32       40          48          80       84   96
 * +--------+------+----+--------+--------+--------+--------+-----------+-----------+--------+----+---------------+
 * | "TGA1" | 1, 0 | 0  | first  | last   | frames | bytes  | newest ms | last link | CRC32C | 0  | {@link Frame}s |
 * +--------+------+----+--------+--------+--------+--------+-----------+-----------+--------+----+---------------+
 * </pre>
 *
 * Big-endian; {@code bytes} are those of the whole file; the checksum is over the 80 before it. What was archived was
 * acknowledged, so each frame calls its own record durable.
 */
final class FrameFile {
    static final int HEADER_BYTES = 96;

    private static final int MAGIC = 0x54474131;
    private static final short VERSION = 0x0100;
    private static final int CHECKED_BYTES = 80;
    /** Some hundred records go to the disk in one call. */
    private static final int BUFFER_BYTES = 256 * 1024;

    /**
     * What a whole file says of itself.
     *
     * @param first number of its first record
     * @param last number of its last one
     * @param frames how many records it has
     * @param bytes of the file
     * @param newestMillis when its last record was written, by the till's clock
     * @param lastLink of its last record
     */
    record Header(long first, long last, long frames, long bytes, long newestMillis, Octets lastLink) {}

    private FrameFile() {}

    /**
     * Reads a header.
     *
     * @throws IOException the file cannot be read, or has no good header, or another length
     */
    static Header header(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES);
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, bytes.position()) < 0) {
                    throw new IOException("an archive without a header");
                }
            }
            byte[] link = new byte[32];
            bytes.get(48, link);
            Header header = new Header(
                    bytes.getLong(8),
                    bytes.getLong(16),
                    bytes.getLong(24),
                    bytes.getLong(32),
                    bytes.getLong(40),
                    Octets.of(link));
            boolean good = bytes.getInt(0) == MAGIC
                    && bytes.getShort(4) == VERSION
                    && bytes.getInt(CHECKED_BYTES) == checksum(bytes)
                    && channel.size() == header.bytes();
            if (!good) {
                throw new IOException("an archive whose header is damaged");
            }
            return header;
        }
    }

    /** The frames of a file that has a header. */
    static FrameScanner frames(Path file, long from) throws IOException {
        return FrameScanner.open(file, Math.max(from, HEADER_BYTES));
    }

    private static int checksum(ByteBuffer header) {
        CRC32C crc = new CRC32C();
        crc.update(header.array(), 0, CHECKED_BYTES);
        return (int) crc.getValue();
    }

    /** Writes one file. Used by one thread. */
    static final class Writer implements Closeable {
        private final FileChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        private long written = HEADER_BYTES;
        private long first;
        private long frames;
        private @Nullable JournalRecord last;

        /** @param file replaced where it is there: a half-made one of a process that died */
        Writer(Path file) throws IOException {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        }

        /**
         * Adds a record.
         *
         * @param raw its bytes as they are to be kept
         */
        void add(JournalRecord record, Octets raw) throws IOException {
            byte[] frame = new Frame(record.seq(), record.seq(), raw).encode();
            int rounded = (frame.length + Frame.ALIGNMENT - 1) / Frame.ALIGNMENT * Frame.ALIGNMENT;
            if (buffer.remaining() < rounded) {
                flush();
            }
            buffer.put(frame).position(buffer.position() + rounded - frame.length);
            first = frames == 0 ? record.seq() : first;
            frames++;
            last = record;
        }

        /** How many were added. */
        long frames() {
            return frames;
        }

        /** Returns when the file is whole and on disk; its name is not yet. */
        void finish() throws IOException {
            JournalRecord end = last;
            if (end == null) {
                throw new IllegalStateException("a file without a record");
            }
            flush();
            ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
            header.putInt(MAGIC).putShort(VERSION).putShort((short) 0);
            header.putLong(first).putLong(end.seq()).putLong(frames).putLong(written);
            header.putLong(end.wroteAt().toEpochMilli()).put(end.link().toByteArray());
            header.putInt(checksum(header)).rewind();
            write(header, 0);
            channel.force(true);
        }

        private void flush() throws IOException {
            // Bytes between two frames are zeros: the buffer is wiped after each round.
            buffer.flip();
            int bytes = buffer.remaining();
            write(buffer, written);
            written += bytes;
            buffer.clear();
            java.util.Arrays.fill(buffer.array(), (byte) 0);
        }

        private void write(ByteBuffer bytes, long at) throws IOException {
            long position = at;
            while (bytes.hasRemaining()) {
                position += channel.write(bytes, position);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
