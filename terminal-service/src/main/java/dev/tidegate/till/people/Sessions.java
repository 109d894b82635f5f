package dev.tidegate.till.people;

import dev.tidegate.crypto.TextDigest;
import dev.tidegate.till.store.Person;
import dev.tidegate.till.store.SessionRows;
import dev.tidegate.till.store.SignedIn;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in at this till's pages, on disk: a till that dies signs nobody out. A session ends when somebody signs
 * out, or after a day; a manager's rights in it end when nothing was done with them for a quarter of an hour. Safe to
 * use from several threads.
 */
public final class Sessions {
    /** PCI DSS 8.2.8. */
    public static final Duration MANAGER_IDLE_MAX = Duration.ofMinutes(15);

    /** Longer than any shift. */
    static final Duration WHOLE_MAX = Duration.ofHours(24);

    private static final int TOKEN_BYTES = 32;

    private final SessionRows rows;
    private final SecureRandom chance;
    private final InstantSource clock;

    public Sessions(SessionRows rows, SecureRandom chance, InstantSource clock) {
        this.rows = rows;
        this.chance = chance;
        this.clock = clock;
    }

    /**
     * Signs in. A manager has a manager's rights from the start.
     *
     * @return the token for the browser's cookie, which is kept nowhere here
     * @throws dev.tidegate.till.store.ShopBrokenException the disk refused; nobody is signed in
     */
    public String open(Person person) {
        byte[] random = new byte[TOKEN_BYTES];
        chance.nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Instant now = clock.instant();
        String hash = hash(token);
        rows.open(hash, person, now);
        if (person.isManager()) {
            rows.manager(hash, person, now);
        }
        return token;
    }

    /** Who shows a token; absent where nobody is signed in by it. */
    public @Nullable SignedIn find(String token) {
        SignedIn found = token.isEmpty() ? null : rows.find(hash(token));
        if (found == null) {
            return null;
        }
        if (!isWithin(found.openedAt(), WHOLE_MAX)) {
            rows.close(found.token());
            return null;
        }
        return found;
    }

    /** Whose rights of a manager are open in a session; absent where nobody's are, or not any more. */
    public @Nullable Person manager(SignedIn session) {
        return isWithin(session.managerSeenAt(), MANAGER_IDLE_MAX) ? session.manager() : null;
    }

    /** A manager comes in beside whoever is signed in, or does something there. */
    public void managerIsHere(SignedIn session, Person manager) {
        if (!manager.isManager()) {
            throw new IllegalArgumentException("this is no manager");
        }
        rows.manager(session.token(), manager, clock.instant());
    }

    /** Closes the manager's screens and leaves whoever is signed in where he is. */
    public void managerLeaves(SignedIn session) {
        rows.manager(session.token(), null, clock.instant());
    }

    /** Signs out whoever shows a token. Always works. */
    public void close(String token) {
        rows.close(hash(token));
    }

    // A time that has not come yet was given by a clock that has been put back since: how long ago nobody knows.
    private boolean isWithin(Instant since, Duration span) {
        Instant now = clock.instant();
        return !now.isBefore(since) && now.isBefore(since.plus(span));
    }

    private static String hash(String token) {
        return TextDigest.of("till session", token).hex();
    }
}
