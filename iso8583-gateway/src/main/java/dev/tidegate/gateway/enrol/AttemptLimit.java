package dev.tidegate.gateway.enrol;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often somebody may ask to be enrolled. A token of 128 bits needs no such guard; the database, the processor and
 * whoever reads the log do. Safe to use from several threads.
 */
final class AttemptLimit {
    /** The tills of a shop that opens, behind one address. */
    static final int EACH_MAX = 30;
    /** All together. */
    static final int ALL_MAX = 60;

    static final Duration SPAN = Duration.ofMinutes(1);
    /** Addresses remembered; beyond it the one silent for longest is forgotten. */
    static final int ADDRESSES_MAX = 1_000;

    private final InstantSource clock;
    private final Bucket all;
    private final Map<String, Bucket> each = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > ADDRESSES_MAX;
        }
    };

    AttemptLimit(InstantSource clock) {
        this.clock = clock;
        this.all = new Bucket(ALL_MAX, clock.instant());
    }

    /** Whether one more is heard. */
    synchronized boolean take(String address) {
        Instant now = clock.instant();
        return each.computeIfAbsent(address, ignored -> new Bucket(EACH_MAX, now))
                        .take(now)
                && all.take(now);
    }

    /** It was no guess: a code stands for a person's invitation, and counts against nobody. */
    synchronized void giveBack(String address) {
        Bucket its = each.get(address);
        if (its != null) {
            its.giveBack();
        }
        all.giveBack();
    }

    /** Fills evenly, up to its size. */
    private static final class Bucket {
        private final int size;
        private double left;
        private Instant at;

        Bucket(int size, Instant at) {
            this.size = size;
            this.left = size;
            this.at = at;
        }

        boolean take(Instant now) {
            double spans = Math.max(0, (double) Duration.between(at, now).toMillis() / SPAN.toMillis());
            left = Math.min(size, left + spans * size);
            at = now;
            if (left < 1) {
                return false;
            }
            left -= 1;
            return true;
        }

        void giveBack() {
            left = Math.min(size, left + 1);
        }
    }
}
