package dev.tidegate.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Stan;
import dev.tidegate.gateway.fixture.HandClock;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.profile.Batch.Reversed;
import dev.tidegate.gateway.profile.BatchTotals;
import dev.tidegate.gateway.profile.BatchTotals.Sum;
import dev.tidegate.gateway.store.BatchMessage.Identity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What each database must do for batches. */
abstract class BatchContract extends GroupContract {
    private static final LaneId LANE = new LaneId(Sales.ACQUIRER, "TILL0002");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final Random CHANCE = new Random(5);

    /** One change of a payment: what is captured of it now. */
    private PaymentRow change(PaymentRow payment, @Nullable Long before) {
        return store.write(tables -> {
            long n = tables.events().next();
            PaymentRow moved = payment.with(new PaymentRow.Place(
                    PaymentState.CAPTURED, Reason.NONE, payment.place().version() + 1, n));
            if (moved.place().version() == 1) {
                tables.payments().insert(moved, true);
            } else {
                tables.payments().update(moved, true);
            }
            tables.events().insert(new EventRow(n, moved.id(), NOW, "X", moved.state(), Reason.NONE, n, ""));
            tables.batchItems().follow(moved, before);
            return moved;
        });
    }

    private PaymentRow booked(PaymentRow.Kind kind, long minor, String currency) {
        PaymentId id = PaymentId.next(new HandClock(NOW), CHANCE);
        Amount amount = Amount.of(minor, currency);
        PaymentRow.Terms terms = new PaymentRow.Terms(
                amount, Sales.SOLD_AT, EntryMode.CHIP, Sales.card(false).pan().masked());
        PaymentRow fresh = PaymentRow.fresh(id, Sales.TILL, LANE, kind, terms);
        return change(fresh.with(fresh.outcome().booked(amount, NOW)), null);
    }

    private PaymentRow sale(long minor) {
        return booked(PaymentRow.Kind.LIVE, minor, "EUR");
    }

    private PaymentRow takenBack(PaymentRow sale, long minor) {
        return change(sale.with(sale.outcome().unbooked()), minor);
    }

    private SortedMap<String, BatchTotals> totals(long first, long last, long upTo, Reversed reversed) {
        return store.read(tables -> tables.batchItems().totals(LANE, first, last, upTo, reversed));
    }

    private long newest() {
        return store.read(tables -> tables.batchItems().newest());
    }

    private static BatchTotals of(Sum debits, Sum back, Sum credits) {
        return new BatchTotals(debits, back, credits, Sum.NONE);
    }

    private BatchMessage message(BatchRow batch, int stan) {
        Identity identity = new Identity(new Stan(stan), DAY, NOW, batch.number(), DAY, newest());
        return BatchMessage.intent(batch, 1, BatchMessage.Kind.SUMS, identity, 0);
    }

    private List<BatchItem> items() {
        return store.read(
                tables -> tables.batchItems().of(LANE, 1, tables.batchItems().newest()));
    }

    private List<LaneId> due(Instant at) {
        return store.read(tables -> tables.batches().due(Sales.ACQUIRER, at));
    }

    private BatchRow opened() {
        return store.write(tables -> {
            tables.batches().begin(LANE);
            return tables.batches().open(LANE).orElseThrow();
        });
    }

    @Test
    void totals_ofSeveralCurrencies_areApart() {
        sale(1250);
        sale(300);
        booked(PaymentRow.Kind.REFUND, 500, "EUR");
        booked(PaymentRow.Kind.LIVE, 700, "CHF");

        assertThat(totals(1, newest(), newest(), Reversed.LEFT_OUT))
                .isEqualTo(Map.of(
                        "EUR", of(new Sum(2, 1550), Sum.NONE, new Sum(1, 500)),
                        "CHF", of(new Sum(1, 700), Sum.NONE, Sum.NONE)));
    }

    @Test
    void totals_withAReversal_leaveItOutOrCountItOnBothSides() {
        PaymentRow gone = sale(1250);
        sale(300);
        takenBack(gone, 1250);

        assertThat(totals(1, newest(), newest(), Reversed.LEFT_OUT))
                .containsEntry("EUR", of(new Sum(1, 300), Sum.NONE, Sum.NONE));
        assertThat(totals(1, newest(), newest(), Reversed.COUNTED))
                .containsEntry("EUR", of(new Sum(2, 1550), new Sum(1, 1250), Sum.NONE));
    }

    @Test
    void totals_upToAnEvent_countWhatWasTakenBackLater() {
        PaymentRow sale = sale(1250);
        long said = newest();
        takenBack(sale, 1250);

        assertThat(totals(1, said, said, Reversed.LEFT_OUT)).isNotEmpty();
        assertThat(totals(1, said, newest(), Reversed.LEFT_OUT)).isEmpty();
    }

    @Test
    void change_thatCapturesNothingNew_addsNoItem() {
        PaymentRow sale = sale(1250);
        change(sale, 1250L);

        assertThat(totals(1, newest(), newest(), Reversed.LEFT_OUT))
                .containsEntry("EUR", of(new Sum(1, 1250), Sum.NONE, Sum.NONE));
    }

