package dev.tidegate.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.core.payment.Rrn;
import dev.tidegate.core.payment.Stan;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.gateway.fixture.HandClock;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.profile.ReversalReason;
import dev.tidegate.gateway.store.AttemptRow.Said;
import dev.tidegate.gateway.store.AttemptRow.State;
import dev.tidegate.gateway.store.AttemptRow.Trace;
import dev.tidegate.gateway.store.PaymentRow.FirstAnswer;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import dev.tidegate.gateway.store.PaymentRow.Place;
import dev.tidegate.gateway.store.PaymentRow.Terms;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What each database must do; one class for each runs all of it. */
abstract class StoreContract extends BatchContract {
    private static final LaneId LANE = new LaneId(Sales.ACQUIRER, "TILL0001");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Random IDS = new Random(5);

    @Test
    void keyUse_ofATillThatSaidNothing_isThereAndEmpty() {
        assertThat(keyUses()).containsExactly(new KeyUseRow(Sales.TILL, false, 0, 0, "", null, null));
    }

    @Test
    void keyUse_saidTwice_isTheLastWord() {
        store.change(tables -> tables.keyUses().said(Sales.TILL, "0011223344556677", null, 5, NOW));
        store.change(tables -> tables.keyUses().said(Sales.TILL, "8899aabbccddeeff", "", 6, NOW.plusMillis(1)));

        assertThat(keyUses())
                .containsExactly(new KeyUseRow(Sales.TILL, false, 0, 6, "8899aabbccddeeff", "", NOW.plusMillis(1)));
    }

    @Test
    void destructionOrder_onceDone_waitsNoMore() {
        DestructionOrder order = new DestructionOrder(
                "0011223344556677",
                Sales.TILL.toString(),
                new DestructionOrder.Custodian("Ada", "till burnt, two sales of 12.50 EUR"),
                new DestructionOrder.Custodian("Grace", "seen"),
                NOW,
                null);
        store.change(tables -> tables.keyUses().order(order));

        assertThat(orders()).containsExactly(order);
        store.change(tables -> tables.keyUses().done("0011223344556677", NOW));
        assertThat(orders()).isEmpty();
    }

    private List<KeyUseRow> keyUses() {
        return store.read(tables -> tables.keyUses().all());
    }

    private List<DestructionOrder> orders() {
        return store.read(tables -> tables.keyUses().orders());
    }

    private static PaymentId newId() {
        return PaymentId.next(new HandClock(NOW), IDS);
    }

    private PaymentRow inserted(Kind kind, PaymentState state) {
        return store.write(tables -> {
            Terms terms = new Terms(
                    Sales.AMOUNT,
                    Sales.SOLD_AT,
                    EntryMode.CHIP,
                    Sales.card(false).pan().masked());
            long n = tables.events().next();
            PaymentRow row =
                    PaymentRow.fresh(newId(), Sales.TILL, LANE, kind, terms).with(new Place(state, Reason.NONE, 1, n));
            tables.payments().insert(row, true);
            return row;
        });
    }

    private static AttemptRow intent(PaymentRow payment, int number, int stan, String rrn) {
        Trace trace = new Trace(new Stan(stan), new Rrn(rrn), TODAY, NOW);
        return AttemptRow.fresh(payment.id(), number, AttemptRow.Kind.ADVICE, LANE)
                .intent(trace);
    }

    private PaymentRow payment(PaymentRow row) {
        return store.read(tables -> tables.payments().find(row.id())).orElseThrow();
    }

    private List<AttemptRow> attempts(PaymentRow row) {
        return store.read(tables -> tables.attempts().of(row.id()));
    }

    private Optional<Octets> card(PaymentRow row) {
        return store.read(tables -> tables.payments().card(row.id()));
    }

    private Optional<Octets> sensitive(PaymentRow row) {
        return store.read(tables -> tables.payments().sensitive(row.id()));
    }

    private Octets linkAt(long seq) {
        return store.read(tables -> tables.received().linkAt(Sales.TILL, seq)).orElseThrow();
    }

    private void insert(AttemptRow attempt) {
        store.change(tables -> tables.attempts().insert(attempt));
    }

