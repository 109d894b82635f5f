package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.gateway.capture.SaleCalls.Said;
import dev.tidegate.gateway.fixture.HandClock;
import dev.tidegate.gateway.fixture.HostModel;
import dev.tidegate.gateway.fixture.HostModel.Booking;
import dev.tidegate.gateway.fixture.OpenColumns;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.fixture.ScriptedLink.Fate;
import dev.tidegate.gateway.fixture.WireMessage;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The engine against a host that loses messages before and after it books them, answers late and twice, and against a
 * process that dies at any landmark. At the end each payment is compared with the host's books. A failure names its
 * seed.
 */
class StormTest {
    private static final int STEPS = 30;
    private static final int SEEDS = Integer.getInteger("tidegate.seeds", 20);

    /** What stands for SIGKILL. */
    private static final class Died extends Error {
        Died() {
            super("the process died", null, false, false);
        }
    }

    /** What a till was told, as far as it decides what the books must say. */
    private enum Told {
        APPROVED,
        NOTHING_TAKEN,
        STORED,
        VOIDED
    }

    @TempDir
    private Path folder;

    private static List<Long> seeds() {
        List<Long> seeds = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void payments_throughAStorm_endExactlyOnce(long seed) {
        Storm storm = new Storm(seed);
        storm.blow();
        storm.calm();
        storm.compare();
        storm.rig.close();
    }

    private final class Storm {
        private final long seed;
        private final Random chance;
        private final HostModel host = new HostModel();
        private final HandClock clock = new HandClock(Sales.SOLD_AT.plusSeconds(5));
        private final OpenColumns columns = new OpenColumns();
        private final Map<PaymentId, Told> told = new LinkedHashMap<>();
        private final Map<PaymentId, Amount> amounts = new LinkedHashMap<>();
        private final List<WireMessage> belated = new ArrayList<>();
        private boolean blowing = true;
        private Rig rig;

        Storm(long seed) {
            this.seed = seed;
            this.chance = new Random(seed);
            this.rig = started();
        }

        private Rig started() {
            Landmarks landmarks = passed -> {
                if (blowing && chance.nextInt(12) == 0) {
                    throw new Died();
                }
            };
            Rig fresh = new Rig(folder, clock, columns, landmarks);
            fresh.link.otherwise(this::fate);
            return fresh;
        }

        private Fate fate(WireMessage message) {
            int dice = blowing ? chance.nextInt(10) : 9;
            return switch (dice) {
                case 0 -> new Fate.Unwritten();
                case 1, 2 -> new Fate.Silent();
                case 3, 4 -> {
                    // Booked, and the answer is lost or late.
                    belated.add(host.take(message));
                    yield new Fate.Silent();
                }
                case 5 -> {
                    WireMessage answer = host.take(message);
                    belated.add(answer);
                    yield new Fate.Answered(ignored -> answer);
                }
                default -> new Fate.Answered(host::take);
            };
        }

        void blow() {
            for (int i = 0; i < STEPS; i++) {
                try {
                    step();
                } catch (Died e) {
                    rig.close();
                    rig = started();
                    assertThat(rig.engine.recover()).isBetween(0, 1);
                }
            }
        }

        private void step() {
            switch (chance.nextInt(10)) {
                case 0, 1, 2 -> live();
                case 3 -> stored(Kind.OFFLINE_APPROVED);
                case 4 -> stored(Kind.DEFERRED_AUTHORISATION);
                case 5 -> rig.link.isUp(chance.nextInt(3) > 0);
                case 6 -> takeBack();
                case 7 -> late();
                case 8 -> rig.pass(Duration.ofSeconds(chance.nextInt(1, 40)));
                default -> drained();
            }
        }

        private Amount newAmount() {
            // Each sale has its own amount, so that the books can be compared one by one.
            Amount amount = Amount.of(1_000 + amounts.size(), "EUR");
            if (chance.nextInt(5) == 0) {
                host.decline(text(amount));
            }
            return amount;
        }

        private void live() {
            PaymentId id = rig.newId();
            Amount amount = newAmount();
            amounts.put(id, amount);
            // Unless it hears of an approval, a till takes the sale for not made and has it reversed.
            told.put(id, Told.NOTHING_TAKEN);
            clock.runBy(Duration.ofMillis(20));
            try {
                LiveAnswer answer = rig.ask(id, amount);
                if (answer instanceof LiveAnswer.Approved && chance.nextInt(4) > 0) {
                    told.put(id, Told.APPROVED);
                }
            } finally {
                clock.runBy(Duration.ZERO);
            }
        }

        private void stored(Kind kind) {
            Amount amount = newAmount();
            PaymentId id = rig.stored(kind, true, amount);
            amounts.put(id, amount);
            told.put(id, Told.STORED);
        }

        private void takeBack() {
            List<PaymentId> open = told.entrySet().stream()
                    .filter(e -> e.getValue() == Told.STORED)
                    .map(Map.Entry::getKey)
                    .toList();
            if (!open.isEmpty()) {
                PaymentId id = open.get(chance.nextInt(open.size()));
                Said said = rig.voidSale(id);
                if (said instanceof Said.Done(var payment) && payment.state() == PaymentState.VOIDED) {
                    told.put(id, Told.VOIDED);
                }
            }
        }

        private void late() {
            if (!belated.isEmpty()) {
                rig.late(belated.remove(chance.nextInt(belated.size())));
            }
        }

        private void drained() {
            assertThat(rig.drain()).isBetween(0, 1);
        }

        void calm() {
            blowing = false;
            rig.link.isUp(true);
            told.forEach((id, what) -> {
                if (what == Told.NOTHING_TAKEN) {
                    assertThat(rig.reverse(id)).as(name(id)).isInstanceOf(Said.Done.class);
                } else if (what == Told.APPROVED) {
                    assertThat(rig.complete(id)).as(name(id)).isInstanceOf(Said.Done.class);
                }
            });
            for (int i = 0; i < 20; i++) {
                drained();
                rig.pass(Duration.ofMinutes(16));
            }
        }

        void compare() {
            told.forEach((id, what) -> {
                long live = host.count(text(amount(id)), Booking.LIVE);
                long declined = host.count(text(amount(id)), Booking.DECLINED);
                PaymentState state = rig.state(id);
                switch (what) {
                    case APPROVED -> {
                        assertThat(live).as(name(id)).isEqualTo(1);
                        assertThat(state).as(name(id)).isEqualTo(PaymentState.CAPTURED);
                    }
                    case NOTHING_TAKEN, VOIDED -> assertThat(live).as(name(id)).isZero();
                    case STORED -> {
                        boolean voided = state == PaymentState.VOIDED;
                        assertThat(live).as(name(id)).isEqualTo(state == PaymentState.CAPTURED ? 1 : 0);
                        assertThat(voided || live + declined >= 1).as(name(id)).isTrue();
                        assertThat(state)
                                .as(name(id))
                                .isIn(PaymentState.CAPTURED, PaymentState.DECLINED_AFTER_STORE, PaymentState.VOIDED);
                    }
                }
            });
        }

        private Amount amount(PaymentId id) {
            return amounts.getOrDefault(id, Sales.AMOUNT);
        }

        private String name(PaymentId id) {
            return "seed " + seed + ", " + amount(id) + ", " + told.get(id) + ", " + rig.events(id);
        }
    }

    private static String text(Amount amount) {
        return String.format(Locale.ROOT, "%012d", amount.minor());
    }
}
