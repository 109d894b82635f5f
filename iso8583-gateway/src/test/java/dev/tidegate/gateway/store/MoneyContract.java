package dev.tidegate.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Rrn;
import dev.tidegate.core.payment.Stan;
import dev.tidegate.gateway.fixture.HandClock;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.profile.ReversalReason;
import dev.tidegate.gateway.store.AttemptRow.Said;
import dev.tidegate.gateway.store.AttemptRow.Trace;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import dev.tidegate.gateway.store.PaymentRow.Marks;
import dev.tidegate.gateway.store.PaymentRow.Place;
import dev.tidegate.gateway.store.PaymentRow.Terms;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What each database must do with refunds, with what people do by hand, and with the lanes of deferred sales. */
abstract class MoneyContract extends RegisterContract {
    private static final LaneId LANE = new LaneId(Sales.ACQUIRER, "TILL0001");
    private static final Random IDS = new Random(7);
    private static final Amount PART = Amount.of(800, "EUR");

    private PaymentRow captured(Kind kind, boolean completed) {
        return store.write(tables -> {
            Terms terms = new Terms(
                    Sales.AMOUNT,
                    Sales.SOLD_AT,
                    EntryMode.CHIP,
                    Sales.card(false).pan().masked());
            long n = tables.events().next();
            PaymentRow fresh = PaymentRow.fresh(PaymentId.next(new HandClock(NOW), IDS), Sales.TILL, LANE, kind, terms);
            PaymentRow row = fresh.with(new Place(PaymentState.CAPTURED, Reason.NONE, 1, n))
                    .with(new Marks(0, true, completed, false))
                    .with(fresh.outcome().booked(Sales.AMOUNT, NOW));
            tables.payments().insert(row, true);
            return row;
        });
    }

    private PaymentRow sale() {
        return captured(Kind.OFFLINE_APPROVED, false);
    }

    private boolean reserved(PaymentRow original, Amount amount) {
        return store.write(tables -> tables.refunds().reserve(original.id(), amount));
    }

    /** A refund on record, of a part that was reserved. */
    private PaymentId refund(PaymentRow original) {
        assertThat(reserved(original, PART)).isTrue();
        PaymentRow refund = captured(Kind.REFUND, false);
        store.change(tables -> tables.refunds().insert(refund.id(), original.id(), PART));
        return refund.id();
    }

    private long sum(PaymentRow original) {
        return store.read(tables -> tables.refunds().sum(original.id()));
    }

    @Test
    void refund_ofACapturedSale_takesItsPart() {
        PaymentRow sale = sale();

        assertThat(reserved(sale, PART)).isTrue();
        assertThat(sum(sale)).isEqualTo(800);
    }

    @Test
    void refund_ofMoreThanIsLeft_isRefusedAndChangesNothing() {
        PaymentRow sale = sale();
        assertThat(reserved(sale, PART)).isTrue();

        assertThat(reserved(sale, Amount.of(451, "EUR"))).isFalse();
        assertThat(sum(sale)).isEqualTo(800);
    }

    @Test
    void refund_ofAllThatIsLeft_isTaken() {
        PaymentRow sale = sale();
        assertThat(reserved(sale, PART)).isTrue();

        assertThat(reserved(sale, Amount.of(450, "EUR"))).isTrue();
        assertThat(sum(sale)).isEqualTo(1250);
    }

    @Test
    void refund_inAnotherCurrency_isRefused() {
        assertThat(reserved(sale(), Amount.of(800, "CHF"))).isFalse();
    }

    @Test
    void refund_ofALiveSaleThatItsTillHasNotConfirmed_isRefused() {
        assertThat(reserved(captured(Kind.LIVE, false), PART)).isFalse();
        assertThat(reserved(captured(Kind.LIVE, true), PART)).isTrue();
    }

    @Test
    void refund_ofARefund_isRefused() {
        assertThat(reserved(captured(Kind.REFUND, true), PART)).isFalse();
    }

    @Test
    void refund_ofWhatIsBeingReversed_isRefused() {
        PaymentRow sale = sale();
        Trace trace = new Trace(new Stan(1), new Rrn("632600000001"), LocalDate.of(2026, 11, 22), NOW);
        AttemptRow booked = AttemptRow.fresh(sale.id(), 1, AttemptRow.Kind.ADVICE, LANE)
                .intent(trace)
                .answered(new Said("00", "A00017", Octets.empty(), NOW));
        store.change(tables -> tables.attempts().insert(booked));
        store.change(
                tables -> tables.attempts().insert(AttemptRow.reversalOf(booked, 2, ReversalReason.CANCELLED, NOW)));

        assertThat(reserved(sale, PART)).isFalse();
    }

