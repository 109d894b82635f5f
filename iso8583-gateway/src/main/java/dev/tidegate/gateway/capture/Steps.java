package dev.tidegate.gateway.capture;

import dev.tidegate.core.payment.PaymentEvent;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.StateTable;
import dev.tidegate.core.payment.Step;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.store.EventRow;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import dev.tidegate.gateway.store.PaymentRow.Place;
import dev.tidegate.gateway.store.Tables;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Moves payments by the one state table, writes the row, and writes down each change as an event. */
public final class Steps {
    private static final FactLog LOG = FactLog.of(Steps.class);

    /** What a till knows better, or need not know. */
    private static final Set<PaymentState> NO_NEWS = EnumSet.of(
            PaymentState.COLLECTING,
            PaymentState.ASKING,
            PaymentState.OUTCOME_UNKNOWN,
            PaymentState.STORED,
            PaymentState.FORWARDING,
            PaymentState.VOID_ASKED,
            PaymentState.REFUSED_OFFLINE);

    private final InstantSource clock;

    public Steps(InstantSource clock) {
        this.clock = clock;
    }

    public static boolean allows(PaymentRow payment, PaymentEvent event) {
        return StateTable.step(payment.state(), event) instanceof Step.Moves;
    }

    /**
     * Moves a payment and writes it with whatever else the caller has changed of it.
     *
     * @param detail for people, empty where there is nothing to add
     * @return the payment as it is written
     * @throws IllegalStateException the state does not allow it; the caller asks {@link #allows} first where it may not
     */
    public PaymentRow take(Tables tables, PaymentRow payment, PaymentEvent event, Reason reason, String detail) {
        return switch (StateTable.step(payment.state(), event)) {
            case Step.Moves moves -> write(tables, payment, moves.next(), reason, event.name(), detail);
            case Step.Impossible ignored ->
                throw new IllegalStateException(event + " cannot happen in " + payment.state());
        };
    }

    public PaymentRow take(Tables tables, PaymentRow payment, PaymentEvent event, Reason reason) {
        return take(tables, payment, event, reason, "");
    }

    /**
     * Begins a payment's story anew with a STORED record: none of its messages, if there were any, can book it.
     *
     * @return the payment as it is written
     */
    public PaymentRow store(Tables tables, PaymentRow payment) {
        Place place = payment.place();
        PaymentRow fresh =
                payment.with(new Place(PaymentState.COLLECTING, Reason.NONE, place.version(), place.event()));
        return take(tables, fresh, PaymentEvent.STORE, Reason.NONE);
    }

    /** Writes a payment that stays where it is, with a word of what happened. */
    public PaymentRow note(Tables tables, PaymentRow payment, String word, String detail) {
        return write(tables, payment, payment.state(), payment.place().reason(), word, detail);
    }

    public PaymentRow note(Tables tables, PaymentRow payment, String word) {
        return note(tables, payment, word, "");
    }

    private PaymentRow write(
            Tables tables, PaymentRow payment, PaymentState next, Reason reason, String word, String detail) {
        if (next == PaymentState.CAPTURED && payment.outcome().captured() == null) {
            throw new IllegalStateException("captured without an amount: " + payment.id());
        }
        boolean fresh = payment.place().version() == 0;
        @Nullable
        Long before = fresh ? null : tables.payments().captured(payment.id()).orElse(null);
        long n = tables.events().next();
        Place place = new Place(next, reason, payment.place().version() + 1, n);
        PaymentRow written = payment.with(place);
        if (fresh) {
            tables.payments().insert(written, isNews(written));
        } else {
            tables.payments().update(written, isNews(written));
        }
        tables.events()
                .insert(new EventRow(n, written.id(), clock.instant(), word, next, reason, place.version(), detail));
        tables.batchItems().follow(written, before);
        LOG.info(
                "payment",
                Map.of(
                        Field.PAYMENT, written.id(),
                        Field.EVENT, word,
                        Field.STATE, next,
                        Field.REASON, reason,
                        Field.TERMINAL, written.lane().terminal()));
        if (written.kind() == Kind.REFUND) {
            new RefundBooks(this).follow(tables, written);
        }
        return written;
    }

    // A live approval is told by its own answer; of its capture the till hears once it has said that the sale stands.
    private static boolean isNews(PaymentRow payment) {
        boolean open = payment.kind() == Kind.LIVE
                && (payment.state() == PaymentState.CAPTURED || payment.state() == PaymentState.AUTHORISED)
                && !payment.marks().completed();
        return !open && !NO_NEWS.contains(payment.state());
    }
}
