package dev.tidegate.storm.journal;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.Journal.Acknowledged;
import dev.tidegate.core.port.JournalBrokenException;
import dev.tidegate.core.port.JournalFullException;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.Landmarks.Landmark;
import dev.tidegate.crypto.ChainSeal;
import dev.tidegate.saf.JournalOnModel;
import dev.tidegate.saf.SafJournal;
import dev.tidegate.saf.Settings;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/** The till's own journal, with the till's own chain: {@code home/journal} and {@code home/chain.state}. */
final class JournalEngine implements Engine {
    /** Held back by {@link #RESERVED}. */
    static final long RESERVE_BYTES = 4L * 1024 * 1024;

    static final String PLAIN = "journal";
    static final String RESERVED = "journal-with-reserve";

    private static final int SECRET_BYTES = 32;
    private static final int CHECKPOINT_RECORDS = 20;
    private static final int KIB = 1024;

    private final Settings settings;

    /** With small generations, so that a short run has several, and no reserve. */
    JournalEngine() {
        this(new Settings(192 * KIB, Duration.ofHours(1), 0, CHECKPOINT_RECORDS, Duration.ofMillis(20)));
    }

    JournalEngine(Settings settings) {
        this.settings = settings;
    }

    /** With a reserve of real blocks, for full disks. */
    static JournalEngine withReserve(long bytes) {
        return new JournalEngine(
                new Settings(256 * KIB, Duration.ofHours(1), bytes, CHECKPOINT_RECORDS, Duration.ofMillis(20)));
    }

    @Override
    public String name() {
        return settings.reserveBytes() > 0 ? RESERVED : PLAIN;
    }

    @Override
    public void prepare(Path home) {
        ChainSeal.enrol(home.resolve("chain.state"), SaleEntries.TILL, new byte[SECRET_BYTES]);
    }

    @Override
    public Log open(Path home, Runnable beforeForce) {
        Landmarks landmarks = landmark -> {
            if (landmark == Landmark.AFTER_APPEND_BEFORE_FORCE) {
                beforeForce.run();
            }
        };
        ChainSeal chain = ChainSeal.load(home.resolve("chain.state"), SaleEntries.TILL, TillKeys::signer);
        boolean opened = false;
        try {
            SafJournal journal = journal(home.resolve("journal"), chain, landmarks);
            opened = true;
            return new JournalLog(journal);
        } finally {
            if (!opened) {
                chain.close();
            }
        }
    }

    private SafJournal journal(Path folder, ChainSeal chain, Landmarks landmarks) {
        InstantSource clock = InstantSource.system();
        return folder.getFileSystem() instanceof ModelFileSystem model
                ? JournalOnModel.open(folder, chain, clock, landmarks, settings, model::force)
                : SafJournal.open(folder, chain, clock, landmarks, settings);
    }

    @Override
    public byte[] trace(long number) {
        ByteBuffer id = ByteBuffer.allocate(16);
        id.putLong(SaleEntries.id(number).value().getMostSignificantBits());
        id.putLong(SaleEntries.id(number).value().getLeastSignificantBits());
        return id.array();
    }

    static Sighting sighting(JournalRecord record, long number) {
        CRC32C crc = new CRC32C();
        crc.update(record.raw().toByteArray());
        return new Sighting(number, record.seq(), crc.getValue());
    }

    private static final class JournalLog implements Log {
        private final SafJournal journal;

        JournalLog(SafJournal journal) {
            this.journal = journal;
        }

        @Override
        public Sighting append(long number) {
            return sighting(asked(() -> journal.append(SaleEntries.stored(number))), number);
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
                        sales.add(sighting(record, SaleEntries.numberOf(stored)));
                    }
                }
            }
            return sales;
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
            return why == null ? "" : why;
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
