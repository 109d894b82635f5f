package dev.tidegate.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Rrn;
import dev.tidegate.core.payment.Stan;
import dev.tidegate.gateway.fixture.HandClock;
import dev.tidegate.gateway.fixture.Sales;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each database must do where several gateways share it; its own clock counts, so no test waits. */
abstract class FleetContract extends MoneyContract {
    private static final LaneId TERMINAL = new LaneId(Sales.ACQUIRER, "TILL0001");
    private static final Duration RUNNING = Duration.ofMinutes(1);
    private static final Duration JUST_OVER = Duration.ofMillis(-10);
    private static final Duration LONG_OVER = Nodes.GRACE.negated().minusSeconds(1);
    private static final Random CHANCE = new Random(9);

    private void join(String node, Duration lease) {
        String ignored = store.single(tables -> {
            tables.nodes().join(node, lease);
            return node;
        });
    }

    private boolean take(String node, boolean live) {
        return store.write(tables -> tables.nodes().take(TERMINAL, node, live));
    }

    /** A message in flight on the terminal. */
    private void intent() {
        store.change(tables -> {
            PaymentId id = PaymentId.next(new HandClock(NOW), CHANCE);
            PaymentRow.Terms terms = new PaymentRow.Terms(
                    Sales.AMOUNT,
                    Sales.SOLD_AT,
                    EntryMode.CHIP,
                    Sales.card(false).pan().masked());
            PaymentRow.Place place = new PaymentRow.Place(
                    PaymentState.FORWARDING, Reason.NONE, 1, tables.events().next());
            PaymentRow row = PaymentRow.fresh(id, Sales.TILL, TERMINAL, PaymentRow.Kind.OFFLINE_APPROVED, terms)
                    .with(place);
            tables.payments().insert(row, true);
            AttemptRow.Trace trace =
                    new AttemptRow.Trace(new Stan(7), new Rrn("632600000007"), LocalDate.of(2026, 11, 22), NOW);
            tables.attempts()
                    .insert(AttemptRow.fresh(id, 1, AttemptRow.Kind.ADVICE, TERMINAL)
                            .intent(trace));
        });
    }

    @Test
    void databaseClock_readTwice_goesForwardNearTheMachines() {
        Instant first = store.read(tables -> tables.nodes().now());
        Instant second = store.read(tables -> tables.nodes().now());

        assertThat(second).isAfterOrEqualTo(first);
        assertThat(Duration.between(Instant.EPOCH, first)).isGreaterThan(Duration.ofDays(20_000));
    }

    @Test
    void lease_whileItRuns_isRenewed() {
        join("a", RUNNING);
        Instant before = store.read(tables -> tables.nodes().alive()).getFirst().expiresAt();

        boolean renewed = store.single(tables -> tables.nodes().renew("a", RUNNING.multipliedBy(2)));

        assertThat(renewed).isTrue();
        assertThat(store.read(tables -> tables.nodes().alive()).getFirst().expiresAt())
                .isAfterOrEqualTo(before.plus(RUNNING));
    }

    @Test
    void lease_thatHasEnded_isNotRenewed() {
        join("a", JUST_OVER);

        boolean renewed = store.single(tables -> tables.nodes().renew("a", RUNNING));

        assertThat(renewed).isFalse();
        assertThat(store.<Boolean>read(tables -> tables.nodes().isAlive("a"))).isFalse();
        assertThat(store.<List<Nodes.NodeRow>>read(tables -> tables.nodes().alive()))
                .isEmpty();
    }

    @Test
    void terminal_withNothingInFlight_isAnybodys() {
        join("a", RUNNING);
        join("b", RUNNING);

        assertThat(List.of(take("a", false), take("b", false), take("a", true))).containsExactly(true, true, true);
        assertThat(store.<String>read(tables -> tables.nodes().speaker(TERMINAL)))
                .isEqualTo("a");
    }

    @Test
    void terminal_withAMessageOfALivingNode_isItsAlone() {
        join("a", RUNNING);
        join("b", RUNNING);
        boolean mine = take("a", false);
        intent();

        assertThat(List.of(mine, take("b", false), take("b", true), take("a", false)))
                .containsExactly(true, false, false, true);
        assertThat(store.<Set<LaneId>>read(tables -> tables.nodes().busyElsewhere("b")))
                .containsExactly(TERMINAL);
        assertThat(store.<Set<LaneId>>read(tables -> tables.nodes().busyElsewhere("a")))
                .isEmpty();
    }

    @Test
    void terminal_withAMessageOfANodeWhoseLeaseIsJustOver_isNotTakenYet() {
        join("a", JUST_OVER);
        join("b", RUNNING);
        boolean mine = take("a", false);
        intent();

        assertThat(List.of(mine, take("b", false), take("b", true))).containsExactly(true, false, false);
    }

    @Test
    void terminal_withAMessageOfANodeThatIsLongGone_isTaken() {
        join("a", LONG_OVER);
        join("b", RUNNING);
        boolean mine = take("a", false);
        intent();

        assertThat(List.of(mine, take("b", false))).containsExactly(true, true);
        assertThat(store.<Set<LaneId>>read(tables -> tables.nodes().busyElsewhere("b")))
                .isEmpty();
    }

    @Test
    void terminal_withAMessageOfANodeThatLeft_isTakenAtOnce() {
        join("a", RUNNING);
        join("b", RUNNING);
        boolean mine = take("a", false);
        intent();
        String ignored = store.single(tables -> {
            tables.nodes().leave("a");
            return "a";
        });

        assertThat(List.of(mine, take("b", false))).containsExactly(true, true);
    }

    @Test
    void terminal_whereACardholderWaitsElsewhere_isLeftAloneByTheDrain() {
        join("a", RUNNING);
        join("b", RUNNING);
        boolean mine = take("a", false);
        store.change(tables -> tables.nodes().want(TERMINAL, "b"));

        boolean drainOfA = take("a", false);
        boolean live = take("b", true);
        boolean drainAgain = take("a", false);

        assertThat(List.of(mine, drainOfA, live, drainAgain)).containsExactly(true, false, true, true);
    }

    @Test
    void nodes_longEnded_areForgotten() {
        join("a", Duration.ofHours(-2));
        join("b", LONG_OVER);

        store.change(tables -> tables.nodes().forget());

        assertThat(store.<Boolean>single(tables -> tables.nodes().renew("a", RUNNING)))
                .isFalse();
        assertThat(store.<List<Nodes.NodeRow>>read(tables -> tables.nodes().alive()))
                .isEmpty();
    }
}
