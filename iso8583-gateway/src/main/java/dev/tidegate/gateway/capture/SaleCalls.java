package dev.tidegate.gateway.capture;

import dev.tidegate.core.payment.JournalEntry.Answered;
import dev.tidegate.core.payment.PaymentEvent;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.profile.ReversalReason;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.AttemptRow.Kind;
import dev.tidegate.gateway.store.AttemptRow.State;
import dev.tidegate.gateway.store.LaneId;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.PaymentRow.FirstAnswer;
import dev.tidegate.gateway.store.Tables;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a till says of a payment that the gateway has: by a call, or by a record of its journal, which mean the same.
 * Each may be said again. Runs inside a transaction.
 */
public final class SaleCalls {
    private static final FactLog LOG = FactLog.of(SaleCalls.class);

    private final Steps steps;
    private final Completions completions;
    private final VoidAfterOffer voids;
    private final InstantSource clock;

    SaleCalls(Steps steps, Completions completions, VoidAfterOffer voids, InstantSource clock) {
        this.steps = steps;
        this.completions = completions;
        this.voids = voids;
        this.clock = clock;
    }

    /** How a call ended. */
    public sealed interface Said {
        record Done(PaymentRow payment) implements Said {}

        record UnknownPayment() implements Said {}

        /** The payment is not in a state for it; nothing has changed for it. */
        record Refused(PaymentRow payment, String code) implements Said {}
    }

    /** The sale stands. */
    public Said complete(Tables tables, TillId till, PaymentId id) {
        Optional<PaymentRow> found = own(tables, till, id);
        if (found.isEmpty()) {
            return new Said.UnknownPayment();
        }
        PaymentRow payment = found.get();
        if (payment.kind() != PaymentRow.Kind.LIVE) {
            return new Said.Refused(payment, "not_asked_online");
        }
        if (payment.marks().completed()) {
            return new Said.Done(payment);
        }
        boolean approved = payment.outcome().first() == FirstAnswer.APPROVED;
        if (!approved || Reversals.of(tables, id).isPresent()) {
            return broken(tables, payment, approved ? "reversed" : "not_approved");
        }
        PaymentRow completed = payment.with(payment.marks().asCompleted());
        return new Said.Done(held(payment) ? captureHeld(tables, completed) : note(tables, completed));
    }

    private PaymentRow note(Tables tables, PaymentRow completed) {
        return steps.note(tables, completed, "COMPLETED");
    }

    private static boolean held(PaymentRow payment) {
        return payment.state() == PaymentState.AUTHORISED || payment.state() == PaymentState.AWAITING_TILL;
    }

    // From here on the completion is an advice: repeated, never reversed.
    private PaymentRow captureHeld(Tables tables, PaymentRow payment) {
        completions.begin(tables, payment, sale(tables, payment), clock.instant());
        return payment.state() == PaymentState.AWAITING_TILL
                ? steps.take(tables, payment, PaymentEvent.KEEP_AUTHORISED, Reason.NONE, "COMPLETED")
                : note(tables, payment);
    }

