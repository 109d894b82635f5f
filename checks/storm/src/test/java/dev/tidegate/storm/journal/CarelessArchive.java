package dev.tidegate.storm.journal;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.RecordOutline;
import dev.tidegate.core.port.RecordSeal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The till's journal, whose archivist is told that more may go than may. */
final class CarelessArchive implements Engine {
    private final JournalEngine journal;
    private final boolean isHasty;

    private CarelessArchive(JournalEngine journal, boolean isHasty) {
        this.journal = journal;
        this.isHasty = isHasty;
    }

    /** Everything counts as acknowledged by the gateway whenever the archivist works. */
    static CarelessArchive hasty() {
        return new CarelessArchive(new JournalEngine(), true);
    }

    /** A sale that was shown counts as one with a final result. */
    static CarelessArchive hopeful() {
        return new CarelessArchive(new JournalEngine(Hopeful::new), false);
    }

    @Override
    public void prepare(Path home) {
        journal.prepare(home);
    }

    @Override
    public byte[] trace(long number) {
        return journal.trace(number);
    }

    @Override
    public boolean isTidying(Path home) throws IOException {
        return journal.isTidying(home);
    }

    @Override
    public Log open(Path home, long next, Runnable beforeForce) {
        Log log = journal.open(home, next, beforeForce);
        return new Log() {
            @Override
            public Sighting append(long number) {
                return log.append(number);
            }

            @Override
            public void mention(long number) {
                log.mention(number);
            }

            @Override
            public void settle(long number) {
                log.settle(number);
            }

            @Override
            public List<Sighting> readAfter(long place) {
                return log.readAfter(place);
            }

            @Override
            public void forward(long place) {
                log.forward(place);
            }

            @Override
            public long forwarded() {
                return log.forwarded();
            }

            @Override
            public long begins() {
                return log.begins();
            }

            @Override
            public List<String> tidy(Runnable deleted) {
                if (isHasty) {
                    log.forward(log.end());
                }
                return log.tidy(deleted);
            }

            @Override
            public long end() {
                return log.end();
            }

            @Override
            public void close() {
                log.close();
            }
        };
    }

    private record Hopeful(RecordSeal seal) implements RecordSeal {
        @Override
        public JournalRecord read(Octets raw) {
            return hoped(seal.read(raw));
        }

        @Override
        public Admission admit(Octets raw) {
            return hoped(seal.admit(raw));
        }

        private static Admission hoped(Admission admission) {
            return admission instanceof Admission.Good(JournalRecord record)
                    ? new Admission.Good(hoped(record))
                    : admission;
        }

        private static JournalRecord hoped(JournalRecord record) {
            return record.entry() instanceof JournalEntry.Shown(var payment)
                    ? new JournalRecord(
                            record.seq(),
                            record.wroteAt(),
                            SaleEntries.captured(SaleEntries.number(payment)),
                            record.raw(),
                            record.link())
                    : record;
        }

        @Override
        public RecordOutline outline(Octets raw) {
            return RecordOutline.of(read(raw));
        }

        @Override
        public Links linksOnly() {
            Links links = seal.linksOnly();
            return raw -> hoped(links.admit(raw));
        }

        @Override
        public void restart() {
            seal.restart();
        }

        @Override
        public long knownSeq() {
            return seal.knownSeq();
        }

        @Override
        public Octets withoutBody(Octets raw) {
            return seal.withoutBody(raw);
        }

        @Override
        public boolean follows(Octets raw, Octets link) {
            return seal.follows(raw, link);
        }

        @Override
        public void skipTorn() {
            seal.skipTorn();
        }

        @Override
        public Recovered open(UUID epochId) {
            return seal.open(epochId);
        }

        @Override
        public JournalRecord next(JournalEntry entry, Instant wroteAt) {
            return seal.next(entry, wroteAt);
        }

        @Override
        public void durable(long seq) {
            seal.durable(seq);
        }

        @Override
        public void flush() {
            seal.flush();
        }

        @Override
        public void close() {
            seal.close();
        }
    }
}
