package dev.tidegate.gateway.profile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills in {@code ${NAME:-value}}: what the environment has under the name, else the value. */
final class Placeholders {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]{0,63}):-([^}]*)}");

    /** The environment: what a name stands for, null where it stands for nothing. */
    @FunctionalInterface
    interface Environment {
        @Nullable
        String value(String name);
    }

    private Placeholders() {}

    static String filled(String text, Environment environment) {
        return PLACE.matcher(text).replaceAll(found -> {
            String value = environment.value(found.group(1));
            return Matcher.quoteReplacement(value == null || value.isBlank() ? found.group(2) : value.strip());
        });
    }
}
