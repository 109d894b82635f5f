package dev.tidegate.storm.gateway;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which fate each message of one schedule has. It hangs on the seed, the direction, the message type, the amount, which
 * is another for each sale, and on how many of them there were before: threads do not change it.
 */
final class Weather {
    private final long seed;
    private final int timerMillis;
    private final Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private volatile boolean calm;

    /** @param timerMillis the gateway's shortest timer: some answers are late by more than that */
    Weather(long seed, int timerMillis) {
        this.seed = seed;
        this.timerMillis = timerMillis;
    }

    /** From now on every message passes. */
    void calm() {
        calm = true;
    }

    /** What was done to which message, for a person who plays it again. */
    List<String> log() {
        return log;
    }

    Fate fate(boolean toAcquirer, Glimpse message) {
        if (calm || message.isNetwork()) {
            return new Fate.Passes();
        }
        String what = (toAcquirer ? "→ " : "← ") + message.type() + " of " + message.amount();
        int nth = seen.computeIfAbsent(what, ignored -> new AtomicInteger()).incrementAndGet();
        Fate fate = drawn(new SplittableRandom(seed * 1_000_003L + 31L * what.hashCode() + nth));
        if (!(fate instanceof Fate.Passes)) {
            log.add(what + " #" + nth + ": " + fate);
        }
        return fate;
    }

    private Fate drawn(SplittableRandom chance) {
        int dice = chance.nextInt(100);
        if (dice < 13) {
            return new Fate.Lost();
        }
        if (dice < 21) {
            return new Fate.Doubled();
        }
        if (dice < 33) {
            return new Fate.Late(chance.nextInt(timerMillis / 4, timerMillis * 2));
        }
        if (dice < 43) {
            return new Fate.CutOff(chance.nextInt(100));
        }
        return new Fate.Passes();
    }
}
