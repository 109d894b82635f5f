package dev.tidegate.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.gateway.fixture.HandClock;
import dev.tidegate.gateway.fleet.DrainSlots.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DrainSlotsTest {
    private static final int RATE = 1_000;

    private final HandClock clock = new HandClock(Instant.parse("2026-11-22T13:04:10Z"));
    private final DrainSlots slots = new DrainSlots(RATE, clock);

    private static TillId till(int n) {
        return new TillId(new UUID(7L << 12, n));
    }

    private static Slot in(long millis, int records) {
        return new Slot(Duration.ofMillis(millis), records);
    }

    @Test
    void till_withNothingToBring_mayBringWhatComes() {
        assertThat(slots.ask(till(1), 5, 5)).isEqualTo(in(0, 64));
    }

    @Test
    void till_alone_bringsAtOnceAndMuch() {
        assertThat(slots.ask(till(1), 5_000, 0)).isEqualTo(in(0, 1_024));
    }

    @Test
    void tills_oneAfterTheOther_comeOneAfterTheOther() {
        List<Slot> given = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            given.add(slots.ask(till(n), 500, 0));
        }

        assertThat(given).containsExactly(in(0, 500), in(500, 500), in(1_000, 500));
    }

    @Test
    void till_thatAsksAgain_hearsOfTheSameTime() {
        Slot ahead = slots.ask(till(1), 800, 0);
        Slot first = slots.ask(till(2), 100, 0);
        clock.pass(Duration.ofMillis(500));

        Slot again = slots.ask(till(2), 120, 0);

        assertThat(List.of(ahead, first, again)).containsExactly(in(0, 800), in(800, 100), in(300, 100));
    }

    @Test
    void till_withALongQueueAmongOthers_bringsOneBatch() {
        for (int n = 0; n < 3; n++) {
            Slot ignored = slots.ask(till(n), 1_000, 0);
        }

        assertThat(slots.ask(till(9), 1_000, 0)).isEqualTo(in(2_064, 64));
    }

    @Test
    void till_thatHasBroughtItsBatch_comesBehindTheOthers() {
        List<Slot> first = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            first.add(slots.ask(till(n), 1_000, 0));
        }
        clock.pass(Duration.ofSeconds(1));

        Slot second = slots.ask(till(0), 1_000, 64);

        assertThat(second.in().plusSeconds(1)).isGreaterThan(first.getLast().in());
    }

    @Test
    void till_thatDoesNotCome_losesItsTimeAndAsksBehindTheOthers() {
        Slot first = slots.ask(till(1), 900, 0);
        clock.pass(DrainSlots.KEPT.plusMillis(1));
        Slot other = slots.ask(till(2), 500, 0);

        Slot second = slots.ask(till(1), 900, 0);

        assertThat(List.of(first, other, second)).containsExactly(in(0, 900), in(0, 500), in(500, 900));
    }

    @Test
    void times_beyondTheHorizon_areNotGiven() {
        long last = DrainSlots.HORIZON.toSeconds() * RATE / DrainSlots.RECORDS_CROWDED + 20;
        Slot slot = in(0, 1);
        for (int n = 0; n < last; n++) {
            slot = slots.ask(till(n), 64, 0);
        }

        assertThat(slot).isEqualTo(new Slot(DrainSlots.ASK_AGAIN, 0));
        assertThat(slots.waiting()).isLessThan((int) last);
    }

    @Test
    void thousandTills_withALongQueueEach_allBringTheirFirstWithinHalfAMinute() {
        DrainSlots standard = new DrainSlots(2_500, clock);
        Slot last = in(0, 1);
        for (int n = 0; n < 1_000; n++) {
            last = standard.ask(till(n), 10_000, 0);
        }

        assertThat(last.in()).isLessThan(Duration.ofSeconds(30));
        assertThat(last.records()).isPositive();
    }
}
