package dev.tidegate.till.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time as the gateway told it last, and what has passed since by a clock that nobody sets; before its first word
 * the till's own clock. Picks the key to seal to, so that a till whose clock is wrong neither seals to a key of long
 * ago nor stops selling for want of one. Safe to use from several threads.
 */
public final class SignedTime implements InstantSource {
    private final InstantSource clock;
    private final LongSupplier nanos;
    private volatile @Nullable Word last;

    private record Word(Instant told, long atNanos) {}

    /** @param nanos a clock that only goes forward */
    public SignedTime(InstantSource clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
    }

    void heard(Instant told) {
        last = new Word(told, nanos.getAsLong());
    }

    @Override
    public Instant instant() {
        Word word = last;
        return word == null ? clock.instant() : word.told().plus(Duration.ofNanos(nanos.getAsLong() - word.atNanos()));
    }
}
