package dev.tidegate.gateway.people;

import dev.tidegate.crypto.PeopleSecrets;
import dev.tidegate.gateway.capture.Person;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets people in by name and secret. One try at a time, because each takes 19 MiB and some 50 ms; so many a minute; and
 * ten wrong secrets in a row lock a name at this process for half an hour (PCI DSS 8.3.4). Who is refused learns
 * neither whether the name is there nor whether it is locked. Safe to use from several threads.
 */
public final class SignIn {
    static final int TRIES_MAX = 30;
    static final Duration TRIES_SPAN = Duration.ofMinutes(1);
    static final int WRONG_MAX = 10;
    static final Duration LOCKED_FOR = Duration.ofMinutes(30);

    private static final FactLog LOG = FactLog.of(SignIn.class);

    private final Map<String, Person> people;
    private final PeopleSecrets secrets;
    private final InstantSource clock;
    private final Deque<Instant> tries = new ArrayDeque<>();
    /** Of known names alone: as many as there are people. */
    private final Map<String, Wrong> wrong = new HashMap<>();

    private record Wrong(int inARow, Instant last) {}

    /** @param people by name; nobody else is let in */
    public SignIn(Map<String, Person> people, PeopleSecrets secrets, InstantSource clock) {
        this.people = Map.copyOf(people);
        this.secrets = secrets;
        this.clock = clock;
    }

    /** What came of a try. */
    public sealed interface Outcome {
        record Welcome(Person person) implements Outcome {}

        /** The name or the secret is wrong, or the name is locked. */
        record Refused() implements Outcome {}

        /** Too many tries by anybody: not looked at. */
        record TooMany() implements Outcome {}
    }

    /**
     * Tries a secret. The caller wipes it.
     *
     * @throws dev.tidegate.crypto.KeyFileException the secrets cannot be read; nobody is let in
     */
    public synchronized Outcome signIn(String name, char[] secret) {
        Instant now = clock.instant();
        while (!tries.isEmpty() && !tries.getFirst().plus(TRIES_SPAN).isAfter(now)) {
            tries.removeFirst();
        }
        if (tries.size() >= TRIES_MAX) {
            return new Outcome.TooMany();
        }
        tries.addLast(now);
        boolean matches = secrets.matches(name, secret);
        Person person = people.get(name);
        if (person == null) {
            // What was typed as a name may be a secret: it is not told.
            LOG.warn("somebody unknown was not let in", Map.of());
            return new Outcome.Refused();
        }
        if (isLocked(name, now) || !matches) {
            count(name, now);
            return new Outcome.Refused();
        }
        wrong.remove(name);
        LOG.info("signed in", Map.of(Field.CAUSE, name));
        return new Outcome.Welcome(person);
    }

    private boolean isLocked(String name, Instant now) {
        Wrong so = wrong.get(name);
        return so != null && so.inARow() >= WRONG_MAX && now.isBefore(so.last().plus(LOCKED_FOR));
    }

    // A lock is not prolonged by those who knock at it.
    private void count(String name, Instant now) {
        if (isLocked(name, now)) {
            LOG.warn("not let in, locked", Map.of(Field.CAUSE, name));
            return;
        }
        Wrong before = wrong.getOrDefault(name, new Wrong(0, now));
        int inARow = before.inARow() >= WRONG_MAX ? 1 : before.inARow() + 1;
        wrong.put(name, new Wrong(inARow, now));
        LOG.warn("not let in", Map.of(Field.CAUSE, name, Field.COUNT, inARow));
    }
}
