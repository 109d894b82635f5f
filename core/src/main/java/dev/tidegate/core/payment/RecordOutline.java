package dev.tidegate.core.payment;

import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import java.time.Instant;

/**
 * What of one record the limits in use, and the question which sealed bodies are needed, depend on. A start reads a
 * million of them and has no time for more.
 *
 * @param seq its number
 * @param wroteAt the till's clock, informational
 */
public record RecordOutline(long seq, Instant wroteAt, What what) {
    /** The few words of an entry. */
    public sealed interface What {
        /** @param hasBody whether its sealed body is still there */
        record Asked(PaymentId payment, boolean hasBody) implements What {}

        /** @param hasBody whether its sealed body is still there */
        record Stored(PaymentId payment, boolean hasBody, Amount amount, Instant soldAt) implements What {}

        record Answered(PaymentId payment, Answer answer) implements What {}

        record Shown(PaymentId payment) implements What {}

        record Offered(long upTo) implements What {}

        record Voided(PaymentId payment) implements What {}

        /** @param total the new amount */
        record Adjusted(PaymentId payment, Amount total) implements What {}

        record Result(PaymentId payment, PaymentState state) implements What {}

        /** @param lostFrom first number that is missing, 0 where none is */
        record EpochOpen(long lostFrom, long lostTo) implements What {}

        /** A CHECKPOINT or EPOCH_CLOSE, signed or not. */
        record Signed() implements What {}
    }

    /** The outline of a record that was read whole. */
    public static RecordOutline of(JournalRecord record) {
        return new RecordOutline(record.seq(), record.wroteAt(), what(record.entry()));
    }

    /** Whether it has a sealed body. */
    public boolean hasBody() {
        return switch (what) {
            case What.Asked(var ignored, var there) -> there;
            case What.Stored(var ignored, var there, var ignoredAmount, var ignoredTime) -> there;
            default -> false;
        };
    }

    /** Whether its body was let go. */
    public boolean isBodyGone() {
        return (what instanceof What.Asked || what instanceof What.Stored) && !hasBody();
    }

    /** Whether it names a range of lost records that lies between a record and this one. */
    public boolean namesLossAfter(long last) {
        return what instanceof What.EpochOpen(long from, long to) && from > 0 && from <= last + 1 && to == seq - 1;
    }

    private static What what(JournalEntry entry) {
        return switch (entry) {
            case JournalEntry.Asked(var payment, var ignored, var body) -> new What.Asked(payment, body != null);
            case JournalEntry.Stored stored ->
                new What.Stored(
                        stored.payment(),
                        stored.body() != null,
                        stored.sale().amount(),
                        stored.sale().soldAt());
            case JournalEntry.Answered(var payment, var answer, var ignored, var ignoredReply, var ignoredPart) ->
                new What.Answered(payment, answer);
            case JournalEntry.Shown(var payment) -> new What.Shown(payment);
            case JournalEntry.Offered(var upTo) -> new What.Offered(upTo);
            case JournalEntry.Voided(var payment) -> new What.Voided(payment);
            case JournalEntry.Adjusted(var payment, var total) -> new What.Adjusted(payment, total);
            case JournalEntry.Result(var result) -> new What.Result(result.payment(), result.state());
            case JournalEntry.EpochOpen(var from, var to) -> new What.EpochOpen(from, to);
            case JournalEntry.Signed ignored -> new What.Signed();
        };
    }
}
