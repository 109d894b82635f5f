package dev.tidegate.gateway.capture;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.crypto.BodyRejectedException;
import dev.tidegate.crypto.OpenedBody;
import dev.tidegate.gateway.codec.Outbound;
import dev.tidegate.gateway.codec.SaleFacts;
import dev.tidegate.gateway.codec.SaleFacts.HostNumbers;
import dev.tidegate.gateway.codec.SaleFacts.Original;
import dev.tidegate.gateway.profile.ReversalReason;
import dev.tidegate.gateway.profile.Terminal;
import dev.tidegate.gateway.profile.Terminals;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.AttemptRow.Kind;
import dev.tidegate.gateway.store.AttemptRow.Said;
import dev.tidegate.gateway.store.AttemptRow.Trace;
import dev.tidegate.gateway.store.Counters;
import dev.tidegate.gateway.store.LaneId;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.Tables;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Gives a message its numbers and makes its bytes. Runs inside the transaction that writes its INTENT. */
final class Writer {
    private final Acquirers acquirers;
    private final Terminals terminals;
    private final CardColumns columns;

    Writer(Acquirers acquirers, Terminals terminals, CardColumns columns) {
        this.acquirers = acquirers;
        this.terminals = terminals;
        this.columns = columns;
    }

    /** New numbers on a terminal, of today. */
    Trace trace(Tables tables, PaymentRow payment, Instant now) {
        LaneId lane = payment.lane();
        LocalDate today = LocalDate.ofInstant(now, terminal(payment).zone());
        Counters counters = tables.counters();
        return new Trace(counters.nextStan(lane, today), counters.nextRrn(lane.acquirer(), today), today, now);
    }

    /** Numbers for a reversal or a completion: a STAN of its own, the RRN of what it takes back or completes. */
    Trace following(Tables tables, PaymentRow payment, AttemptRow original, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, terminal(payment).zone());
        return new Trace(
                tables.counters().nextStan(payment.lane(), today),
                original.sent().rrn(),
                today,
                now);
    }

    /**
     * The bytes of a message, out of the card columns.
     *
     * @param original what a reversal takes back, or a completion completes
     * @throws dev.tidegate.gateway.codec.UnsendableException it cannot be made; the payment is set aside
     * @throws BodyRejectedException the card data is gone; the payment is set aside
     * @throws dev.tidegate.crypto.KeyUnavailableException the keys cannot be used now
     */
    Outbound write(Tables tables, PaymentRow payment, AttemptRow attempt, @Nullable AttemptRow original, Instant now) {
        Octets card = tables.payments().card(payment.id()).orElseThrow(() -> new BodyRejectedException("UNKNOWN_KID"));
        @Nullable Octets sensitive = tables.payments().sensitive(payment.id()).orElse(null);
        if (attempt.kind() == Kind.DEFERRED && payment.sold().entryMode().isStripe() && sensitive == null) {
            // Its time was over before the answer came: without it the message would be another one.
            throw new BodyRejectedException("UNKNOWN_KID");
        }
        try (OpenedBody opened = open(payment.id(), card, sensitive)) {
            return write(payment, attempt, original, opened, now);
        }
    }

    /** The bytes of a message, out of a body in the clear. */
    Outbound write(
            PaymentRow payment, AttemptRow attempt, @Nullable AttemptRow original, OpenedBody opened, Instant now) {
        return write(payment, attempt, original, opened, null, now);
    }

    /**
     * As above, of a live sale.
     *
     * @param pin under the acquirer's key; absent where the issuer checks none
     */
    Outbound write(
            PaymentRow payment,
            AttemptRow attempt,
            @Nullable AttemptRow original,
            OpenedBody opened,
            @Nullable Octets pin,
            Instant now) {
        Trace trace = attempt.sent();
        SaleFacts facts = new SaleFacts(
                Messages.of(attempt.kind()),
                attempt.sends() > 1,
                terminal(payment),
                asked(payment, attempt, original),
                payment.sold().soldAt(),
                payment.sold().entryMode(),
                opened.tags(),
                trace.stan(),
                trace.rrn(),
                now,
                original == null ? null : original(attempt, original),
                opened.voice());
        return acquirers.of(payment.lane()).codec().sale(facts, opened.card(), pin);
    }

    /** DE 4: of a completion what was approved, else what was sold. */
    static Amount asked(PaymentRow payment, AttemptRow attempt, @Nullable AttemptRow original) {
        Amount sold = payment.sold().amount();
        Long approved = original == null ? null : original.said().minor();
        return attempt.kind() == Kind.COMPLETION && approved != null ? new Amount(approved, sold.currency()) : sold;
    }

    private OpenedBody open(PaymentId id, Octets card, @Nullable Octets sensitive) {
        OpenedBody opened = columns.openCard(card, id);
        if (sensitive == null) {
            return opened;
        }
        Track2 track = columns.openTrack(sensitive, id);
        ClearCard clear = opened.card();
        return new OpenedBody(
                new ClearCard(clear.pan(), clear.expiry(), clear.panSequence(), track),
                opened.tags(),
                opened.amount(),
                opened.soldAt());
    }

    private Terminal terminal(PaymentRow payment) {
        return terminals
                .of(payment.till())
                .orElseThrow(() -> new IllegalStateException("till " + payment.till() + " has no terminal"));
    }

    private static Original original(AttemptRow attempt, AttemptRow taken) {
        Trace trace = taken.sent();
        Said said = taken.said();
        boolean answered = !said.responseCode().isEmpty();
        ReversalReason why = attempt.reason();
        return new Original(
                Messages.of(taken.kind()),
                trace.stan(),
                trace.firstSentAt(),
                said.authorisationCode(),
                why == null ? ReversalReason.TIMEOUT : why,
                // An answer with another trace or reference number would have been none.
                answered
                        ? new HostNumbers(
                                trace.stan().toString(),
                                said.localTime(),
                                trace.rrn().value())
                        : null);
    }
}
