package dev.tidegate.saf;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentTable;
import dev.tidegate.core.payment.RecordOutline;
import dev.tidegate.core.payment.RecordOutline.What;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which sealed bodies are still needed: those of payments without a final result. Told of every record in order; keeps
 * about 50 bytes for each such payment, and two numbers for each generation that has bodies. Used by one thread.
 *
 * <p>A final result stays one: what a gateway tells later of the same payment does not bring its body back.
 */
final class Bodies {
    /** The bodies of one generation. */
    static final class Held {
        private int needed;
        private @Nullable Instant firstFinal;

        /** How many of them are needed. */
        int needed() {
            return needed;
        }

        /** When the first of those that are not needed any more had its final result, absent where all are needed. */
        @Nullable
        Instant firstFinal() {
            return firstFinal;
        }

        /** Says that only the needed ones are left. */
        void compacted() {
            firstFinal = null;
        }
    }

    private static final int ASKED = 0;
    private static final int STORED = 1;
    private static final Held NOTHING = new Held();

    private final PaymentTable open = new PaymentTable(2);
    /** Third and later bodies of one payment: no till writes any. */
    private final Map<PaymentId, List<Long>> more = new HashMap<>();

    private final NavigableMap<Long, Held> held = new TreeMap<>();
    private long offeredUpTo;
    private long position;

    /** Takes one record in, as below. */
    void take(long generation, JournalRecord record) {
        take(generation, RecordOutline.of(record));
    }

    /**
     * Takes one record in.
     *
     * @param generation number of the first record of the generation in which it lies
     */
    void take(long generation, RecordOutline record) {
        position = record.seq();
        switch (record.what()) {
            case What.Asked(var payment, var hasBody) -> {
                if (hasBody) {
                    add(generation, payment, ASKED, record.seq());
                }
            }
            case What.Stored(var payment, var hasBody, var ignored, var ignoredTime) -> {
                if (hasBody) {
                    add(generation, payment, STORED, record.seq());
                }
            }
            case What.Answered(var payment, var answer) -> {
                if (isFinal(answer) && stored(payment) == 0) {
                    end(payment, record.wroteAt());
                }
            }
            case What.Voided(var payment) -> {
                // After the offer a void is a request that may be refused.
                if (stored(payment) > offeredUpTo) {
                    end(payment, record.wroteAt());
                }
            }
            case What.Result(var payment, var state) -> {
                if (state.isFinalResult()) {
                    end(payment, record.wroteAt());
                }
            }
            case What.Offered(var upTo) -> offeredUpTo = Math.max(offeredUpTo, Math.min(upTo, record.seq()));
            case What.Shown ignored -> {}
            case What.Adjusted ignored -> {}
            case What.EpochOpen ignored -> {}
            case What.Signed ignored -> {}
        }
    }

    /** The last record that was taken in. */
    long position() {
        return position;
    }

    /** Whether the body of a record is needed. */
    boolean needs(JournalRecord record) {
        return record.entry() instanceof JournalEntry.WithBody whole
                && whole.body() != null
                && open.find(whole.payment()) != PaymentTable.ABSENT;
    }

    /** Payments without a final result. */
    int open() {
        return open.size();
    }

    /** The bodies of a generation. */
    Held of(long generation) {
        return held.getOrDefault(generation, NOTHING);
    }

    /** Says that a generation has none any more. */
    void gone(long generation) {
        held.remove(generation);
    }

    private static boolean isFinal(Answer answer) {
        return switch (answer) {
            case KEPT_CAPTURED, DECLINED, NOT_SENT -> true;
            case KEPT_AUTHORISED, TO_BE_REVERSED, UNKNOWN -> false;
        };
    }

    private void add(long generation, PaymentId payment, int column, long seq) {
        int row = open.put(payment);
        if (open.get(row, column) == 0) {
            open.set(row, column, seq);
        } else {
            more.computeIfAbsent(payment, ignored -> new ArrayList<>()).add(seq);
        }
        held.computeIfAbsent(generation, ignored -> new Held()).needed++;
    }

    private long stored(PaymentId payment) {
        int row = open.find(payment);
        return row == PaymentTable.ABSENT ? 0 : open.get(row, STORED);
    }

    private void end(PaymentId payment, Instant at) {
        int row = open.find(payment);
        if (row == PaymentTable.ABSENT) {
            return;
        }
        List<Long> bodies = new ArrayList<>(List.of(open.get(row, ASKED), open.get(row, STORED)));
        bodies.addAll(more.isEmpty() ? List.of() : more.getOrDefault(payment, List.of()));
        open.remove(row);
        more.remove(payment);
        for (long seq : bodies) {
            Map.Entry<Long, Held> its = held.floorEntry(seq);
            if (seq > 0 && its != null) {
                Held of = its.getValue();
                of.needed--;
                of.firstFinal = of.firstFinal == null || at.isBefore(of.firstFinal) ? at : of.firstFinal;
            }
        }
    }
}
