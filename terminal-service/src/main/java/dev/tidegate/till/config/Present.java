package dev.tidegate.till.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Checks of settings. The message is what the service prints as it refuses to start. */
final class Present {
    private Present() {}

    /** Names and values by turns; each value has to be there. */
    static void all(@Nullable Object... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            check(namesAndValues[i + 1] != null, namesAndValues[i] + " is missing");
        }
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    static void span(String name, @Nullable Duration span, Duration least, Duration most) {
        check(
                span != null && span.compareTo(least) >= 0 && span.compareTo(most) <= 0,
                name + " is a span from " + least + " to " + most);
    }
}
