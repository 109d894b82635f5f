package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A very long journal, opened by a process with a small heap. Some ten thousand records in each build; as many as are
 * wanted with {@code -Drecords=10000000}, which takes 2 GiB of the disk and some minutes.
 */
class LongJournalTest {
    private static final long RECORDS = Long.getLong("records", 60_000);
    private static final long GENERATION_BYTES = 64L * 1024 * 1024;
    private static final int SMALL_RECORD_BYTES = 100;
    private static final List<String> SMALL_HEAP = List.of("env", "JAVA_TOOL_OPTIONS=-Xmx32m");
    /** More sales without a result than a heap of 32 MiB has room for. */
    private static final int TOO_MANY = 160_000;

    @TempDir
    private Path home;

    private LinkSeal seal;
    private UUID epoch;

    @BeforeEach
    void enrol() {
        seal = new LinkSeal(home.resolve("state"), 1, SMALL_RECORD_BYTES);
        epoch = new UUID(1, 1);
        var ignored = seal.open(epoch);
    }

    /** Writes frames as a till does, and none of what Chronicle lays between. */
    private final class Quick implements AutoCloseable {
        private OutputStream out = OutputStream.nullOutputStream();
        private long bytes = GENERATION_BYTES;
        private long last;

        void append(JournalEntry entry) {
            try {
                JournalRecord record = seal.next(entry, Entries.NOON);
                if (bytes >= GENERATION_BYTES) {
                    begin(record.seq());
                }
                byte[] frame = new Frame(record.seq(), record.seq() - 1, record.raw()).encode();
                out.write(frame);
                out.write(new byte[-frame.length & Frame.ALIGNMENT - 1]);
                bytes += frame.length;
                last = record.seq();
                seal.durable(last);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void begin(long first) throws IOException {
            out.close();
            Path folder = home.resolve("journal").resolve(new GenerationName(first, epoch).toString());
            Files.createDirectories(folder);
            out = new BufferedOutputStream(Files.newOutputStream(folder.resolve(ChronicleFile.NAME)), 1 << 20);
            bytes = 0;
        }

        @Override
        public void close() throws IOException {
            append(JournalEntry.Checkpoint.unsigned());
            out.close();
            seal.flush();
        }
    }

    @Test
    void records_ofFinishedSales_needNoMemoryEach() throws Exception {
        long last;
        try (Quick quick = new Quick()) {
            quick.append(new JournalEntry.EpochOpen(0, 0));
            for (long number = 1; quick.last < RECORDS; number++) {
                quick.append(Entries.stored(number));
                quick.append(Entries.captured(number));
            }
            last = quick.last + 1;
        }

        try (Child child = Child.start(SMALL_HEAP, home, 1_000_000_000, 1, "never")) {
            assertThat(child.line()).isEqualTo("READY");
            assertThat(child.line()).isEqualTo("TRY 1000000000");
            // EPOCH_OPEN is in between.
            assertThat(child.line()).isEqualTo("ACK 1000000000 " + (last + 2));
        }
    }

    @Test
    void salesWithoutAResult_moreThanTheHeapHasRoomFor_areRefusedByName() throws Exception {
        try (Quick quick = new Quick()) {
            quick.append(new JournalEntry.EpochOpen(0, 0));
            for (long number = 1; number <= TOO_MANY; number++) {
                quick.append(Entries.stored(number));
            }
        }

        try (Child child = Child.start(SMALL_HEAP, home, 1, 1, "never")) {
            assertThat(child.line())
                    .matches("BROKEN the journal in .* cannot be opened: more than 1[0-9]{5} payments wait for their"
                            + " result, and this process has no memory for more: start it with more \\(-Xmx\\)");
            assertThat(child.exit()).isZero();
        }
    }
}
