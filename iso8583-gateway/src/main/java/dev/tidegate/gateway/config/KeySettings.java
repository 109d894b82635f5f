package dev.tidegate.gateway.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidegate.crypto.RotationPlan;
import dev.tidegate.crypto.VaultPlace;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the gateway's private keys are, and how recipient keys follow each other.
 *
 * @param kind {@code file} or {@code token}
 * @param token has to be there for a token
 * @param suite {@code P256}, or {@code X25519} for keys in a file
 * @param period how long tills seal to one key
 * @param periodsAhead how many more are published
 */
public record KeySettings(
        @JsonProperty(required = true) String kind,
        @JsonProperty @Nullable Token token,
        @JsonProperty(required = true) String suite,
        @JsonProperty(required = true) Duration period,
        @JsonProperty(required = true) int periodsAhead) {
    /**
     * A PKCS #11 token.
     *
     * @param library absolute path of its library
     * @param slot the slot's number, or {@code #0} for the first in the list of slots
     * @param pinFile absolute path of the file that holds the user PIN
     */
    public record Token(
            @JsonProperty @Nullable String library,
            @JsonProperty @Nullable String slot,
            @JsonProperty @Nullable String pinFile) {
        /** @throws IllegalArgumentException something is missing or impossible */
        public VaultPlace.OnToken place() {
            String which = Checks.text(slot, "keys.token.slot", 11);
            if (!which.matches("#?[0-9]{1,10}")) {
                throw new IllegalArgumentException("keys.token.slot is a slot's number, or #0 for the first");
            }
            boolean byNumber = !which.startsWith("#");
            return new VaultPlace.OnToken(
                    path(library, "keys.token.library"),
                    Long.parseLong(byNumber ? which : which.substring(1)),
                    byNumber,
                    path(pinFile, "keys.token.pinFile"));
        }

        private static Path path(@Nullable String text, String key) {
            Path path = Path.of(Checks.text(text, key, 4096));
            if (!path.isAbsolute()) {
                throw new IllegalArgumentException(key + " is not an absolute path");
            }
            return path;
        }
    }

    public KeySettings {
        boolean onToken = kind.equals("token");
        if (!onToken && !kind.equals("file")) {
            throw new IllegalArgumentException("keys.kind is file or token");
        }
        if (!suite.equals("P256") && !suite.equals("X25519")) {
            throw new IllegalArgumentException("keys.suite is P256 or X25519");
        }
        if (onToken && (token == null || !suite.equals("P256"))) {
            throw new IllegalArgumentException("keys.token is missing, or keys.suite is not P256, which tokens do");
        }
        place(kind, token);
        plan(suite, period, periodsAhead);
    }

    public VaultPlace place() {
        return place(kind, token);
    }

    public RotationPlan plan() {
        return plan(suite, period, periodsAhead);
    }

    private static VaultPlace place(String kind, @Nullable Token token) {
        return kind.equals("token") && token != null ? token.place() : new VaultPlace.InFile();
    }

    private static RotationPlan plan(String suite, Duration period, int periodsAhead) {
        return new RotationPlan(suite.equals("P256") ? 1 : 2, period, periodsAhead);
    }
}
