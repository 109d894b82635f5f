package dev.tidegate.gateway.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidegate.gateway.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where payments are kept.
 *
 * @param url empty for SQLite in the gateway's folder
 * @param lease how long a gateway on PostgreSQL has its terminals without another word; 15 seconds where absent
 */
public record DatabaseSettings(
        @JsonProperty @Nullable String url,
        @JsonProperty @Nullable String user,
        @JsonProperty @Nullable String password,
        @JsonProperty @Nullable Duration lease) {
    private static final Duration LEASE = Duration.ofSeconds(15);

    /** The database, with what was left out filled in. */
    public Database in(Path home) {
        String where = url == null || url.isBlank() ? "jdbc:sqlite:" + home.resolve("gateway.db") : url;
        return new Database(where, user == null ? "" : user, password == null ? "" : password);
    }

    /** How long a node's lease runs. */
    public Duration leased() {
        return lease == null ? LEASE : lease;
    }
}
