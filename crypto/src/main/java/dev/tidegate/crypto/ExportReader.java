package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.ChainVerifier.Finding;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads an export from its beginning, record after record, and believes nothing: structure, links, epochs and the
 * till's signatures are checked as {@link ChainVerifier} does, and at the end the digest. Until {@link #next} has said
 * that there is no more, the file may still turn out to be damaged. Used by one thread.
 */
public final class ExportReader implements AutoCloseable {
    private final InputStream in;
    private final MessageDigest digest = Sha256.digest();
    private final ChainVerifier verifier;
    private final TillId till;
    private final boolean offered;
    private @Nullable ExportFacts facts;
    private long count;
    private long first;
    private long last;
    private Octets lastLink = Octets.of(new byte[Sha256.BYTES]);

    /**
     * Begins to read.
     *
     * @param signatures whose signatures the records may carry
     * @throws IOException it cannot be read
     * @throws ExportDamagedException it is no export
     */
    ExportReader(InputStream in, SignatureCheck signatures) throws IOException {
        this.in = in;
        this.verifier = new ChainVerifier(signatures, ChainReceipt.none(), null);
        ByteBuffer head = take(ExportFormat.HEADER_BYTES);
        check(head.getInt(0) == ExportFormat.MAGIC, "BAD_MAGIC");
        check(head.get(4) == ExportFormat.VERSION, "BAD_VERSION");
        check((head.get(5) & ~ExportFormat.FLAG_OFFERED) == 0 && head.getShort(6) == 0, "BAD_FLAGS");
        this.offered = head.get(5) != 0;
        this.till = new TillId(new UUID(head.getLong(8), head.getLong(16)));
    }

    /** As above, from a file; the caller closes. */
    public static ExportReader open(Path file, SignatureCheck signatures) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            return new ExportReader(in, signatures);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Reads a whole file.
     *
     * @throws IOException it cannot be read
     * @throws ExportDamagedException it is not whole
     */
    public static ExportFacts check(Path file, SignatureCheck signatures) throws IOException {
        try (ExportReader reader = open(file, signatures)) {
            RecordView record;
            do {
                record = reader.next();
            } while (record != null);
            return reader.facts();
        }
    }

    /**
     * The next record; absent once the file has turned out to be whole.
     *
     * @throws IOException it cannot be read on
     * @throws ExportDamagedException it is not whole
     */
    public @Nullable RecordView next() throws IOException {
        if (facts != null) {
            return null;
        }
        int length = take(4).getInt(0);
        if (length == 0) {
            end();
            return null;
        }
        check(length >= ExportFormat.RECORD_BYTES_MIN && length <= ExportFormat.RECORD_BYTES_MAX, "BAD_LENGTH");
        check(++count <= ExportFormat.RECORDS_MAX, "BAD_LENGTH");
        RecordView record = RecordView.of(Octets.of(take(length).array()));
        if (record == null) {
            throw new ExportDamagedException("BAD_PAYLOAD");
        }
        check(!record.bodyGone(), "BODY_GONE");
        check(record.till().equals(till), "UNKNOWN_TILL");
        switch (verifier.next(record.record().raw())) {
            case Finding.Good good -> {
                first = count == 1 ? good.seq() : first;
                last = good.seq();
                lastLink = good.link();
            }
            case Finding.Bad(var code, long ignored, long expected) -> throw new ExportDamagedException(code);
            case Finding.Behind() -> throw new ExportDamagedException("GAP");
        }
        return record;
    }

    /**
     * What the whole file holds.
     *
     * @throws IllegalStateException it was not read to its end
     */
    public ExportFacts facts() {
        ExportFacts whole = facts;
        if (whole == null) {
            throw new IllegalStateException("not read to its end");
        }
        return whole;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void end() throws IOException {
        ByteBuffer trailer = take(ExportFormat.TRAILER_BYTES);
        byte[] own = digest.digest();
        Octets said = Octets.of(take(Sha256.BYTES).array());
        check(said.equals(Octets.of(own)), "BAD_DIGEST");
        check(in.read() < 0, "TRAILING_BYTES");
        check(count > 0, "EMPTY");
        boolean agrees = trailer.getLong(0) == count
                && trailer.getLong(8) == first
                && trailer.getLong(16) == last
                && Octets.of(trailer.array(), 24, Sha256.BYTES).equals(lastLink);
        check(agrees, "BAD_TRAILER");
        facts = new ExportFacts(till, offered, count, first, last, lastLink, said);
    }

    private ByteBuffer take(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        check(bytes.length == length, "TRUNCATED");
        digest.update(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private static void check(boolean holds, String code) {
        if (!holds) {
            throw new ExportDamagedException(code);
        }
    }
}
