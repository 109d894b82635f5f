package dev.tidegate.till.people;

import dev.tidegate.crypto.PinHash;
import dev.tidegate.till.log.FactLog;
import dev.tidegate.till.store.People;
import dev.tidegate.till.store.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Knows people by name and PIN, with no network. One try at a time, because each takes 19 MiB and some 50 ms; so many a
 * minute. From the third wrong PIN in a row a name is locked, each time twice as long; that is on disk before the
 * answer is given, so neither a restart nor another process starts anew. Safe to use from several threads.
 */
public final class Door {
    /** Of all names together. */
    static final int TRIES_MAX = 20;

    static final Duration TRIES_SPAN = Duration.ofMinutes(1);

    /** A slip of the finger, and another. */
    static final int WRONG_FREE = 2;

    static final Duration LOCK_FIRST = Duration.ofSeconds(30);

    /** The tenth wrong PIN brings it (PCI DSS 8.3.4 wants half an hour by then). */
    static final Duration LOCK_MOST = Duration.ofHours(1);

    /** What came of a try. */
    public sealed interface Outcome {
        /** It is this person. */
        record Known(Person person) implements Outcome {}

        /** Nobody of that name has that PIN. */
        record Wrong() implements Outcome {}

        /** Too many wrong PINs: not looked at. */
        record Locked(Instant until) implements Outcome {}

        /** Too many tries by anybody: not looked at. */
        record TooMany() implements Outcome {}
    }

    private final People people;
    private final InstantSource clock;
    private final FactLog log;
    private final Deque<Instant> tries = new ArrayDeque<>();

    public Door(People people, InstantSource clock, FactLog log) {
        this.people = people;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Tries a PIN, which the caller wipes.
     *
     * @throws dev.tidegate.till.store.ShopBrokenException the disk refused; nobody is let in
     */
    public synchronized Outcome knock(String name, char[] pin) {
        Instant now = clock.instant();
        if (isCrowded(now)) {
            return new Outcome.TooMany();
        }
        People.Known known = people.named(name);
        if (known == null) {
            PinHash.spend(pin);
            // What was typed as a name may be a PIN: it is not told.
            log.notLetIn("", 0);
            return new Outcome.Wrong();
        }
        Instant locked = lockedUntil(known, now);
        if (locked != null) {
            log.notLetIn(known.person().name(), known.wrong());
            return new Outcome.Locked(locked);
        }
        if (known.pin().matches(pin)) {
            people.wrong(known.person(), 0, now, Duration.ZERO);
            return new Outcome.Known(known.person());
        }
        return wrong(known, now);
    }

    private Outcome wrong(People.Known known, Instant now) {
        int inARow = known.wrong() + 1;
        Duration lock = lockAfter(inARow);
        people.wrong(known.person(), inARow, now, lock);
        log.notLetIn(known.person().name(), inARow);
        return lock.isZero() ? new Outcome.Wrong() : new Outcome.Locked(now.plus(lock));
    }

    static Duration lockAfter(int inARow) {
        if (inARow <= WRONG_FREE) {
            return Duration.ZERO;
        }
        Duration lock = LOCK_FIRST.multipliedBy(1L << Math.min(inARow - WRONG_FREE - 1, 16));
        return lock.compareTo(LOCK_MOST) > 0 ? LOCK_MOST : lock;
    }

    // A clock that was put back neither opens a lock nor makes one last for days: it begins anew.
    private @Nullable Instant lockedUntil(People.Known known, Instant now) {
        if (known.lockedFor().isZero()) {
            return null;
        }
        Instant began = known.lockedAt();
        if (now.isBefore(began)) {
            people.wrong(known.person(), known.wrong(), now, known.lockedFor());
            began = now;
        }
        Instant until = began.plus(known.lockedFor());
        return now.isBefore(until) ? until : null;
    }

    private boolean isCrowded(Instant now) {
        // Also those of a time that has not come: the clock was put back.
        tries.removeIf(at -> at.isAfter(now) || !at.plus(TRIES_SPAN).isAfter(now));
        if (tries.size() >= TRIES_MAX) {
            return true;
        }
        tries.addLast(now);
        return false;
    }
}
