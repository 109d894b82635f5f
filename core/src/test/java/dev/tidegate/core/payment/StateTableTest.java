package dev.tidegate.core.payment;

import static dev.tidegate.core.payment.PaymentState.ASKING;
import static dev.tidegate.core.payment.PaymentState.AUTHORISED;
import static dev.tidegate.core.payment.PaymentState.AWAITING_TILL;
import static dev.tidegate.core.payment.PaymentState.CANCELLED;
import static dev.tidegate.core.payment.PaymentState.CAPTURED;
import static dev.tidegate.core.payment.PaymentState.CHARGED_BACK;
import static dev.tidegate.core.payment.PaymentState.COLLECTING;
import static dev.tidegate.core.payment.PaymentState.DECLINED;
import static dev.tidegate.core.payment.PaymentState.DECLINED_AFTER_STORE;
import static dev.tidegate.core.payment.PaymentState.EXPIRED_HELD;
import static dev.tidegate.core.payment.PaymentState.FORWARDING;
import static dev.tidegate.core.payment.PaymentState.HELD;
import static dev.tidegate.core.payment.PaymentState.OUTCOME_UNKNOWN;
import static dev.tidegate.core.payment.PaymentState.RECOVERED;
import static dev.tidegate.core.payment.PaymentState.REFUNDED;
import static dev.tidegate.core.payment.PaymentState.REFUSED_OFFLINE;
import static dev.tidegate.core.payment.PaymentState.RETRY_WAIT;
import static dev.tidegate.core.payment.PaymentState.REVERSED;
import static dev.tidegate.core.payment.PaymentState.SETTLED;
import static dev.tidegate.core.payment.PaymentState.STORED;
import static dev.tidegate.core.payment.PaymentState.UNRESOLVED;
import static dev.tidegate.core.payment.PaymentState.VOIDED;
import static dev.tidegate.core.payment.PaymentState.VOID_ASKED;
import static dev.tidegate.core.payment.PaymentState.WRITTEN_OFF;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Walks every pair of state and event against the payment rules' own table of states, written here a second time. */
final class StateTableTest {
    /** The column "leaves by" of the payment rules. */
    private static final Map<PaymentState, Set<PaymentState>> LEAVES_BY = leavesBy();

    @TestFactory
    List<DynamicTest> step_everyPair_goesWhereTheRulesAllow() {
        List<DynamicTest> walks = new ArrayList<>();
        for (PaymentState state : PaymentState.values()) {
            for (PaymentEvent event : PaymentEvent.values()) {
                walks.add(DynamicTest.dynamicTest(state + " × " + event, () -> walk(state, event)));
            }
        }
        return walks;
    }

