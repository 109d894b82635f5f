package dev.tidegate.saf;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.RecordOutline;
import dev.tidegate.core.port.RecordSeal;
import dev.tidegate.core.port.RecordSeal.Admission;
import dev.tidegate.saf.Frames.Found;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads once more what a light pass has taken, with every check of links, and compares it with what was believed. One
 * walk over generations in order; used by one thread.
 */
final class Recheck {
    /** Told of what is not as it was believed. */
    interface Ears {
        /**
         * One more record was read.
         *
         * @return whether to go on
         */
        boolean goOn();

        /** A record is not good. */
        void bad(Generation generation, Break what);

        /** Every record of a generation is good, and yet not what was read before. */
        void differs(Generation generation, Break what);
    }

    private final RecordSeal.Links links;
    private final Ears ears;
    private @Nullable Octets link;

    Recheck(RecordSeal.Links links, Ears ears) {
        this.links = links;
        this.ears = ears;
    }

    /** The link of the last good record, absent before the first. */
    @Nullable
    Octets link() {
        return link;
    }

    /** Reads all records of a generation; where they are as believed, it knows its last link from then on. */
    void all(Generation generation) {
        Walk walk = new Walk(generation, generation.first());
        if (!walk.run()) {
            return;
        }
        Octets end = link;
        if (walk.believed != generation.believed()) {
            ears.differs(generation, new Break(generation, 0, generation.first(), "CHANGED"));
        } else if (end != null && generation.isArchived() && !endsWith(generation, end)) {
            ears.differs(generation, new Break(generation, 0, generation.last(), "WRONG_END"));
        } else {
            generation.reaches(generation.last(), end);
        }
    }

    /** Reads its records from one on, and says whether all are good. */
    boolean from(Generation generation, long seq) {
        return new Walk(generation, Math.max(seq, generation.first())).run();
    }

    private static boolean endsWith(Generation generation, Octets end) {
        try {
            return FrameFile.header(generation.archive()).lastLink().equals(end);
        } catch (IOException e) {
            return false;
        }
    }

    private final class Walk {
        private final Generation generation;
        private long next;
        private long believed;
        private boolean good = true;

        Walk(Generation generation, long from) {
            this.generation = generation;
            this.next = from;
        }

        boolean run() {
            long at = generation.positions().before(next);
            try (Frames frames = generation.frames(at)) {
                while (next <= generation.last() && ears.goOn()) {
                    Found.Whole whole = wholeFrom(frames);
                    if (whole == null) {
                        bad(at, "MISSING");
                        return false;
                    }
                    at = whole.position();
                    take(whole);
                    next++;
                }
            } catch (IOException e) {
                bad(at, Break.UNREADABLE);
            }
            return good && next > generation.last();
        }

        private Found.@Nullable Whole wholeFrom(Frames frames) throws IOException {
            while (frames.next() instanceof Found found) {
                if (found instanceof Found.Whole whole && whole.frame().seq() >= next) {
                    return whole.frame().seq() == next ? whole : null;
                }
            }
            return null;
        }

        private void take(Found.Whole whole) {
            switch (links.admit(whole.frame().raw())) {
                case Admission.Good(JournalRecord record) -> {
                    believed = Generation.mixed(believed, RecordOutline.of(record));
                    link = record.link();
                }
                case Admission.Bad(String what) -> bad(whole.position(), what);
            }
        }

        private void bad(long at, String what) {
            good = false;
            ears.bad(generation, new Break(generation, at, next, what));
        }
    }
}