    @Test
    void refund_released_freesItsPartOnce() {
        PaymentRow sale = sale();
        PaymentId refund = refund(sale);

        boolean freed = store.write(tables -> tables.refunds().release(refund));
        boolean again = store.write(tables -> tables.refunds().release(refund));

        assertThat(freed).isTrue();
        assertThat(again).isFalse();
        assertThat(sum(sale)).isZero();
    }

    @Test
    void refund_confirmed_isNeverReleased() {
        PaymentRow sale = sale();
        PaymentId refund = refund(sale);

        boolean confirmed = store.write(tables -> tables.refunds().confirm(refund));
        boolean freed = store.write(tables -> tables.refunds().release(refund));

        assertThat(confirmed).isTrue();
        assertThat(freed).isFalse();
        assertThat(sum(sale)).isEqualTo(800);
    }

    @Test
    void refund_onRecord_namesItsOriginal() {
        PaymentRow sale = sale();
        PaymentId refund = refund(sale);

        Optional<PaymentId> original = store.read(tables -> tables.refunds().original(refund));
        Optional<PaymentId> none = store.read(tables -> tables.refunds().original(sale.id()));

        assertThat(original).contains(sale.id());
        assertThat(none).isEmpty();
    }

    @Test
    void refunds_ofOneSaleAtOnce_takeNoMoreThanThereIs() throws Exception {
        PaymentRow sale = sale();
        List<Future<Boolean>> asked = new ArrayList<>();
        try (ExecutorService tills = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                asked.add(tills.submit(() -> reserved(sale, PART)));
            }
        }

        int taken = 0;
        for (Future<Boolean> one : asked) {
            taken += one.get() ? 1 : 0;
        }
        assertThat(taken).isEqualTo(1);
        assertThat(sum(sale)).isEqualTo(800);
    }

    private ActionRow asked(long n, String subject) {
        return new ActionRow(n, NOW, subject, 4, "WRITE_OFF", "Ada", "The card is lost.", false, "", "", null);
    }

    private List<ActionRow> actions(String subject) {
        return store.read(tables -> tables.actions().of(subject));
    }

    @Test
    void action_thatIsSeconded_isOneRowWithBoth() {
        long n = store.write(tables -> tables.actions().next());
        ActionRow first = asked(n, "one");
        store.change(tables -> tables.actions().save(first));
        assertThat(actions("one")).containsExactly(first);

        ActionRow both = first.seconded("Grace", "Seen.", NOW.plusSeconds(5));
        store.change(tables -> tables.actions().save(both));

        assertThat(actions("one")).containsExactly(both);
    }

    @Test
    void actions_ofOneSubject_areItsOwnInOrder() {
        for (String subject : List.of("one", "other", "one")) {
            store.change(tables -> tables.actions().save(asked(tables.actions().next(), subject)));
        }

        assertThat(actions("one")).extracting(ActionRow::n).containsExactly(1L, 3L);
        assertThat(actions("other")).extracting(ActionRow::n).containsExactly(2L);
    }

    private DeferredLanes.Row lane(String acquirer) {
        return store.read(tables -> tables.deferredLanes().of(acquirer));
    }

    private void save(DeferredLanes.Row row) {
        store.change(tables -> tables.deferredLanes().save(row));
    }

    @Test
    void lane_ofWhichNothingWasHeard_goes() {
        assertThat(lane("house")).isEqualTo(DeferredLanes.Row.fresh("house"));
    }

    @Test
    void lane_savedTwice_isTheLastWord() {
        DeferredLanes.Row heard = DeferredLanes.Row.fresh("house").heard(3, false, NOW);
        save(heard);
        DeferredLanes.Row paused = heard.paused(NOW.plusMillis(1), "25 declines in a row");
        save(paused);

        assertThat(lane("house")).isEqualTo(paused);
    }

    @Test
    void lanes_thatArePaused_areListedAlone() {
        DeferredLanes.Row second = DeferredLanes.Row.fresh("second").paused(NOW, "97");
        DeferredLanes.Row first = DeferredLanes.Row.fresh("first").paused(NOW, "98");
        save(second);
        save(DeferredLanes.Row.fresh("going").heard(1, true, NOW));
        save(first);

        List<DeferredLanes.Row> paused =
                store.read(tables -> tables.deferredLanes().paused());

        assertThat(paused).containsExactly(first, second);
    }

    @Test
    void faults_ofALane_areCountedByCodeUntilForgotten() {
        int first = fault("house", "30");
        int second = fault("house", "30");
        int other = fault("house", "12");
        int elsewhere = fault("second", "30");

        store.change(tables -> tables.deferredLanes().forgetFaults("house"));

        assertThat(List.of(first, second, other, elsewhere)).containsExactly(1, 2, 1, 1);
        assertThat(fault("house", "30")).isEqualTo(1);
        assertThat(fault("second", "30")).isEqualTo(2);
    }

    private int fault(String acquirer, String code) {
        return store.write(tables -> tables.deferredLanes().fault(acquirer, code));
    }
}