    @TestFactory
    List<DynamicTest> step_everyWayTheRulesName_existsInTheTable() {
        return LEAVES_BY.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(
                        e.getKey() + " leaves",
                        () -> assertThat(reachable(e.getKey())).containsExactlyInAnyOrderElementsOf(e.getValue())))
                .toList();
    }

    @Test
    void step_everyState_isReachedFromCollecting() {
        Set<PaymentState> seen = EnumSet.of(COLLECTING);
        List<PaymentState> next = new ArrayList<>(seen);
        while (!next.isEmpty()) {
            for (PaymentState state : reachable(next.removeLast())) {
                if (seen.add(state)) {
                    next.add(state);
                }
            }
        }

        assertThat(seen).containsExactlyInAnyOrder(PaymentState.values());
    }

    @Test
    void step_noRowOfStoredMoney_saysApproved() {
        for (PaymentState state : PaymentState.values()) {
            for (PaymentEvent event : PaymentEvent.values()) {
                if (StateTable.step(state, event) instanceof Step.Moves moves
                        && (moves.next().isUnsynced() || moves.next() == STORED)) {
                    assertThat(moves.words()).as(state + " × " + event).doesNotContainIgnoringCase("approved");
                }
            }
        }
    }

    @Test
    void step_whatTheTillWritesFirst_isARecordForEveryMessageItCauses() {
        for (PaymentEvent event : List.of(PaymentEvent.ASK, PaymentEvent.DISAGREE, PaymentEvent.NO_ANSWER)) {
            PaymentState from = event == PaymentEvent.ASK ? COLLECTING : ASKING;
            Step.Moves moves = (Step.Moves) StateTable.step(from, event);

            assertThat(moves.record())
                    .as(event + " is on disk before " + moves.message())
                    .isNotNull();
        }
    }

    @Test
    void isUnsynced_theStates_areThoseOfTheBadge() {
        Set<PaymentState> badge = EnumSet.noneOf(PaymentState.class);
        for (PaymentState state : PaymentState.values()) {
            if (state.isUnsynced()) {
                badge.add(state);
            }
        }

        assertThat(badge)
                .containsExactlyInAnyOrder(STORED, FORWARDING, UNRESOLVED, RETRY_WAIT, HELD, EXPIRED_HELD, VOID_ASKED);
    }

    private static void walk(PaymentState state, PaymentEvent event) {
        Set<PaymentState> allowed = LEAVES_BY.getOrDefault(state, Set.of());
        switch (StateTable.step(state, event)) {
            case Step.Moves moves -> {
                assertThat(allowed).as("from " + state + " by " + event).contains(moves.next());
                assertThat(moves.words()).isNotBlank();
            }
            case Step.Impossible(var from, var what) -> {
                assertThat(from).isEqualTo(state);
                assertThat(what).isEqualTo(event);
            }
        }
    }

    private static Set<PaymentState> reachable(PaymentState state) {
        Set<PaymentState> found = EnumSet.noneOf(PaymentState.class);
        for (PaymentEvent event : PaymentEvent.values()) {
            if (StateTable.step(state, event) instanceof Step.Moves moves) {
                found.add(moves.next());
            }
        }
        return found;
    }

    private static Map<PaymentState, Set<PaymentState>> leavesBy() {
        Map<PaymentState, Set<PaymentState>> table = new EnumMap<>(PaymentState.class);
        table.put(COLLECTING, EnumSet.of(ASKING, STORED, DECLINED, CANCELLED, REFUSED_OFFLINE));
        table.put(
                ASKING,
                EnumSet.of(
                        AUTHORISED, CAPTURED, DECLINED, STORED, REFUSED_OFFLINE, OUTCOME_UNKNOWN, CANCELLED, REVERSED));
        table.put(OUTCOME_UNKNOWN, EnumSet.of(REVERSED, CANCELLED, DECLINED));
        // Itself: the cashier says after a crash that the goods stayed; the reversal is on its way.
        // Set aside: its completion is an advice, and one that nobody answers is for people.
        table.put(AUTHORISED, EnumSet.of(CAPTURED, REVERSED, AWAITING_TILL, AUTHORISED, HELD));
        // Held again: the till has completed it, and the completion is on its way.
        table.put(AWAITING_TILL, EnumSet.of(CAPTURED, REVERSED, AUTHORISED));
        table.put(STORED, EnumSet.of(STORED, FORWARDING, VOIDED, HELD, EXPIRED_HELD));
        Set<PaymentState> answered = EnumSet.of(CAPTURED, AUTHORISED, DECLINED_AFTER_STORE, RETRY_WAIT, HELD);
        table.put(FORWARDING, plus(answered, UNRESOLVED, VOID_ASKED));
        table.put(VOID_ASKED, plus(answered, UNRESOLVED, VOIDED, REVERSED, REFUNDED));
        table.put(UNRESOLVED, answered);
        table.put(RETRY_WAIT, EnumSet.of(FORWARDING, EXPIRED_HELD, VOIDED));
        table.put(
                HELD,
                EnumSet.of(STORED, CAPTURED, DECLINED_AFTER_STORE, FORWARDING, WRITTEN_OFF, VOIDED, EXPIRED_HELD));
        table.put(EXPIRED_HELD, EnumSet.of(FORWARDING, WRITTEN_OFF, CAPTURED));
        table.put(CAPTURED, EnumSet.of(SETTLED, REFUNDED, CHARGED_BACK, REVERSED, HELD, CAPTURED));
        table.put(REFUNDED, EnumSet.of(REFUNDED, SETTLED, CHARGED_BACK));
        table.put(DECLINED_AFTER_STORE, EnumSet.of(CAPTURED, RECOVERED, WRITTEN_OFF));
        for (PaymentState end : EnumSet.of(
                DECLINED,
                REVERSED,
                VOIDED,
                CANCELLED,
                REFUSED_OFFLINE,
                SETTLED,
                CHARGED_BACK,
                RECOVERED,
                WRITTEN_OFF)) {
            table.put(end, EnumSet.noneOf(PaymentState.class));
        }
        return table;
    }

    private static Set<PaymentState> plus(Set<PaymentState> some, PaymentState... more) {
        Set<PaymentState> all = EnumSet.copyOf(some);
        all.addAll(List.of(more));
        return all;
    }
}
