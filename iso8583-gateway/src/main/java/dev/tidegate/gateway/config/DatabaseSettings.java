package dev.tidegate.gateway.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidegate.gateway.store.Database;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where payments are kept.
 *
 * @param url empty for SQLite in the gateway's folder
 */
public record DatabaseSettings(
        @JsonProperty @Nullable String url,
        @JsonProperty @Nullable String user,
        @JsonProperty @Nullable String password) {
    /** The database, with what was left out filled in. */
    public Database in(Path home) {
        String where = url == null || url.isBlank() ? "jdbc:sqlite:" + home.resolve("gateway.db") : url;
        return new Database(where, user == null ? "" : user, password == null ? "" : password);
    }
}
