package dev.tidegate.storm.journal;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.Journal.Acknowledged;
import dev.tidegate.core.port.JournalBrokenException;
import dev.tidegate.core.port.JournalFullException;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.Landmarks.Landmark;
import dev.tidegate.core.port.RecordSeal;
import dev.tidegate.crypto.ChainSeal;
import dev.tidegate.saf.ArchiveFact;
import dev.tidegate.saf.Archivist;
import dev.tidegate.saf.JournalOnModel;
import dev.tidegate.saf.Retention;
import dev.tidegate.saf.SafJournal;
import dev.tidegate.saf.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;

/** The till's own journal, with the till's own chain: {@code home/journal} and {@code home/chain.state}. */
final class JournalEngine implements Engine {
    /** Held back by {@link #RESERVED}. */
    static final long RESERVE_BYTES = 4L * 1024 * 1024;

    static final String PLAIN = "journal";
    static final String RESERVED = "journal-with-reserve";
    static final String HOARDING = "journal-with-reserve-that-keeps-all";

    private static final int SECRET_BYTES = 32;
    private static final int CHECKPOINT_RECORDS = 20;
    private static final int KIB = 1024;

    private static final Duration HOURS = Duration.ofHours(12);
    private static final Duration YEARS = Duration.ofDays(3_650);
    private static final Retention RETENTION = new Retention(Period.ofMonths(1), Duration.ofHours(24));

    private final Settings settings;
    private final String name;
    private final UnaryOperator<RecordSeal> seals;

    /** With small generations, so that a short run has several, and no reserve. */
    JournalEngine() {
        this(UnaryOperator.identity());
    }

    /** @param seals what the journal is given for the till's chain */
    JournalEngine(UnaryOperator<RecordSeal> seals) {
        this(settings(192 * KIB, HOURS, 0), PLAIN, seals);
    }

    private JournalEngine(Settings settings, String name, UnaryOperator<RecordSeal> seals) {
        this.settings = settings;
        this.name = name;
        this.seals = seals;
    }

    private static Settings settings(long generationBytes, Duration age, long reserveBytes) {
        return new Settings(generationBytes, age, reserveBytes, CHECKPOINT_RECORDS, Duration.ofMillis(20));
    }

    /** Whose generations end with their size alone. */
    static JournalEngine bySize() {
        return new JournalEngine(settings(192 * KIB, YEARS, 0), PLAIN, UnaryOperator.identity());
    }

    /** With a reserve of real blocks, for full disks. */
    static JournalEngine withReserve(long bytes) {
        return new JournalEngine(
                settings(256 * KIB, HOURS, bytes), bytes > 0 ? RESERVED : PLAIN, UnaryOperator.identity());
    }