    @Test
    void payment_written_readsBackWhole() {
        PaymentRow row = inserted(Kind.OFFLINE_APPROVED, PaymentState.FORWARDING);

        assertThat(payment(row)).isEqualTo(row);
    }

    @Test
    void payment_changed_readsBackWhole() {
        PaymentRow row = inserted(Kind.DEFERRED_AUTHORISATION, PaymentState.FORWARDING);
        PaymentRow changed = row.with(new Place(PaymentState.CAPTURED, Reason.NONE, 2, 77))
                .with(row.marks().asShown().asCompleted().asTombstone())
                .with(row.outcome()
                        .first(FirstAnswer.APPROVED, Reason.NONE)
                        .said(new HostReply("00", "A1B2C3", "000001", "632600000001"))
                        .attempted()
                        .booked(Amount.of(1200, "EUR"), NOW)
                        .until(NOW.plusSeconds(60)));

        store.change(tables -> tables.payments().update(changed, false));

        assertThat(payment(row)).isEqualTo(changed);
    }

    @Test
    void payment_insertedTwice_isRefused() {
        PaymentRow row = inserted(Kind.LIVE, PaymentState.ASKING);

        assertThatExceptionOfType(StoreBrokenException.class)
                .isThrownBy(() -> store.change(tables -> tables.payments().insert(row, true)));
    }

    @Test
    void list_ofPayments_isTheNewestSaleFirstPageByPage() {
        List<PaymentId> all = IntStream.range(0, 5)
                .mapToObj(i -> inserted(Kind.LIVE, PaymentState.CAPTURED).id())
                .sorted(Comparator.comparing(PaymentId::toString).reversed())
                .toList();

        List<PaymentId> first = listed(Payments.Shown.ALL, "", null, 3);
        List<PaymentId> second = listed(Payments.Shown.ALL, "", first.getLast(), 3);

        assertThat(first).isEqualTo(all.subList(0, 3));
        assertThat(second).isEqualTo(all.subList(3, 5));
    }

    @Test
    void list_ofOneTerminal_hasNoOthers() {
        PaymentId here = inserted(Kind.LIVE, PaymentState.CAPTURED).id();

        assertThat(listed(Payments.Shown.ALL, LANE.terminal(), null, 9)).containsExactly(here);
        assertThat(listed(Payments.Shown.ALL, "OTHER001", null, 9)).isEmpty();
    }

    @Test
    void list_ofWhatHangs_isByStateAndByMessage() {
        PaymentId captured = inserted(Kind.LIVE, PaymentState.CAPTURED).id();
        PaymentId waiting =
                inserted(Kind.DEFERRED_AUTHORISATION, PaymentState.RETRY_WAIT).id();
        PaymentId held =
                inserted(Kind.DEFERRED_AUTHORISATION, PaymentState.HELD).id();
        PaymentRow unanswered = inserted(Kind.OFFLINE_APPROVED, PaymentState.FORWARDING);
        insert(intent(unanswered, 1, 11, "632600000011").now(AttemptRow.State.TIMED_OUT));
        PaymentRow parked = inserted(Kind.OFFLINE_APPROVED, PaymentState.FORWARDING);
        insert(intent(parked, 1, 12, "632600000012").now(AttemptRow.State.PARKED));

        assertThat(listed(Payments.Shown.STUCK, "", null, 9))
                .containsExactlyInAnyOrder(waiting, unanswered.id(), parked.id());
        assertThat(listed(Payments.Shown.HELD, "", null, 9)).containsExactly(held);
        assertThat(listed(Payments.Shown.PERSON, "", null, 9)).containsExactlyInAnyOrder(held, parked.id());
        assertThat(listed(Payments.Shown.ALL, "", null, 9)).contains(captured).hasSize(5);
        assertThat(needPerson()).isEqualTo(2);
    }

