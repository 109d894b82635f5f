package dev.tidegate.saf;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.RecordOutline;
import dev.tidegate.core.port.RecordSeal;
import dev.tidegate.core.port.RecordSeal.Admission;
import org.jspecify.annotations.Nullable;

/** How a scan judges the records that it meets, in order. One for each scan. */
interface Pass {
    /** What one record is. */
    sealed interface Verdict {
        /** @param link its link, absent where it was not worked out */
        record Good(RecordOutline outline, @Nullable Octets link) implements Verdict {}

        /** @param what as {@link Admission.Bad} */
        record Bad(String what) implements Verdict {}
    }

    Verdict judge(Octets raw);

    /** Every check that the chain allows. */
    static Pass full(RecordSeal seal) {
        return raw -> switch (seal.admit(raw)) {
            case Admission.Good(JournalRecord record) -> new Verdict.Good(RecordOutline.of(record), record.link());
            case Admission.Bad(String what) -> new Verdict.Bad(what);
        };
    }

    /** Structure and order alone. */
    static Pass light(RecordSeal seal) {
        return new Light(seal);
    }

    /** The frame's checksum says that a record is as it was written; this one that it stands where it belongs. */
    final class Light implements Pass {
        private final RecordSeal seal;
        private long last;

        private Light(RecordSeal seal) {
            this.seal = seal;
        }

        @Override
        public Verdict judge(Octets raw) {
            RecordOutline outline;
            try {
                outline = seal.outline(raw);
            } catch (IllegalArgumentException e) {
                return new Verdict.Bad("NO_RECORD");
            }
            if (last > 0 && outline.seq() != last + 1 && !outline.namesLossAfter(last)) {
                return new Verdict.Bad(outline.seq() <= last ? "DUPLICATE" : "GAP");
            }
            last = outline.seq();
            return new Verdict.Good(outline, null);
        }
    }
}