    /** The same, and it lets nothing go: its disk fills up. */
    static JournalEngine hoarding(long bytes) {
        return new JournalEngine(settings(256 * KIB, HOURS, bytes), HOARDING, UnaryOperator.identity());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void prepare(Path home) {
        ChainSeal.enrol(home.resolve("chain.state"), SaleEntries.TILL, new byte[SECRET_BYTES]);
    }

    @Override
    public Log open(Path home, long next, Runnable beforeForce) {
        Landmarks landmarks = landmark -> {
            if (landmark == Landmark.AFTER_APPEND_BEFORE_FORCE) {
                beforeForce.run();
            }
        };
        ShopClock clock = new ShopClock(next);
        RecordSeal chain = seals.apply(ChainSeal.load(home.resolve("chain.state"), SaleEntries.TILL, TillKeys::signer));
        boolean opened = false;
        try {
            SafJournal journal = journal(home.resolve("journal"), chain, clock, landmarks);
            opened = true;
            return new JournalLog(journal, home.resolve("journal"), chain, clock, name.equals(HOARDING));
        } finally {
            if (!opened) {
                chain.close();
            }
        }
    }

    private SafJournal journal(Path folder, RecordSeal chain, ShopClock clock, Landmarks landmarks) {
        return folder.getFileSystem() instanceof ModelFileSystem model
                ? JournalOnModel.open(folder, chain, clock, landmarks, settings, model::force)
                : SafJournal.open(folder, chain, clock, landmarks, settings);
    }

    @Override
    public byte[] trace(long number) {
        return SaleEntries.reference(number).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public boolean isTidying(Path home) throws IOException {
        return ArchiveWork.isHalfDone(home.resolve("journal"));
    }

    static Sighting sighting(RecordSeal seal, JournalRecord record, long number) {
        long body = record.isBodyGone() ? 0 : checksum(record.raw());
        return new Sighting(number, record.seq(), checksum(seal.withoutBody(record.raw())), body);
    }

    private static long checksum(Octets bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.toByteArray());
        return crc.getValue();
    }

    private static final class JournalLog implements Log {
        private final SafJournal journal;
        private final Path folder;
        private final RecordSeal seal;
        private final ShopClock clock;
        private final Archivist archivist;
        private final boolean keepsAll;
        private volatile Runnable deleted = () -> {};

        JournalLog(SafJournal journal, Path folder, RecordSeal seal, ShopClock clock, boolean keepsAll) {
            this.journal = journal;
            this.folder = Path.of(folder.toString());
            this.seal = seal;
            this.clock = clock;
            this.keepsAll = keepsAll;
            this.archivist = journal.archivist(RETENTION, this::hear);
        }

        private void hear(ArchiveFact fact) {
            if (!(fact instanceof ArchiveFact.Kept)) {
                deleted.run();
            }
        }

        @Override
        public Sighting append(long number) {
            clock.sells(number);
            return sighting(seal, asked(() -> journal.append(SaleEntries.stored(number))), number);
        }

        @Override
        public void mention(long number) {
            boolean ignored = asked(() -> {
                journal.note(SaleEntries.shown(number));
                return true;
            });
        }

        @Override
        public void settle(long number) {
            JournalRecord ignored = asked(() -> journal.append(SaleEntries.captured(number)));
        }

        private static <T> T asked(Supplier<T> wish) {
            try {
                return wish.get();
            } catch (JournalFullException e) {
                throw new RefusedException(true, e);
            } catch (JournalBrokenException e) {
                throw new RefusedException(false, e);
            }
        }

        @Override
        public List<Sighting> readAfter(long place) {
            List<Sighting> sales = new ArrayList<>();
            long after = place;
            while (sales.isEmpty()) {
                List<JournalRecord> records = journal.readAfter(after, Journal.READ_RECORDS_MAX);
                if (records.isEmpty()) {
                    break;
                }
                after = records.getLast().seq();
                for (JournalRecord record : records) {
                    if (record.entry() instanceof JournalEntry.Stored stored) {
                        sales.add(sighting(seal, record, SaleEntries.numberOf(stored)));
                    }
                }
            }
            return sales;
        }

        @Override
        public List<Long> unsettled() {
            Set<Long> open = new LinkedHashSet<>();
            long after = 0;
            for (List<JournalRecord> records = next(after); !records.isEmpty(); records = next(after)) {
                after = records.getLast().seq();
                for (JournalRecord record : records) {
                    boolean ignored = switch (record.entry()) {
                        case JournalEntry.Stored stored -> open.add(SaleEntries.number(stored.payment()));
                        case JournalEntry.Result(var result) -> open.remove(SaleEntries.number(result.payment()));
                        default -> false;
                    };
                }
            }
            return List.copyOf(open);
        }

        private List<JournalRecord> next(long after) {
            return journal.readAfter(after, Journal.READ_RECORDS_MAX);
        }

        @Override
        public long begins() {
            try {
                return ArchiveWork.floor(folder) + 1;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public List<String> tidy(Runnable whenDeleted) {
            if (keepsAll) {
                return List.of();
            }
            deleted = whenDeleted;
            long ignored = archivist.doWork();
            return archivist.troubles();
        }

        @Override
        public long end() {
            return journal.head().seq();
        }

        @Override
        public void forward(long place) {
            boolean ignored = asked(() -> {
                journal.acknowledge(new Acknowledged(place, new TreeSet<>()));
                return true;
            });
        }

        @Override
        public long forwarded() {
            return journal.acknowledged().contiguous();
        }

        @Override
        public String refusal() {
            String why = journal.opening().refusal();
            return why == null ? String.join("; ", journal.opening().archiveOdd()) : why;
        }

        @Override
        public void close() {
            try {
                journal.close();
            } catch (JournalBrokenException e) {
                // The chain state could not be written: the records are safe, and the next start goes over them.
            }
        }
    }
}