    @Test
    void list_ofWhatNeedsAPerson_hasWhatOneAskedForUntilItIsStale() {
        PaymentRow declined = inserted(Kind.DEFERRED_AUTHORISATION, PaymentState.DECLINED_AFTER_STORE);
        store.change(tables -> tables.actions()
                .save(new ActionRow(
                        tables.actions().next(),
                        NOW,
                        declined.id().toString(),
                        1,
                        "WRITE_OFF",
                        "fritz",
                        "The shop pays.",
                        false,
                        "",
                        "",
                        null)));

        assertThat(listed(Payments.Shown.PERSON, "", null, 9)).containsExactly(declined.id());
        assertThat(needPerson()).isZero();
        store.change(tables -> tables.payments()
                .update(declined.with(new Place(PaymentState.DECLINED_AFTER_STORE, Reason.NONE, 2, 99)), true));
        assertThat(listed(Payments.Shown.PERSON, "", null, 9)).isEmpty();
    }

    private int needPerson() {
        return store.read(tables -> tables.payments().count(Payments.Shown.PERSON, NOW));
    }

    private List<PaymentId> listed(Payments.Shown show, String terminal, @Nullable PaymentId before, int limit) {
        return store.read(tables -> tables.payments().list(show, terminal, before, NOW.minusSeconds(1), limit)).stream()
                .map(PaymentRow::id)
                .toList();
    }

    @Test
    void tombstone_withoutTerms_readsBack() {
        PaymentRow stone = store.write(tables -> {
            PaymentRow row = PaymentRow.fresh(newId(), Sales.TILL, LANE, Kind.TOMBSTONE, null)
                    .with(new Place(
                            PaymentState.CANCELLED,
                            Reason.NONE,
                            1,
                            tables.events().next()));
            tables.payments().insert(row, true);
            return row;
        });

        assertThat(payment(stone)).isEqualTo(stone);
    }

    @Test
    void attempt_inEveryState_readsBackWhole() {
        PaymentRow payment = inserted(Kind.OFFLINE_APPROVED, PaymentState.FORWARDING);
        AttemptRow first = intent(payment, 1, 1, "632600000001");
        insert(first);
        AttemptRow answered = first.answered(
                        new Said("00", "A1B2C3", Octets.ofHex("9104AABBCCDD"), NOW, 1250L, "261122140405"))
                .because(ReversalReason.CANCELLED)
                .asTakenOver()
                .remarked("WORD")
                .nextAt(NOW);

        store.change(tables -> tables.attempts().update(answered));

        assertThat(attempts(payment)).isEqualTo(List.of(answered));
    }

    @Test
    void stan_takenTwiceOnOneDay_isRefused() {
        PaymentRow payment = inserted(Kind.OFFLINE_APPROVED, PaymentState.FORWARDING);
        insert(intent(payment, 1, 7, "632600000001").now(State.ANSWERED));

        assertThatExceptionOfType(StoreBrokenException.class)
                .isThrownBy(() -> insert(intent(payment, 2, 7, "632600000002").now(State.ANSWERED)));
    }

    @Test
    void rrn_takenTwice_isRefusedExceptForAReversal() {
        PaymentRow payment = inserted(Kind.OFFLINE_APPROVED, PaymentState.FORWARDING);
        AttemptRow first = intent(payment, 1, 7, "632600000001").now(State.ANSWERED);
        insert(first);
        AttemptRow reversal = AttemptRow.reversalOf(first, 2, ReversalReason.TIMEOUT, NOW);

        insert(reversal.intent(new Trace(new Stan(8), new Rrn("632600000001"), TODAY, NOW))
                .now(State.ANSWERED));

        assertThatExceptionOfType(StoreBrokenException.class)
                .isThrownBy(() -> insert(intent(payment, 3, 9, "632600000001").now(State.ANSWERED)));
    }

    @Test
    void terminal_withTwoMessagesInFlight_isRefused() {
        PaymentRow one = inserted(Kind.OFFLINE_APPROVED, PaymentState.FORWARDING);
        PaymentRow other = inserted(Kind.OFFLINE_APPROVED, PaymentState.FORWARDING);
        insert(intent(one, 1, 1, "632600000001"));

        assertThatExceptionOfType(StoreBrokenException.class)
                .isThrownBy(() -> insert(intent(other, 1, 2, "632600000002")));
    }

    @Test
    void payment_withTwoOpenMessages_isRefused() {
        PaymentRow payment = inserted(Kind.OFFLINE_APPROVED, PaymentState.FORWARDING);
        insert(intent(payment, 1, 1, "632600000001").timedOut(NOW));

        assertThatExceptionOfType(StoreBrokenException.class)
                .isThrownBy(() -> insert(intent(payment, 2, 2, "632600000002")));
    }

