package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.PaymentEvent;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.Landmarks.Landmark;
import dev.tidegate.gateway.capture.SaleCalls.Said;
import dev.tidegate.gateway.fixture.HandClock;
import dev.tidegate.gateway.fixture.HostModel;
import dev.tidegate.gateway.fixture.HostModel.Booking;
import dev.tidegate.gateway.fixture.OpenColumns;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.fixture.ScriptedLink.Fate;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.ReversalReason;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rules of the payment tables taken away, one at a time: with the rule a schedule ends as the host's books say; without
 * it the same schedule loses money, takes it twice or invents it. A schedule that ends well without the rule proves
 * nothing about it.
 */
class RulesBiteTest {
    private static final String DE_4 = "000000001250";

    @TempDir
    private Path folder;

    /** What stands for SIGKILL. */
    private static final class Died extends Error {
        Died() {
            super("the process died", null, false, false);
        }
    }

    /** A schedule, with its rule or without; what it finds wrong, empty where nothing is. */
    @FunctionalInterface
    private interface Schedule {
        String run(RulesBiteTest test, boolean withRule);
    }

    private record Rule(String name, Schedule schedule) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Rule> rules() {
        return List.of(
                new Rule("an INTENT found after a crash counts as sent", RulesBiteTest::intent),
                new Rule("nothing is sent before OFFERED", RulesBiteTest::offered),
                new Rule("no timer reverses", RulesBiteTest::timer),
                new Rule("94 captures nothing by itself", RulesBiteTest::duplicate),
                new Rule("a completion is repeated, never reversed", RulesBiteTest::completion));
    }

    private static Stream<Rule> all() {
        return rules().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void schedule_withItsRule_endsAsTheBooksSay(Rule rule) {
        assertThat(rule.schedule().run(this, true)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void rule_takenAway_isMissed(Rule rule) {
        String finding = rule.schedule().run(this, false);

        System.out.println("Without \"" + rule + "\": " + finding);
        assertThat(finding).isNotEmpty();
    }

    // The host books a sale, and the process dies before the answer. The till was told nothing, so it takes no money.
    private String intent(boolean withRule) {
        HandClock clock = new HandClock(Sales.SOLD_AT.plusSeconds(5));
        OpenColumns columns = new OpenColumns();
        HostModel host = new HostModel();
        Landmarks fatal = passed -> {
            if (passed == Landmark.AFTER_HOST_ANSWER_BEFORE_ROW) {
                throw new Died();
            }
        };
        PaymentId id;
        try (Rig before = new Rig(folder, clock, columns, fatal)) {
            id = before.newId();
            before.link.otherwise(message -> new Fate.Answered(host::take));
            try {
                return "it lived: " + before.ask(id);
            } catch (Died expected) {
                assertThat(host.count(DE_4, Booking.LIVE)).isEqualTo(1);
            }
        }
        try (Rig after = new Rig(folder, clock, columns, Landmarks.none())) {
            after.link.otherwise(message -> new Fate.Answered(host::take));
            if (withRule) {
                assertThat(after.engine.recover()).isEqualTo(1);
            } else {
                after.store.change(tables -> tables.attempts()
                        .inFlight()
                        .forEach(found -> tables.attempts().update(found.unwritten())));
            }
            Said said = after.reverse(id);
            drained(after);
            return host.count(DE_4, Booking.LIVE) == 0
                    ? ""
                    : "the host keeps money of a sale that is " + after.state(id) + " after "
                            + said.getClass().getSimpleName();
        }
    }

    // The till has stored a sale and not offered it; its cashier voids it, which is the till's own to decide.
    private String offered(boolean withRule) {
        HostModel host = new HostModel();
        try (Rig rig = new Rig(folder)) {
            rig.link.otherwise(message -> new Fate.Answered(host::take));
            PaymentId id = rig.storedNotOffered(Kind.DEFERRED_AUTHORISATION);
            if (!withRule) {
                rig.store.change(tables -> rig.engine
                        .steps()
                        .take(tables, tables.payments().find(id).orElseThrow(), PaymentEvent.OFFER, Reason.NONE));
            }
            drained(rig);
            Said said = rig.voidSale(id);
            return host.count(DE_4, Booking.LIVE) == 0
                    ? ""
                    : "the till has voided what the host has booked: "
                            + said.getClass().getSimpleName();
        }
    }

    // A sale is approved, the customer leaves with the goods, and the till is heard again a day later.
    private String timer(boolean withRule) {
        HostModel host = new HostModel();
        try (Rig rig = new Rig(folder, Rig.dual(folder))) {
            rig.link.otherwise(message -> new Fate.Answered(host::take));
            PaymentId id = rig.newId();
            assertThat(rig.ask(id)).isInstanceOf(LiveAnswer.Approved.class);
            rig.pass(Duration.ofHours(24));
            assertThat(rig.engine.silentTills().doWork()).isEqualTo(1);
            if (!withRule) {
                assertThat(rig.reverse(id)).isInstanceOf(Said.Done.class);
            }
            drained(rig);
            Said said = rig.complete(id);
            drained(rig);
            return rig.state(id) == PaymentState.CAPTURED
                    ? ""
                    : "the goods are gone, the money is not: " + said.getClass().getSimpleName();
        }
    }

    // A host that takes a new request for one that it knows.
    private String duplicate(boolean withRule) {
        Profile profile = Rig.edited(
                folder,
                withRule ? Map.of() : Map.of("advice: duplicate, deferred: duplicate", "advice: done, deferred: done"));
        HostModel host = new HostModel();
        try (Rig rig = new Rig(folder, profile)) {
            PaymentId id = rig.stored(Kind.DEFERRED_AUTHORISATION);
            rig.link.answers("94");
            drained(rig);
            boolean invented = rig.state(id) == PaymentState.CAPTURED && host.count(DE_4, Booking.LIVE) == 0;
            return invented ? "captured without a booking" : "";
        }
    }

    // The answer to a completion is lost: the sale stands, whatever the line does.
    private String completion(boolean withRule) {
        HostModel host = new HostModel();
        try (Rig rig = new Rig(folder, Rig.dual(folder))) {
            rig.link.otherwise(message -> new Fate.Answered(host::take));
            PaymentId id = rig.newId();
            assertThat(rig.ask(id)).isInstanceOf(LiveAnswer.Approved.class);
            assertThat(rig.complete(id)).isInstanceOf(Said.Done.class);
            rig.link.staysSilent();
            drained(rig);
            if (!withRule) {
                rig.store.change(tables -> {
                    AttemptRow sale = tables.attempts().of(id).getFirst();
                    Reversals.queue(tables, sale, ReversalReason.TIMEOUT, rig.clock.instant());
                });
            }
            for (int i = 0; i < 3; i++) {
                rig.pass(Duration.ofMinutes(1));
                drained(rig);
            }
            return rig.state(id) == PaymentState.CAPTURED && host.count(DE_4, Booking.REVERSED) == 0
                    ? ""
                    : "a sale that stands is " + rig.state(id) + ", and the host has reversed it";
        }
    }

    private static void drained(Rig rig) {
        assertThat(rig.drain()).isLessThanOrEqualTo(1);
    }
}
