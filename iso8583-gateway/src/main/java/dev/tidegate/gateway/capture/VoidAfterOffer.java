package dev.tidegate.gateway.capture;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.crypto.BodyRejectedException;
import dev.tidegate.crypto.OpenedBody;
import dev.tidegate.gateway.profile.CaptureRules;
import dev.tidegate.gateway.profile.ReversalReason;
import dev.tidegate.gateway.profile.Rules.CaptureMode;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.AttemptRow.Kind;
import dev.tidegate.gateway.store.AttemptRow.State;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.PaymentRow.Terms;
import dev.tidegate.gateway.store.Tables;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * What a void does to a stored sale that the acquirer has approved, by the profile: it comes too late, the approval is
 * reversed, or the money goes back by a refund. Runs inside a transaction.
 */
final class VoidAfterOffer {
    private static final long VERSION_7 = 0x7000L;
    private static final long LOW_BITS = 0x0FFFL;

    private final Steps steps;
    private final Acquirers acquirers;
    private final CardColumns columns;
    private final InstantSource clock;

    VoidAfterOffer(Steps steps, Acquirers acquirers, CardColumns columns, InstantSource clock) {
        this.steps = steps;
        this.acquirers = acquirers;
        this.columns = columns;
        this.clock = clock;
    }

    /**
     * The acquirer approves a sale whose void was asked for meanwhile.
     *
     * @return false where the void comes too late: the approval stands, and nothing was written
     */
    boolean approved(Tables tables, PaymentRow payment, AttemptRow attempt, Amount amount) {
        PaymentRow booked = payment.with(payment.outcome().booked(amount, clock.instant()));
        switch (rule(payment)) {
            case REFUSED -> {
                return false;
            }
            case REVERSED -> {
                Reversals.queue(tables, attempt, ReversalReason.CANCELLED, clock.instant());
                steps.note(tables, booked, "VOID_REVERSES");
                return true;
            }
            case REFUNDED -> {
                // A hold is no money yet: it is let go.
                if (attempt.kind().isAdvice() || !isDual(payment)) {
                    return refund(tables, booked, amount);
                }
                Reversals.queue(tables, attempt, ReversalReason.CANCELLED, clock.instant());
                steps.note(tables, payment, "VOID_REVERSES");
                return true;
            }
        }
        throw new IllegalStateException("a rule without a branch");
    }

    /**
     * A void is asked for after the sale was captured.
     *
     * @return empty where it comes too late
     */
    Optional<PaymentRow> captured(Tables tables, PaymentRow payment) {
        Amount captured = payment.outcome().captured();
        if (payment.state() != PaymentState.CAPTURED
                || captured == null
                || tables.refunds().sum(payment.id()) > 0) {
            return Optional.empty();
        }
        return switch (rule(payment)) {
            case REFUSED -> Optional.empty();
            case REVERSED -> reversed(tables, payment);
            case REFUNDED ->
                refund(tables, payment, captured) ? tables.payments().find(payment.id()) : Optional.empty();
        };
    }

    // A completion is never reversed.
    private Optional<PaymentRow> reversed(Tables tables, PaymentRow payment) {
        Optional<AttemptRow> booked = tables.attempts().of(payment.id()).reversed().stream()
                .filter(a -> a.kind() != Kind.REVERSAL && a.state() == State.ANSWERED)
                .findFirst()
                .filter(a -> a.kind() != Kind.COMPLETION);
        if (booked.isEmpty()) {
            return Optional.empty();
        }
        boolean asked = Reversals.of(tables, payment.id())
                .filter(r -> r.original() == booked.get().number())
                .isPresent();
        if (asked) {
            return Optional.of(payment);
        }
        Reversals.queue(tables, booked.get(), ReversalReason.CANCELLED, clock.instant());
        return Optional.of(steps.note(tables, payment, "VOID_REVERSES"));
    }

    /**
     * Begins the refund, a payment of its own, sent by the drain.
     *
     * @param booked the sale, captured, not written yet
     * @return false where the card that paid is no longer kept; nothing was written
     */
    private boolean refund(Tables tables, PaymentRow booked, Amount amount) {
        PaymentId sale = booked.id();
        Optional<Octets> card = tables.payments().card(sale);
        if (card.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        PaymentId id = refundId(sale, now);
        Octets sealed;
        try (OpenedBody body = new OpenedBody(columns.openCard(card.get(), sale).card(), null, amount, now)) {
            sealed = columns.sealCard(body, id);
        } catch (BodyRejectedException e) {
            return false;
        }
        steps.note(tables, booked, "VOID_REFUNDS", id.toString());
        if (!tables.refunds().reserve(sale, amount)) {
            throw new IllegalStateException("a captured sale that cannot be refunded: " + sale);
        }
        Terms sold = booked.sold();
        Terms terms = new Terms(amount, now, sold.entryMode(), sold.card());
        PaymentRow fresh = PaymentRow.fresh(id, booked.till(), booked.lane(), PaymentRow.Kind.REFUND, terms);
        steps.note(tables, fresh, "ASK", "a void of " + sale);
        tables.payments().keepCard(id, sealed, null);
        tables.refunds().insert(id, sale, amount);
        tables.attempts()
                .insert(AttemptRow.fresh(id, 1, Kind.REFUND, booked.lane())
                        .nextAt(now)
                        .remarked(LiveEnding.OF_A_VOID));
        return true;
    }

    /** The refund of a void has the random part of the sale, but for one bit, under a time of its own. */
    private static PaymentId refundId(PaymentId sale, Instant now) {
        UUID of = sale.value();
        long high = now.toEpochMilli() << 16 | VERSION_7 | of.getMostSignificantBits() & LOW_BITS;
        return new PaymentId(new UUID(high, of.getLeastSignificantBits() ^ 1));
    }

    private boolean isDual(PaymentRow payment) {
        return acquirers.of(payment.lane()).profile().rules().captureMode() == CaptureMode.DUAL;
    }

    private CaptureRules.VoidAfterOffer rule(PaymentRow payment) {
        return acquirers.of(payment.lane()).profile().capture().voidAfterOffer();
    }
}