    @Test
    void message_reversedTwice_isRefused() {
        PaymentRow payment = inserted(Kind.LIVE, PaymentState.OUTCOME_UNKNOWN);
        AttemptRow sale = intent(payment, 1, 1, "632600000001").timedOut(null);
        insert(sale);
        insert(AttemptRow.reversalOf(sale, 2, ReversalReason.TIMEOUT, NOW));

        assertThatExceptionOfType(StoreBrokenException.class)
                .isThrownBy(() -> insert(AttemptRow.reversalOf(sale, 3, ReversalReason.TIMEOUT, NOW)));
    }

    @Test
    void record_receivedTwice_isRefused() {
        ReceivedRow record =
                new ReceivedRow(Sales.TILL, 1, link(1), "SHOWN", newId(), "OK", NOW, NOW, Octets.ofHex("AB"));
        store.change(tables -> tables.received().insert(record));

        assertThatExceptionOfType(StoreBrokenException.class)
                .isThrownBy(() -> store.change(tables -> tables.received().insert(record)));
        assertThat(linkAt(1)).isEqualTo(link(1));
    }

    @Test
    void records_aboutAPayment_areFoundByType() {
        PaymentId id = newId();
        store.change(tables ->
                tables.received().insert(new ReceivedRow(Sales.TILL, 1, link(1), "ASKED", id, "OK", NOW, NOW, null)));

        boolean asked = store.read(tables -> tables.received().has(id, RecordType.ASKED));
        boolean answered = store.read(tables -> tables.received().has(id, RecordType.ANSWERED));

        assertThat(asked).isTrue();
        assertThat(answered).isFalse();
    }

    @Test
    void stans_atTheWrap_passOverTheOpenOnes() {
        PaymentRow payment = inserted(Kind.OFFLINE_APPROVED, PaymentState.FORWARDING);
        Trace yesterday = new Trace(new Stan(2), new Rrn("632500000001"), TODAY.minusDays(1), NOW);
        insert(AttemptRow.fresh(payment.id(), 1, AttemptRow.Kind.ADVICE, LANE)
                .intent(yesterday)
                .timedOut(NOW));

        List<Integer> given = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            given.add(store.write(tables -> tables.counters().nextStan(LANE, TODAY))
                    .value());
        }

