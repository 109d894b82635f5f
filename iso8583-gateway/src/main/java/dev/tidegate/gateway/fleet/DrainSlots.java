package dev.tidegate.gateway.fleet;

import dev.tidegate.core.payment.TillId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Tells each till when to bring its sales, so that tens of thousands that come back at once do not all come at once.
 *
 * <p>A timetable: whoever asks gets the next free time, as long as its records take at the rate that this gateway takes
 * records in. Who asks first comes first, and nobody gets more than a batch while others wait, so a till with a long
 * queue holds up nobody with a short one. A till that does not come loses its time and asks again, behind the others.
 * Live sales are no part of it. Kept in memory: after a restart the tills ask again. Safe to use from several threads.
 */
public final class DrainSlots {
    /** A time is kept for so many tills; more are told to ask again. An entry takes some hundred bytes. */
    static final int TILLS_MAX = 100_000;
    /** Later times are not given: what is promised for then is worth less than a fresh look. */
    static final Duration HORIZON = Duration.ofMinutes(10);
    /** A till without a time asks again after this. */
    static final Duration ASK_AGAIN = Duration.ofSeconds(60);
    /** A time is kept for so long after its start: three beats of a till's heart. */
    static final Duration KEPT = Duration.ofSeconds(15);
    /** While others wait: one batch of a till's. */
    static final int RECORDS_CROWDED = 64;
    /** While nobody waits: less than a second of this gateway. */
    public static final int RECORDS_MAX = 1_024;
    /** Others wait, once the next free time is so far away. */
    private static final Duration CROWDED = Duration.ofSeconds(1);
    /** Entries whose time has passed unseen are looked for this often. */
    private static final Duration SWEEP = Duration.ofSeconds(5);

    private final double nanosPerRecord;
    private final InstantSource clock;
    private final Map<TillId, Booked> booked = new HashMap<>();
    private Instant nextFree = Instant.EPOCH;
    private Instant nextSweep = Instant.EPOCH;

    /** @param lastSeq how far the gateway had the till's journal when the time was given */
    private record Booked(Instant start, int records, long lastSeq) {
        boolean isPast(Instant now) {
            return now.isAfter(start.plus(KEPT));
        }
    }

    /**
     * When a till may come.
     *
     * @param in from now; zero is at once
     * @param records how many it may bring then; 0 is none, and it asks again then
     */
    public record Slot(Duration in, int records) {}

    /** @param recordsPerSecond what this gateway takes in beside its live sales */
    public DrainSlots(int recordsPerSecond, InstantSource clock) {
        if (recordsPerSecond < 1) {
            throw new IllegalArgumentException("a gateway that takes no records in");
        }
        this.nanosPerRecord = 1e9 / recordsPerSecond;
        this.clock = clock;
    }

    /**
     * A till's time, as its heart asks for it. Asked again, it hears of the same time until that is used or over.
     *
     * @param headSeq its newest record
     * @param lastSeq the newest that the gateway has
     */
    public synchronized Slot ask(TillId till, long headSeq, long lastSeq) {
        Instant now = clock.instant();
        sweep(now);
        long waiting = Math.max(0, headSeq - lastSeq);
        if (waiting == 0) {
            booked.remove(till);
            // What it sells until it asks again may come by itself.
            return new Slot(Duration.ZERO, RECORDS_CROWDED);
        }
        Booked known = booked.get(till);
        // Until its start a time stands; afterwards, while its records are still on their way.
        if (known != null && !known.isPast(now) && known.lastSeq() == lastSeq) {
            return slot(known, now);
        }
        return book(till, waiting, lastSeq, now);
    }

    /** How many tills have a time to come. */
    public synchronized int waiting() {
        Instant now = clock.instant();
        return (int) booked.values().stream()
                .filter(each -> each.start().isAfter(now))
                .count();
    }

    private Slot book(TillId till, long waiting, long lastSeq, Instant now) {
        booked.remove(till);
        Instant start = nextFree.isAfter(now) ? nextFree : now;
        if (booked.size() >= TILLS_MAX || start.isAfter(now.plus(HORIZON))) {
            return new Slot(ASK_AGAIN, 0);
        }
        boolean crowded = start.isAfter(now.plus(CROWDED));
        int records = (int) Math.min(waiting, crowded ? RECORDS_CROWDED : RECORDS_MAX);
        nextFree = start.plusNanos((long) (records * nanosPerRecord));
        Booked fresh = new Booked(start, records, lastSeq);
        booked.put(till, fresh);
        return slot(fresh, now);
    }

    private static Slot slot(Booked time, Instant now) {
        Duration in = Duration.between(now, time.start());
        return new Slot(in.isNegative() ? Duration.ZERO : in, time.records());
    }

    private void sweep(Instant now) {
        if (now.isBefore(nextSweep)) {
            return;
        }
        nextSweep = now.plus(SWEEP);
        for (Iterator<Booked> each = booked.values().iterator(); each.hasNext(); ) {
            if (each.next().isPast(now)) {
                each.remove();
            }
        }
    }
}