    private static AttemptRow sale(Tables tables, PaymentRow payment) {
        return tables.attempts().of(payment.id()).stream()
                .filter(a -> a.kind().isLive())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("approved without a message: " + payment.id()));
    }

    /**
     * The sale does not stand, or nobody knows: reversed, or refused for ever where nothing has arrived.
     *
     * @param why NONE where the till does not say
     */
    public Said reverse(Tables tables, TillId till, LaneId lane, PaymentId id, Reason why) {
        return reverse(tables, till, lane, id, why, cause(why));
    }

    private Said reverse(
            Tables tables, TillId till, LaneId lane, PaymentId id, Reason why, @Nullable ReversalReason cause) {
        Optional<PaymentRow> found = own(tables, till, id);
        if (found.isEmpty()) {
            if (tables.payments().find(id).isPresent()) {
                return new Said.UnknownPayment();
            }
            PaymentRow stone = PaymentRow.fresh(id, till, lane, PaymentRow.Kind.TOMBSTONE, null);
            return new Said.Done(nothingArrived(tables, stone));
        }
        PaymentRow payment = found.get();
        if (payment.kind().isStored()) {
            return new Said.Refused(payment, "stored");
        }
        if (payment.marks().completed()) {
            return new Said.Refused(payment, "completed");
        }
        if (payment.kind() == PaymentRow.Kind.REFUND && payment.state() == PaymentState.CAPTURED) {
            return new Said.Refused(payment, "refunded");
        }
        return switch (payment.state()) {
            case ASKING -> new Said.Done(whileAsking(tables, payment, cause));
            case AUTHORISED, CAPTURED, AWAITING_TILL -> new Said.Done(takeBack(tables, payment, why, cause));
            default -> new Said.Done(payment);
        };
    }

    /** The cashier takes a stored sale back: it wins while no message for it is open. */
    public Said voidSale(Tables tables, TillId till, PaymentId id) {
        Optional<PaymentRow> found = own(tables, till, id);
        if (found.isEmpty()) {
            return new Said.UnknownPayment();
        }
        PaymentRow payment = found.get();
        boolean open = payment.outcome().captured() != null
                || tables.attempts().of(id).stream().anyMatch(SaleCalls::mayBook);
        boolean taken = Duplicates.mayHaveBooked(tables, id);
        return switch (payment.state()) {
            case VOIDED, VOID_ASKED -> new Said.Done(payment);
            case STORED ->
                new Said.Done(forgotten(tables, steps.take(tables, payment, PaymentEvent.VOID, Reason.NONE)));
            case FORWARDING -> {
                if (taken && !open) {
                    // Nothing under way would ever end the asking.
                    yield refused(tables, payment);
                }
                PaymentRow asked = steps.take(tables, payment, PaymentEvent.VOID, Reason.NONE);
                yield new Said.Done(open ? asked : confirmed(tables, asked));
            }
            default -> {
                if (!open && !taken && Steps.allows(payment, PaymentEvent.VOID_CONFIRMED)) {
                    yield new Said.Done(confirmed(tables, payment));
                }
                Optional<PaymentRow> undone =
                        payment.kind().isStored() ? voids.captured(tables, payment) : Optional.empty();
                yield undone.isPresent() ? new Said.Done(undone.get()) : refused(tables, payment);
            }
        };
    }

    private Said refused(Tables tables, PaymentRow payment) {
        return new Said.Refused(notedOnce(tables, payment, "VOID_REFUSED", ""), "void_refused");
    }

    /** A person was told of the result. */
    public void shown(Tables tables, TillId till, PaymentId id) {
        own(tables, till, id).ifPresent(payment -> {
            PaymentRow seen = payment.with(payment.marks().asShown());
            if (payment.state() == PaymentState.HELD && payment.place().reason() == Reason.UNSHOWN) {
                steps.take(tables, seen, PaymentEvent.SHOW, Reason.NONE);
                return;
            }
            PaymentRow noted = payment.marks().shown() ? payment : steps.note(tables, seen, "SHOWN");
            boolean approved = noted.outcome().first() == FirstAnswer.APPROVED && noted.kind() == PaymentRow.Kind.LIVE;
            // What was taken back was shown as that; a till that kept it after all says so in its ANSWERED.
            if (approved && Reversals.of(tables, id).isEmpty()) {
                complete(tables, till, id);
            }
        });
    }

    /** How an online request ended at the till. */
    public void answered(Tables tables, TillId till, LaneId lane, Answered entry) {
        switch (entry.answer()) {
            case KEPT_AUTHORISED, KEPT_CAPTURED ->
                own(tables, till, entry.payment())
                        .filter(payment -> Reversals.of(tables, payment.id()).isPresent())
                        .ifPresent(payment -> broken(tables, payment, "kept after its reversal"));
            case TO_BE_REVERSED, UNKNOWN -> {
                Said said = reverse(tables, till, lane, entry.payment(), entry.reason());
                if (said instanceof Said.Refused(var payment, var code)) {
                    LOG.error("a reversal that comes too late", Map.of(Field.PAYMENT, payment.id(), Field.CODE, code));
                }
            }
            case NOT_SENT ->
                own(tables, till, entry.payment())
                        .filter(payment -> payment.kind() == PaymentRow.Kind.LIVE
                                && payment.outcome().first() == FirstAnswer.NOT_SENT
                                && Steps.allows(payment, PaymentEvent.REFUSE))
                        .ifPresent(payment -> steps.take(tables, payment, PaymentEvent.REFUSE, entry.reason()));
            case DECLINED -> {}
        }
    }

    /** The till has gone on without a word about these. */
    public void leftBehind(Tables tables, TillId till, LaneId lane, long seq) {
        for (PaymentRow payment : tables.payments().leftBehind(till, seq)) {
            LOG.warn("a till went on without a word about an approval", Map.of(Field.PAYMENT, payment.id()));
            if (!(reverse(tables, till, lane, payment.id(), Reason.NO_ANSWER, ReversalReason.ABANDONED)
                    instanceof Said.Done)) {
                throw new IllegalStateException("an open sale that cannot be reversed: " + payment.id());
            }
        }
    }

    // Null where the till does not say: then an answer that it has heard was not wanted.
    private static @Nullable ReversalReason cause(Reason why) {
        return switch (why) {
            case NONE -> null;
            case NO_ANSWER, NO_NETWORK, GATEWAY_SILENT, ACQUIRER_SILENT -> ReversalReason.TIMEOUT;
            default -> ReversalReason.CANCELLED;
        };
    }

    private PaymentRow whileAsking(Tables tables, PaymentRow payment, @Nullable ReversalReason cause) {
        Optional<AttemptRow> sent = tables.attempts().of(payment.id()).stream()
                .filter(a -> a.kind().isLive() && a.state() != State.NOT_WRITTEN)
                .findFirst();
        if (sent.isEmpty()) {
            return nothingArrived(tables, payment);
        }
        Reversals.queue(tables, sent.get(), cause == null ? ReversalReason.TIMEOUT : cause, clock.instant());
        return steps.take(tables, payment, PaymentEvent.NO_ANSWER, Reason.NO_ANSWER);
    }

    private PaymentRow takeBack(Tables tables, PaymentRow payment, Reason why, @Nullable ReversalReason cause) {
        if (Reversals.of(tables, payment.id()).isPresent()) {
            return payment;
        }
        Reversals.queue(
                tables, sale(tables, payment), cause == null ? ReversalReason.CANCELLED : cause, clock.instant());
        return Steps.allows(payment, PaymentEvent.DISAGREE)
                ? steps.take(tables, payment, PaymentEvent.DISAGREE, why)
                : steps.note(tables, payment, "REVERSAL_ASKED");
    }

    private PaymentRow nothingArrived(Tables tables, PaymentRow payment) {
        PaymentRow stone = payment.with(payment.marks().asTombstone());
        return steps.take(tables, stone, PaymentEvent.NOTHING_ARRIVED, Reason.NONE);
    }

    private PaymentRow confirmed(Tables tables, PaymentRow payment) {
        PaymentRow still = payment.with(payment.outcome().next(null));
        return forgotten(tables, steps.take(tables, still, PaymentEvent.VOID_CONFIRMED, Reason.NONE));
    }

    private static PaymentRow forgotten(Tables tables, PaymentRow payment) {
        tables.payments().forgetSensitive(payment.id());
        return payment;
    }

    private Said broken(Tables tables, PaymentRow payment, String code) {
        LOG.error("a till keeps what does not stand", Map.of(Field.PAYMENT, payment.id(), Field.CODE, code));
        return new Said.Refused(notedOnce(tables, payment, "BREAK", code), code);
    }

    // A till says it again until it is answered; one note is enough.
    private PaymentRow notedOnce(Tables tables, PaymentRow payment, String word, String detail) {
        boolean noted = tables.events().of(payment.id()).stream()
                .anyMatch(e -> e.event().equals(word) && e.detail().equals(detail));
        return noted ? payment : steps.note(tables, payment, word, detail);
    }

    private static Optional<PaymentRow> own(Tables tables, TillId till, PaymentId id) {
        return tables.payments().find(id).filter(payment -> payment.till().equals(till));
    }

    private static boolean mayBook(AttemptRow attempt) {
        return attempt.kind() != Kind.REVERSAL && attempt.state().isOpen();
    }
}
