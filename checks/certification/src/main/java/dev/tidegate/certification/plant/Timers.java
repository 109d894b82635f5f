package dev.tidegate.certification.plant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A profile's timers, divided. A profile says them as {@code ${NAME:-PT10S}}; the name becomes a variable of the
 * gateway's environment.
 *
 * <p>Two limits stand against plain division: what is waited for stays long enough for a busy machine to answer, and a
 * pause between two sendings stays short enough for a person to watch.
 */
final class Timers {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(GATEWAY_[A-Z_]+):-(PT?[0-9][0-9.DTHMS]*)}");
    /** An answer takes a few milliseconds; a machine with other work takes its time. */
    private static final Duration WAIT_LEAST = Duration.ofSeconds(2);

    private static final Duration PAUSE_MOST = Duration.ofMillis(1000);
    private static final Set<String> PAUSES = Set.of(
            "GATEWAY_REPEAT_FIRST",
            "GATEWAY_REPEAT_MOST",
            "GATEWAY_REVERSAL_FIRST",
            "GATEWAY_RETRY_FIRST",
            "GATEWAY_RETRY_MOST",
            "GATEWAY_RECONNECT_FIRST",
            "GATEWAY_RECONNECT_MOST");
    /** As long as division says: nobody waits for an answer meanwhile. */
    private static final Set<String> PLAIN = Set.of("GATEWAY_ECHO_INTERVAL", "GATEWAY_ECHO_LEAST", "GATEWAY_FAIL_BACK");

    private Timers() {}

    /** The gateway's environment for a profile's folder; empty at scale 1. */
    static Map<String, String> of(Path profile, int scale) {
        Map<String, String> environment = new TreeMap<>();
        if (scale == 1) {
            return environment;
        }
        try {
            Matcher found = PLACEHOLDER.matcher(Files.readString(profile.resolve("profile.yml")));
            while (found.find()) {
                String name = found.group(1);
                environment.put(
                        name,
                        divided(name, Duration.parse(found.group(2)), scale).toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return environment;
    }

    /** A span of a real host, on this plant. */
    static Duration divided(Duration span, int scale) {
        return span.dividedBy(scale);
    }

    private static Duration divided(String name, Duration span, int scale) {
        Duration plain = divided(span, scale);
        if (PLAIN.contains(name)) {
            return plain;
        }
        if (PAUSES.contains(name)) {
            return plain.compareTo(PAUSE_MOST) > 0 ? PAUSE_MOST : plain;
        }
        return plain.compareTo(WAIT_LEAST) < 0 ? WAIT_LEAST : plain;
    }
}
