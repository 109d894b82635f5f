package dev.tidegate.gateway.capture;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.gateway.profile.ResponseTable.Stored;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.AttemptRow.Kind;
import dev.tidegate.gateway.store.AttemptRow.State;
import dev.tidegate.gateway.store.Tables;
import java.util.List;
import java.util.function.Function;

/**
 * What a code that says <em>I know this one</em> means (94 of ISO 8583:1987). It never captures by itself: the first
 * answer to a message of this payment counts.
 */
final class Duplicates {
    /** The remark of a message that was called a duplicate of something whose answer nobody here has heard. */
    static final String UNHEARD = "DUPLICATE";

    private Duplicates() {}

    /** Whether the acquirer may have taken a message of this payment that it called a duplicate. */
    static boolean mayHaveBooked(Tables tables, PaymentId payment) {
        return tables.attempts().of(payment).stream().anyMatch(a -> a.remark().equals(UNHEARD));
    }

    /** What the duplicate is a duplicate of. */
    sealed interface Finding {
        /** An earlier message of this payment was answered so. */
        record Answered(AttemptRow first, Stored word) implements Finding {}

        /** An earlier message of this payment was written, and nobody knows what became of it. */
        record Unknown() implements Finding {}

        /** None of ours was written before: the acquirer takes another's for it. */
        record NoneOfOurs() implements Finding {}
    }

    /** @param words what the answer of an earlier message means */
    static Finding of(Tables tables, AttemptRow attempt, Function<AttemptRow, Stored> words) {
        List<AttemptRow> earlier = tables.attempts().of(attempt.payment()).stream()
                .filter(a -> a.number() < attempt.number() && isSame(a.kind(), attempt.kind()) && a.sends() > 0)
                .toList();
        for (AttemptRow one : earlier) {
            if (one.state() == State.ANSWERED && isDecisive(words.apply(one))) {
                return new Finding.Answered(one, words.apply(one));
            }
        }
        return earlier.isEmpty() && attempt.sends() <= 1 ? new Finding.NoneOfOurs() : new Finding.Unknown();
    }

    // A completion is no duplicate of its approval.
    private static boolean isSame(Kind earlier, Kind now) {
        return earlier != Kind.REVERSAL && (earlier == Kind.COMPLETION) == (now == Kind.COMPLETION);
    }

    private static boolean isDecisive(Stored word) {
        return switch (word) {
            case DONE, PARTIAL, EXCEPTION, DECLINED, FINAL, PARK -> true;
            case RETRY, HOLD, DUPLICATE -> false;
        };
    }
}