        assertThat(given).containsExactly(1, 3, 4);
    }

    @Test
    void rrns_ofADay_countUp() {
        Rrn first = store.write(tables -> tables.counters().nextRrn("house", TODAY));
        Rrn second = store.write(tables -> tables.counters().nextRrn("house", TODAY));
        Rrn tomorrow = store.write(tables -> tables.counters().nextRrn("house", TODAY.plusDays(1)));

        assertThat(first.value()).isEqualTo("632600000001");
        assertThat(second.value()).isEqualTo("632600000002");
        assertThat(tomorrow.value()).isEqualTo("632700000001");
    }

    @Test
    void transaction_thatFails_leavesNothing() {
        PaymentRow row = inserted(Kind.OFFLINE_APPROVED, PaymentState.FORWARDING);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> store.change(tables -> {
                    tables.payments().keepCard(row.id(), Octets.ofHex("AB"), Octets.ofHex("CD"));
                    tables.events().next();
                    throw new IllegalStateException("on purpose");
                }));

        assertThat(card(row)).isEmpty();
    }

    @Test
    void card_kept_losesTheSensitivePartAlone() {
        PaymentRow row = inserted(Kind.DEFERRED_AUTHORISATION, PaymentState.FORWARDING);
        store.change(tables -> tables.payments().keepCard(row.id(), Octets.ofHex("AB"), Octets.ofHex("CD")));

        store.change(tables -> tables.payments().forgetSensitive(row.id()));

        assertThat(card(row)).contains(Octets.ofHex("AB"));
        assertThat(sensitive(row)).isEmpty();
    }

    @Test
    void events_writtenByManyThreads_areNumberedWithoutAGapAsTheyBecomeVisible() throws InterruptedException {
        int threads = 8;
        CountDownLatch done = new CountDownLatch(threads);
        PaymentRow row = inserted(Kind.OFFLINE_APPROVED, PaymentState.FORWARDING);
        for (int i = 0; i < threads; i++) {
            Thread.ofPlatform().start(() -> {
                for (int k = 0; k < 10; k++) {
                    store.change(tables -> {
                        long n = tables.events().next();
                        tables.events().insert(new EventRow(n, row.id(), NOW, "NOTE", row.state(), Reason.NONE, n, ""));
                    });
                }
                done.countDown();
            });
        }
        done.await();

        List<EventRow> events = store.read(tables -> tables.events().of(row.id()));
        assertThat(events).hasSize(80);
        assertThat(events.getLast().n() - events.getFirst().n()).isEqualTo(79);
    }

    @Test
    void news_ofATill_areItsOwnInOrderAndOnce() {
        PaymentRow first = inserted(Kind.OFFLINE_APPROVED, PaymentState.CAPTURED);
        PaymentRow second = inserted(Kind.OFFLINE_APPROVED, PaymentState.HELD);
        store.change(tables -> {
            Place later = new Place(
                    PaymentState.HELD, Reason.OUR_FAULT, 2, tables.events().next());
            tables.payments().update(first.with(later), true);
        });

        List<PaymentRow> all = store.read(tables -> tables.payments().newsAfter(Sales.TILL, 0));
        List<PaymentRow> rest = store.read(
                tables -> tables.payments().newsAfter(Sales.TILL, second.place().event()));
        List<PaymentRow> others = store.read(tables -> tables.payments().newsAfter(TillId.of(newId().toString()), 0));

        assertThat(all).extracting(PaymentRow::id).containsExactly(second.id(), first.id());
        assertThat(rest).extracting(PaymentRow::id).containsExactly(first.id());
        assertThat(others).isEmpty();
    }

    @Test
    void chain_movedByTwo_movesOnce() {
        store.change(tables -> tables.tills().advance(Sales.TILL, 0, 1, link(1), 2, link(8)));

        assertThatExceptionOfType(StoreBrokenException.class)
                .isThrownBy(
                        () -> store.change(tables -> tables.tills().advance(Sales.TILL, 0, 1, link(1), 2, link(8))));
        assertThat(store.read(tables -> tables.tills().find(Sales.TILL).orElseThrow())
                        .lastSeq())
                .isEqualTo(1);
    }

    @Test
    void work_inEveryState_isWhatMayBeSent() {
        PaymentRow shown = inserted(Kind.OFFLINE_APPROVED, PaymentState.FORWARDING);
        PaymentRow unshown = inserted(Kind.DEFERRED_AUTHORISATION, PaymentState.FORWARDING);
        PaymentRow captured = inserted(Kind.OFFLINE_APPROVED, PaymentState.CAPTURED);
        store.change(tables -> {
            tables.payments().update(shown.with(shown.marks().asShown()), true);
            tables.payments().update(captured.with(captured.marks().asShown()), true);
        });

        List<LaneId> lanes = store.read(tables -> tables.work().lanes(Sales.ACQUIRER, NOW));
        PaymentRow next = store.read(tables -> tables.work().payment(LANE, NOW).orElseThrow());

        assertThat(lanes).containsExactly(LANE);
        assertThat(next.id()).isEqualTo(shown.id()).isNotEqualTo(unshown.id());
    }

    @Test
    void incarnation_ofOneDatabase_stays() {
        String first = store.incarnation();
        assertThat(first).hasSize(12);
    }

    @Test
    void work_leftInFlight_putsItsTerminalOnTheList() {
        PaymentRow payment = inserted(Kind.OFFLINE_APPROVED, PaymentState.HELD);
        AttemptRow left = intent(payment, 1, 1, "632600000001");
        insert(left);

        List<LaneId> lanes = store.read(tables -> tables.work().lanes(Sales.ACQUIRER, NOW));
        AttemptRow found = store.read(tables -> tables.attempts().inFlight(LANE).orElseThrow());

        assertThat(lanes).containsExactly(LANE);
        assertThat(found).isEqualTo(left);
    }
}