    @Test
    void booking_takenBackTwice_isTakenBackOnce() {
        PaymentRow gone = takenBack(sale(1250), 1250);
        change(gone, 1250L);

        assertThat(items())
                .extracting(BatchItem::cancels)
                .filteredOn(cancels -> cancels > 0)
                .hasSize(1);
    }

    @Test
    void batch_besideOneThatIsNotClosed_isRefusedByTheDatabase() {
        BatchRow first = opened();

        assertThatExceptionOfType(StoreBrokenException.class)
                .isThrownBy(() -> store.change(tables -> tables.batches().insert(first.following(2, 10))));
    }

    @Test
    void batch_asWritten_isRead() {
        BatchRow row = opened().asked("fiona", NOW).begun(12, DAY).numbered(57).held("WHY");
        store.change(tables -> tables.batches().update(row));

        assertThat(store.read(tables -> tables.batches().open(LANE)).orElseThrow())
                .isEqualTo(row);
        BatchRow closed = row.closed("HOW", NOW);
        store.change(tables -> tables.batches().update(closed));
        assertThat(store.read(tables -> tables.batches().of(LANE)).getFirst()).isEqualTo(closed);
    }

    @Test
    void message_asWritten_isRead() {
        BatchRow batch = opened();
        BatchMessage message = message(batch, 7);
        store.change(tables -> tables.batchMessages().insert(message));
        BatchTotals host = of(new Sum(1, 100), Sum.NONE, new Sum(2, 30));
        BatchMessage answered = message.timedOut().again().answered("95", host, NOW);
        store.change(tables -> tables.batchMessages().update(answered));

        assertThat(store.read(tables -> tables.batchMessages().of(batch)).getFirst())
                .isEqualTo(answered);
        assertThat(store.read(tables -> tables.batchMessages().newest(LANE, new Stan(7)))
                        .orElseThrow())
                .isEqualTo(answered);
    }

    @Test
    void stan_ofAnOpenMessageOfABatch_isPassedOver() {
        BatchRow batch = opened();
        store.change(tables -> tables.batchMessages().insert(message(batch, 1)));

        Stan next = store.write(tables -> tables.counters().nextStan(LANE, DAY.plusDays(9)));

        assertThat(next).isEqualTo(new Stan(2));
    }

    @Test
    void messages_twoInFlightOnATerminal_areRefusedByTheDatabase() {
        BatchRow batch = opened();
        BatchMessage first = message(batch, 1);
        store.change(tables -> tables.batchMessages().insert(first));
        Identity identity = new Identity(new Stan(2), DAY, NOW, 1, DAY, 0);
        BatchMessage second = new BatchMessage(
                LANE, 1, 2, BatchMessage.Kind.SUMS, BatchMessage.State.INTENT, identity, 0, 1, "", null, null);

        assertThatExceptionOfType(StoreBrokenException.class)
                .isThrownBy(() -> store.change(tables -> tables.batchMessages().insert(second)));
    }

    @Test
    void terminal_withAMessageOfABatchInFlight_isNobodyElses() {
        for (String node : new String[] {"a", "b"}) {
            String ignored = store.single(tables -> {
                tables.nodes().join(node, Duration.ofMinutes(1));
                return node;
            });
        }
        boolean mine = store.write(tables -> tables.nodes().take(LANE, "a", false));
        BatchRow batch = opened();
        store.change(tables -> tables.batchMessages().insert(message(batch, 1)));

        boolean other = store.write(tables -> tables.nodes().take(LANE, "b", true));

        assertThat(mine).isTrue();
        assertThat(other).isFalse();
        Set<LaneId> busy = store.read(tables -> tables.nodes().busyElsewhere("b"));
        assertThat(busy).containsExactly(LANE);
    }

    @Test
    void batches_thatAreDue_areThoseWhoseTimeHasCome() {
        BatchRow row = opened().asked("fiona", NOW);
        store.change(tables -> tables.batches().update(row));
        assertThat(due(NOW)).containsExactly(LANE);

        store.change(tables -> tables.batches().update(row.now(BatchRow.State.CLOSING, NOW.plusMillis(1))));

        assertThat(due(NOW)).isEmpty();
        assertThat(due(NOW.plusMillis(1))).containsExactly(LANE);
    }

    @Test
    void oldest_ofAnOpenBatch_isItsFirstBooking() {
        sale(100);
        sale(200);

        Map<LaneId, Instant> oldest = store.read(tables -> tables.batches().oldest(Sales.ACQUIRER));
        assertThat(oldest).isEqualTo(Map.of(LANE, NOW));
    }

    @Test
    void outstanding_ofAQuietTerminal_isNothing() {
        assertThat(store.read(tables -> tables.batches().outstanding(LANE)).isNothing())
                .isTrue();
    }

    @Test
    void events_ofATerminal_areKeptInOrder() {
        BatchRow batch = opened();
        store.change(tables -> tables.batches().note(batch, NOW, "ONE", "1"));
        store.change(tables -> tables.batches().note(batch, NOW, "TWO", "2"));

        List<BatchEvent> events = store.read(tables -> tables.batches().events(LANE));
        assertThat(events).extracting(BatchEvent::event).containsExactly("ONE", "TWO");
    }
}
