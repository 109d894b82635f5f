package dev.tidegate.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.gateway.fixture.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/**
 * Fifty thousand tills after an outage, on a clock of their own: their hearts beat every five seconds, an upload that
 * is not answered within ten was in vain and is made again, and the gateway takes one upload after the other.
 */
class OutageTest {
    private static final int TILLS = 50_000;
    /** What the gateway takes in a second. */
    private static final int RATE = 5_000;

    private static final int BATCH = 64;
    private static final long SECOND = 1_000;
    private static final long BEAT = 5 * SECOND;
    private static final long LOOK = SECOND;
    private static final long CALL_LIMIT = 10 * SECOND;
    private static final long RECONNECT = 30 * SECOND;
    /** Longer than anybody waits. */
    private static final long END = Duration.ofHours(1).toMillis();

    private final Random chance = new Random(20_261_122L);
    private final HandClock clock = new HandClock(Instant.EPOCH);
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Till[] tills = new Till[TILLS];
    private long records;
    private long busyUntil;
    private long lastRecord;
    private long inVain;
    private long numbered;

    private record Event(long at, long number, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }
    }

    private static final class Till {
        final TillId id;
        final int head;
        int last;
        long mayFrom;
        int may;
        /** When it last looked whether it may come; its next look is seconds after that. */
        long looked = -1;

        boolean uploads;
        int looks;

        Till(int n, int head) {
            this.id = new TillId(new UUID(7L << 12, n));
            this.head = head;
        }
    }

    private void at(long when, Runnable what) {
        events.add(new Event(when, numbered++, what));
    }

    private void run(long end) {
        while (!events.isEmpty() && events.peek().at() < end) {
            Event next = events.poll();
            clock.pass(Duration.ofMillis(next.at() - clock.instant().toEpochMilli()));
            next.what().run();
        }
    }

    private long now() {
        return clock.instant().toEpochMilli();
    }

    private void upload(Till till, int size, Runnable then) {
        long start = Math.max(now(), busyUntil);
        long done = start + Math.max(1, size * SECOND / RATE);
        busyUntil = done;
        boolean heard = done - now() <= CALL_LIMIT;
        at(heard ? done : now() + CALL_LIMIT, then);
        at(done, () -> {
            // The gateway has done the work, whether anybody listens or not; the same records again are duplicates.
            int fresh = Math.min(size, till.head - till.last);
            if (heard) {
                till.last += fresh;
                lastRecord = now();
            } else {
                inVain += size;
            }
        });
    }

    private void outageEnds(ToLongFunction<Random> back, Consumer<Till> begins) {
        for (int n = 0; n < TILLS; n++) {
            Till till = new Till(n, 1 + chance.nextInt(120));
            tills[n] = till;
            records += till.head;
            at(back.applyAsLong(chance), () -> begins.accept(till));
        }
    }

    private long left() {
        long left = 0;
        for (Till till : tills) {
            left += till.head - till.last;
        }
        return left;
    }

    private double ideal() {
        return records * (double) SECOND / RATE;
    }

    private double timesIdeal() {
        return lastRecord / ideal();
    }

    private void beat(DrainSlots slots, Till till) {
        DrainSlots.Slot slot = slots.ask(till.id, till.head, till.last);
        till.mayFrom = now() + slot.in().toMillis();
        till.may = slot.records();
        if (till.last < till.head) {
            at(now() + BEAT, () -> beat(slots, till));
            if (till.looked >= 0 && !till.uploads) {
                lookLater(till);
            }
        }
    }

    private void look(Till till) {
        till.looked = now();
        int size = now() < till.mayFrom ? 0 : Math.min(Math.min(BATCH, till.may), till.head - till.last);
        till.may -= size;
        till.uploads = size > 0;
        if (till.uploads) {
            till.looks++;
            upload(till, size, () -> look(till));
        } else if (till.last < till.head) {
            lookLater(till);
        }
    }

    // It looks each second. Looks that come before its time see nothing and are left out.
    private void lookLater(Till till) {
        long wait = Math.max(now() + 1, till.mayFrom) - till.looked;
        int look = ++till.looks;
        at(till.looked + Math.ceilDiv(wait, LOOK) * LOOK, () -> {
            if (till.looks == look) {
                look(till);
            }
        });
    }

    @Test
    void tills_withSlots_drainInLittleMoreThanTheIdealTime() {
        DrainSlots slots = new DrainSlots(RATE, clock);
        outageEnds(random -> random.nextLong(RECONNECT), till -> {
            beat(slots, till);
            at(now() + chance.nextLong(LOOK), () -> look(till));
        });

        run(END);

        System.out.printf("drained at %.2f times the ideal%n", timesIdeal());
        assertThat(left()).as("records still at the tills").isZero();
        assertThat(timesIdeal())
                .as("times the ideal, %d records, %d in vain", records, inVain)
                .isLessThan(1.4);
        assertThat(inVain).isLessThan(records / 100);
    }

    @Test
    void tills_withJitterAlone_areStillDrainingAfterTwiceTheTime() {
        outageEnds(random -> random.nextLong(RECONNECT), this::jittered);

        run((long) (2 * ideal()));

        assertThat(left())
                .as("this test can tell the difference: %d in vain", inVain)
                .isPositive();
    }

    // Comes when it likes; after a failure again within half a minute.
    private void jittered(Till till) {
        int before = till.last;
        int size = Math.min(BATCH, till.head - before);
        if (size > 0) {
            upload(
                    till,
                    size,
                    () -> at(now() + (till.last > before ? 1 : chance.nextLong(RECONNECT)), () -> jittered(till)));
        }
    }
}
