package dev.tidegate.till.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is signed in.
 *
 * @param token by which the session is known here; the browser's own is not kept
 * @param manager who opened the manager's screens in it; absent where nobody did
 * @param managerSeenAt when that one last did something there
 */
public record SignedIn(
        String token,
        Person person,
        Instant openedAt,
        @Nullable Person manager,
        Instant managerSeenAt) {}
