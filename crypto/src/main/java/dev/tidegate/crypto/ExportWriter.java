package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Set;

/**
 * Writes an export: whole and on disk when {@link #finish} returns, or not there at all. The same records make the same
 * file, so an export that is made twice keeps its name. Records are taken as they come; the reader judges them. Used by
 * one thread.
 */
public final class ExportWriter implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final Path draft;
    private final FileChannel out;
    private final MessageDigest digest = Sha256.digest();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private final TillId till;
    private final boolean offered;
    private long count;
    private long first;
    private long last;
    private Octets lastLink = Octets.of(new byte[Sha256.BYTES]);
    private boolean finished;

    private ExportWriter(Path file, TillId till, boolean offered) throws IOException {
        this.file = file.toAbsolutePath();
        this.draft = this.file.resolveSibling(this.file.getFileName() + ".new");
        this.till = till;
        this.offered = offered;
        Files.deleteIfExists(draft);
        this.out = FileChannel.open(
                draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), KeyFiles.owner("rw-------"));
    }

    /**
     * Begins a draft beside the file.
     *
     * @param offered whether the journal has offered every stored sale that comes
     * @throws IOException the disk refuses
     */
    public static ExportWriter open(Path file, TillId till, boolean offered) throws IOException {
        ExportWriter writer = new ExportWriter(file, till, offered);
        ByteBuffer head = ByteBuffer.allocate(ExportFormat.HEADER_BYTES)
                .putInt(ExportFormat.MAGIC)
                .put((byte) ExportFormat.VERSION)
                .put((byte) (offered ? ExportFormat.FLAG_OFFERED : 0))
                .putShort((short) 0)
                .put(RecordFrame.bytes(till.value()));
        writer.put(head.array());
        return writer;
    }

    /**
     * Takes the next record, in order.
     *
     * @throws IOException the disk refuses
     * @throws IllegalArgumentException too many, or without its body
     */
    public void add(RecordView record) throws IOException {
        if (record.bodyGone() || count == ExportFormat.RECORDS_MAX) {
            throw new IllegalArgumentException("record " + record.seq() + " cannot be exported");
        }
        byte[] raw = record.record().raw().toByteArray();
        put(ByteBuffer.allocate(4).putInt(raw.length).array());
        put(raw);
        first = count++ == 0 ? record.seq() : first;
        last = record.seq();
        lastLink = record.record().link();
    }

    /** How many were taken. */
    public long count() {
        return count;
    }

    /**
     * Ends the file and gives it its name, in the place of one that is there.
     *
     * @throws IOException the disk refuses; there is no new file
     * @throws IllegalStateException no record was taken
     */
    public ExportFacts finish() throws IOException {
        if (count == 0) {
            throw new IllegalStateException("an export holds a record");
        }
        put(ByteBuffer.allocate(4 + ExportFormat.TRAILER_BYTES)
                .putInt(0)
                .putLong(count)
                .putLong(first)
                .putLong(last)
                .put(lastLink.toByteArray())
                .array());
        Octets name = Octets.of(digest.digest());
        write(name.toByteArray());
        flush();
        out.force(true);
        out.close();
        KeyFiles.move(draft, file);
        finished = true;
        return new ExportFacts(till, offered, count, first, last, lastLink, name);
    }

    /** Takes an unfinished draft away. */
    @Override
    public void close() throws IOException {
        if (!finished) {
            out.close();
            Files.deleteIfExists(draft);
        }
    }

    private void put(byte[] bytes) throws IOException {
        digest.update(bytes);
        write(bytes);
    }

    private void write(byte[] bytes) throws IOException {
        int at = 0;
        while (at < bytes.length) {
            int length = Math.min(buffer.remaining(), bytes.length - at);
            buffer.put(bytes, at, length);
            at += length;
            if (!buffer.hasRemaining()) {
                flush();
            }
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
        buffer.clear();
    }
}
