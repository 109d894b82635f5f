package dev.tidegate.gateway.intake;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentEvent;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.crypto.OpenedBody;
import dev.tidegate.gateway.capture.SaleCalls;
import dev.tidegate.gateway.capture.Steps;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.profile.Terminal;
import dev.tidegate.gateway.store.LaneId;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.Tables;
import java.util.List;
import java.util.Map;

/**
 * What each kind of record does at the gateway (payment rules, "Records in the journal"). Runs inside a transaction.
 */
final class Effects {
    private static final FactLog LOG = FactLog.of(Effects.class);

    private final Steps steps;
    private final SaleCalls calls;
    private final StoredSales stored;
    private final Tips tips;

    Effects(Steps steps, SaleCalls calls, StoredSales stored, Tips tips) {
        this.steps = steps;
        this.calls = calls;
        this.stored = stored;
        this.tips = tips;
    }

    void of(Tables tables, Origin origin, Arrived.Good good) {
        Terminal terminal = origin.terminal();
        long seq = good.record().seq();
        LaneId lane = new LaneId(terminal.acquirer(), terminal.tid());
        switch (good.record().entry()) {
            // Kept, never forwarded by itself.
            case JournalEntry.Asked asked -> stored.takeLost(tables, origin, seq, asked);
            case JournalEntry.Answered answered -> {
                stored.nothingBooked(tables, terminal, answered);
                calls.answered(tables, terminal.till(), lane, answered);
            }
            case JournalEntry.Stored sale -> stored.take(tables, origin, seq, sale, body(good), good.raw());
            case JournalEntry.Shown(var payment) -> calls.shown(tables, terminal.till(), payment);
            case JournalEntry.Offered(var upTo) -> offered(tables, terminal, Math.min(upTo, seq));
            case JournalEntry.Voided(var payment) -> voided(tables, terminal, payment);
            case JournalEntry.Adjusted adjusted -> tips.take(tables, terminal, seq, adjusted, good.raw());
            case JournalEntry.Result ignored -> {}
            case JournalEntry.EpochOpen open -> {
                if (open.reportsLoss()) {
                    LOG.error(
                            "a till reports records that are lost",
                            Map.of(
                                    Field.TILL, terminal.till(),
                                    Field.SEQ, open.lostFrom(),
                                    Field.COUNT, open.lostTo() - open.lostFrom() + 1));
                }
            }
            case JournalEntry.Signed ignored -> {}
        }
    }

    /**
     * A till that asks or stores anew, or starts, has ended what it asked before. Once a batch, when all of it is taken
     * in: an answer that is in it counts.
     */
    void wentOn(Tables tables, Origin origin, List<Arrived> batch) {
        Terminal terminal = origin.terminal();
        batch.stream()
                .filter(Arrived.Good.class::isInstance)
                .map(good -> ((Arrived.Good) good).record())
                .filter(record -> switch (record.entry()) {
                    case JournalEntry.Asked ignored -> true;
                    case JournalEntry.Stored ignored -> true;
                    case JournalEntry.EpochOpen ignored -> true;
                    default -> false;
                })
                .mapToLong(JournalRecord::seq)
                .max()
                .ifPresent(seq -> calls.leftBehind(
                        tables, terminal.till(), new LaneId(terminal.acquirer(), terminal.tid()), seq));
    }

    /** A record that nobody believes, for people to look at. */
    void held(Tables tables, Terminal terminal, long seq, JournalEntry.Stored sale, Reason why) {
        stored.takeHeld(tables, terminal, seq, sale, why);
    }

    private void offered(Tables tables, Terminal terminal, long upTo) {
        for (PaymentRow payment : tables.payments().storedUpTo(terminal.till(), upTo)) {
            steps.take(tables, payment, PaymentEvent.OFFER, Reason.NONE);
        }
    }

    private void voided(Tables tables, Terminal terminal, PaymentId payment) {
        switch (calls.voidSale(tables, terminal.till(), payment)) {
            case SaleCalls.Said.Done ignored -> {}
            case SaleCalls.Said.Refused(var row, var code) ->
                LOG.warn(
                        "a void that comes too late",
                        Map.of(Field.PAYMENT, row.id(), Field.STATE, row.state(), Field.CODE, code));
            case SaleCalls.Said.UnknownPayment() ->
                LOG.warn("a void of a payment that is not known", Map.of(Field.PAYMENT, payment));
        }
    }

    private static OpenedBody body(Arrived.Good good) {
        OpenedBody body = good.body();
        if (body == null) {
            throw new IllegalStateException("a STORED record whose body was not opened");
        }
        return body;
    }
}
