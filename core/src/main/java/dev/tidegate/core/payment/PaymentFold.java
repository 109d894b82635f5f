package dev.tidegate.core.payment;

import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.Payment.Duty;
import org.jspecify.annotations.Nullable;

/** Folds journal records into payments: the one place that knows what a record means for the till's ledger. Pure. */
public final class PaymentFold {
    private PaymentFold() {}

    /**
     * The payment after one more of its records.
     *
     * @param before absent before its first record
     * @param seq where the record stands in the journal
     * @return absent where the record concerns a payment of which nothing is known; such a record changes nothing here
     */
    public static @Nullable Payment after(@Nullable Payment before, JournalEntry.OfPayment entry, long seq) {
        return switch (entry) {
            case JournalEntry.Asked asked ->
                first(asked.payment(), asked.sale(), seq, PaymentState.ASKING, null, HostReply.none());
            case JournalEntry.Stored stored ->
                first(stored.payment(), stored.sale(), seq, PaymentState.STORED, stored.kind(), said(stored.voice()));
            case JournalEntry.Answered answered -> before == null ? null : answered(before, answered, seq);
            case JournalEntry.Shown ignored -> before == null ? null : shown(before, seq);
            case JournalEntry.Voided ignored ->
                before == null ? null : moved(before, PaymentEvent.VOID, seq, before.reason());
            case JournalEntry.Adjusted(var ignored, var total) -> before == null ? null : adjusted(before, total, seq);
            case JournalEntry.Result(var result) -> before == null ? null : told(before, result, seq);
        };
    }

    /** The payment once an OFFERED record covers it. */
    public static Payment offered(Payment before, long seq) {
        Payment moved = moved(before, PaymentEvent.OFFER, seq, before.reason());
        return copy(moved, moved.state(), moved.reason(), moved.seq(), moved.shown(), true, moved.duty());
    }

    // What the issuer's centre said is all that the acquirer's side has said so far.
    private static HostReply said(@Nullable VoiceCode voice) {
        return voice == null ? HostReply.none() : new HostReply("", voice.value(), "", "");
    }

    private static Payment first(
            PaymentId id, Sale sale, long seq, PaymentState state, @Nullable StoredKind kind, HostReply reply) {
        return new Payment(
                id, seq, sale.amount(), state, Reason.NONE, sale, kind, reply, null, null, 0, false, false, Duty.NONE);
    }

    // Once it is offered the amount stands; such a record changes nothing, here as at the gateway.
    private static Payment adjusted(Payment before, Amount total, long seq) {
        if (!(StateTable.step(before.state(), PaymentEvent.ADJUST) instanceof Step.Moves) || before.offered()) {
            return before;
        }
        return new Payment(
                before.id(),
                seq,
                total,
                before.state(),
                before.reason(),
                before.sale(),
                before.kind(),
                before.reply(),
                before.part(),
                before.captured(),
                before.version(),
                before.shown(),
                before.offered(),
                before.duty());
    }

    private static Payment answered(Payment before, JournalEntry.Answered entry, long seq) {
        PaymentEvent event = switch (entry.answer()) {
            case KEPT_AUTHORISED -> PaymentEvent.KEEP_AUTHORISED;
            case KEPT_CAPTURED -> PaymentEvent.KEEP_CAPTURED;
            case TO_BE_REVERSED -> PaymentEvent.DISAGREE;
            case DECLINED -> PaymentEvent.HOST_DECLINES;
            case NOT_SENT -> PaymentEvent.REFUSE;
            case UNKNOWN -> PaymentEvent.NO_ANSWER;
        };
        Payment moved = moved(before, event, seq, entry.reason());
        Amount part = entry.part();
        boolean reverse = entry.answer() == Answer.TO_BE_REVERSED || entry.answer() == Answer.UNKNOWN;
        return new Payment(
                moved.id(),
                moved.seq(),
                moved.amount(),
                moved.state(),
                moved.reason(),
                moved.sale(),
                moved.kind(),
                entry.reply().equals(HostReply.none()) ? before.reply() : entry.reply(),
                part == null ? before.part() : part,
                moved.state() == PaymentState.CAPTURED ? part == null ? moved.amount() : part : null,
                moved.version(),
                moved.shown(),
                moved.offered(),
                reverse ? Duty.REVERSE : Duty.NONE);
    }

    // An approval is completed once a person was told: until then a crash may still end in a reversal.
    private static Payment shown(Payment before, long seq) {
        boolean approved = before.kind() == null
                && !before.shown()
                && (before.state() == PaymentState.AUTHORISED || before.state() == PaymentState.CAPTURED);
        Duty duty = approved && before.duty() == Duty.NONE ? Duty.COMPLETE : before.duty();
        Payment moved = moved(before, PaymentEvent.SHOW, seq, before.reason());
        return copy(moved, moved.state(), moved.reason(), seq, true, moved.offered(), duty);
    }

    private static Payment told(Payment before, PaymentResult result, long seq) {
        Duty duty = result.answersCall() ? stillOwed(before.duty(), result.state()) : before.duty();
        if (result.version() <= before.version()) {
            return duty == before.duty()
                    ? before
                    : copy(before, before.state(), before.reason(), seq, before.shown(), before.offered(), duty);
        }
        return new Payment(
                before.id(),
                seq,
                before.amount(),
                result.state(),
                result.reason(),
                before.sale(),
                before.kind(),
                before.kind() == StoredKind.VOICE_APPROVED ? withCode(result.reply(), before.reply()) : result.reply(),
                before.part(),
                result.captured(),
                result.version(),
                before.shown(),
                before.offered(),
                duty);
    }

    // The answer to an advice has no code of its own: the one that was given by telephone stays on the screen.
    private static HostReply withCode(HostReply now, HostReply before) {
        return now.authorisationCode().isEmpty()
                ? new HostReply(now.responseCode(), before.authorisationCode(), now.stan(), now.rrn())
                : now;
    }

    // An answer to our own call says that the gateway has the completion; news of another change do not. A reversal is
    // asked for again until it is confirmed: asking twice changes nothing, and a forgotten one costs a customer money.
    private static Duty stillOwed(Duty duty, PaymentState now) {
        return switch (duty) {
            case NONE, COMPLETE -> Duty.NONE;
            case REVERSE -> now.isFinalResult() && now != PaymentState.CAPTURED ? Duty.NONE : Duty.REVERSE;
        };
    }

    private static Payment moved(Payment before, PaymentEvent event, long seq, Reason reason) {
        return switch (StateTable.step(before.state(), event)) {
            case Step.Moves moves ->
                copy(before, moves.next(), reason, seq, before.shown(), before.offered(), before.duty());
            case Step.Impossible ignored -> before;
        };
    }

    private static Payment copy(
            Payment p, PaymentState state, Reason reason, long seq, boolean shown, boolean offered, Duty duty) {
        return new Payment(
                p.id(),
                seq,
                p.amount(),
                state,
                reason,
                p.sale(),
                p.kind(),
                p.reply(),
                p.part(),
                p.captured(),
                p.version(),
                shown,
                offered,
                duty);
    }
}
