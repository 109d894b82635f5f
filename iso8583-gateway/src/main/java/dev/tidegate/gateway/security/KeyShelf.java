package dev.tidegate.gateway.security;

import dev.tidegate.gateway.security.ZoneKeys.Standing;
import java.util.Optional;

/** Keeps which keys count with one acquirer, across restarts. What it keeps are blocks of the module, not secret. */
public interface KeyShelf {
    /** What was kept last; empty before the first exchange. */
    Optional<Standing> kept();

    /**
     * Durable when the call returns.
     *
     * @throws dev.tidegate.crypto.KeyUnavailableException it could not be kept: nothing has changed, and the caller
     *     goes on with the keys that count
     */
    void keep(Standing standing);
}
