package dev.tidegate.storm.journal;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.crypto.ChainSeal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The till's journal with another reader: it believes whatever looks like a frame in the files, without a checksum, a
 * chain, or a thought of what is durable.
 */
final class CarelessReader implements Engine {
    private static final int MAGIC = 0x54474631;
    private static final int HEADER_BYTES = 28;

    private final JournalEngine honest = new JournalEngine();
    private final boolean whileRunning;
    private final boolean afterCrash;

    private CarelessReader(boolean whileRunning, boolean afterCrash) {
        this.whileRunning = whileRunning;
        this.afterCrash = afterCrash;
    }

    /** Not bounded by the durable position. */
    static CarelessReader eager() {
        return new CarelessReader(true, false);
    }

    /** Without checksums. */
    static CarelessReader credulous() {
        return new CarelessReader(false, true);
    }

    @Override
    public void prepare(Path home) {
        honest.prepare(home);
    }

    @Override
    public byte[] trace(long number) {
        return honest.trace(number);
    }

    @Override
    public Log open(Path home, long next, Runnable beforeForce) {
        Log log = honest.open(home, next, beforeForce);
        return new Log() {
            private volatile boolean isRunning;

            @Override
            public Sighting append(long number) {
                isRunning = true;
                return log.append(number);
            }

            @Override
            public List<Sighting> readAfter(long place) {
                return (isRunning ? whileRunning : afterCrash) ? believed(home, place) : log.readAfter(place);
            }

            @Override
            public long end() {
                return log.end();
            }

            @Override
            public String refusal() {
                return log.refusal();
            }

            @Override
            public void close() {
                log.close();
            }
        };
    }

    private static List<Sighting> believed(Path home, long after) {
        Path journal = Path.of(home.toString()).resolve("journal");
        List<Sighting> sales = new ArrayList<>();
        try (Stream<Path> files = Files.walk(journal)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".cq4")).sorted().toList()) {
                read(ByteBuffer.wrap(Files.readAllBytes(file)), after, sales);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sales;
    }

    private static void read(ByteBuffer bytes, long after, List<Sighting> sales) {
        for (int at = 0; at + HEADER_BYTES < bytes.limit(); at += 4) {
            if (bytes.getInt(at) != MAGIC) {
                continue;
            }
            int length = bytes.getInt(at + 4);
            long seq = bytes.getLong(at + 8);
            if (length < 1 || length > JournalRecord.BYTES_MAX || at + HEADER_BYTES + length > bytes.limit()) {
                continue;
            }
            if (seq > after) {
                sale(Octets.of(bytes.array(), at + HEADER_BYTES, length), seq, sales);
            }
        }
    }

    private static void sale(Octets raw, long seq, List<Sighting> sales) {
        try (ChainSeal reader = ChainSeal.load(Path.of("/nowhere/chain.state"), SaleEntries.TILL, TillKeys::signer)) {
            JournalRecord record = reader.read(raw);
            if (record.entry() instanceof JournalEntry.Stored stored) {
                sales.add(JournalEngine.sighting(reader, record, SaleEntries.numberOf(stored)));
            }
        } catch (IllegalArgumentException e) {
            sales.add(new Sighting(-1, seq, 0, 0));
        }
    }
}
