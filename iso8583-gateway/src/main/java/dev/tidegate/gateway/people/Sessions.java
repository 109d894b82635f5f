package dev.tidegate.gateway.people;

import dev.tidegate.gateway.capture.Person;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is signed in at this process; after a restart nobody is. A session ends when nothing was done for a quarter of an
 * hour, and after a shift in any case. Safe to use from several threads.
 */
public final class Sessions {
    /** PCI DSS 8.2.8. */
    public static final Duration IDLE_MAX = Duration.ofMinutes(15);

    static final Duration WHOLE_MAX = Duration.ofHours(12);
    /** More than a company has people at one gateway; beyond it the one silent for longest is signed out. */
    static final int SESSIONS_MAX = 256;

    private static final int SECRET_BYTES = 32;

    private final SecureRandom chance;
    private final InstantSource clock;
    /** By cookie: 256 bits of chance, which no time of an answer gives away. */
    private final Map<String, Session> open = new HashMap<>();

    public Sessions(SecureRandom chance, InstantSource clock) {
        this.chance = chance;
        this.clock = clock;
    }

    /** @param cookie for the browser */
    public record Opened(String cookie, Session session) {}

    public synchronized Opened open(Person person) {
        Instant now = clock.instant();
        open.values().removeIf(session -> isOver(session, now));
        if (open.size() >= SESSIONS_MAX) {
            open.entrySet().stream()
                    .min((a, b) -> a.getValue().seenAt().compareTo(b.getValue().seenAt()))
                    .map(Map.Entry::getKey)
                    .ifPresent(open::remove);
        }
        String cookie = random();
        Session session = new Session(person, random(), now, now);
        open.put(cookie, session);
        return new Opened(cookie, session);
    }

    /**
     * Who shows a cookie.
     *
     * @param byHand whether a person did something: a page that only looks keeps no session open
     */
    public synchronized Optional<Session> find(String cookie, boolean byHand) {
        Session session = open.get(cookie);
        if (session == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (isOver(session, now)) {
            open.remove(cookie);
            return Optional.empty();
        }
        Session seen = byHand ? session.seen(now) : session;
        open.put(cookie, seen);
        return Optional.of(seen);
    }

    /** Signs out whoever shows a cookie. */
    public synchronized void close(String cookie) {
        open.remove(cookie);
    }

    private static boolean isOver(Session session, Instant now) {
        return !now.isBefore(session.seenAt().plus(IDLE_MAX))
                || !now.isBefore(session.beganAt().plus(WHOLE_MAX));
    }

    private String random() {
        byte[] secret = new byte[SECRET_BYTES];
        chance.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
