package dev.tidegate.till.sync;

import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.AcquirerTerms;
import dev.tidegate.core.port.GatewayClient.Verdict;
import dev.tidegate.core.port.Journal;
import dev.tidegate.till.gateway.HeardStanding;
import dev.tidegate.till.gateway.HeartbeatStanding;
import dev.tidegate.till.ledger.LedgerQueries.Event;
import dev.tidegate.till.ledger.TillLedger;
import dev.tidegate.till.sale.SaleDesk;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** <em>Why is it still here?</em> Answered of every stored sale that has no final result. Reads alone. */
public final class StillHere {
    /** What is looked at. */
    public record Rooms(
            TillLedger ledger,
            Journal journal,
            HeardStanding standing,
            BooleanSupplier forced,
            SaleDesk desk,
            AcquirerTerms terms,
            Supplier<Verdict> stoppedBy,
            BooleanSupplier journalTakes) {}

    /** What is answered. */
    public sealed interface Answer {
        record Because(Why why) implements Answer {}

        /** Nothing of it waits here. */
        record Synced() implements Answer {}

        /** The till never had it. */
        record Unknown() implements Answer {}
    }

    private final Rooms rooms;

    public StillHere(Rooms rooms) {
        this.rooms = rooms;
    }

    /** Why a payment is still here, as far as this till knows. */
    public Answer why(PaymentId id) {
        Payment payment = rooms.ledger().payment(id);
        if (payment == null) {
            return new Answer.Unknown();
        }
        return payment.isUnsynced() ? new Answer.Because(why(payment)) : new Answer.Synced();
    }

    private Why why(Payment payment) {
        List<Event> events = rooms.ledger().queries().events(payment.id());
        long stored = SyncRuns.storedBy(rooms.ledger().queries(), payment.id(), payment.seq());
        HeartbeatStanding.Seen seen = rooms.standing().seen();
        Why.Cause cause = Why.causeOf(new Why.Facts(
                payment,
                rooms.journal().acknowledged().contiguous() >= stored,
                payment.id().equals(rooms.desk().current()),
                rooms.forced().getAsBoolean(),
                seen.standing(),
                seen.gatewayReachable(),
                rooms.standing().drainSlot() > 0,
                rooms.stoppedBy().get() != Verdict.OK,
                rooms.journalTakes().getAsBoolean()));
        Event news = events.stream()
                .filter(event -> event.record() == RecordType.RESULT)
                .reduce((earlier, later) -> later)
                .orElse(null);
        Reason reason = cause == Why.Cause.SET_ASIDE ? payment.reason() : Reason.NONE;
        return new Why(
                cause,
                reason,
                news == null ? 0 : news.attempts(),
                cause == Why.Cause.WAITING_FOR_SLOT
                        ? rooms.standing().drainSlotAt()
                        : news == null ? null : news.nextAttempt(),
                news == null ? forecast(payment) : news.deadline());
    }

    // Before the gateway has said anything: as the acquirer's terms have it.
    private @Nullable Instant forecast(Payment payment) {
        Sale sale = payment.sale();
        StoredKind kind = payment.kind();
        return sale == null || kind == null ? null : rooms.terms().notAfter(kind, sale.soldAt());
    }
}
