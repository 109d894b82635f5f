package dev.tidegate.simulator.device;

import java.util.Arrays;
import java.util.Locale;

/**
 * What goes wrong with one request.
 *
 * @param millis how long, for those that take time
 */
record Fault(Kind kind, int millis) {
    static final Fault NONE = new Fault(Kind.NONE, 0);

    /** More would outlive every test. */
    static final int MILLIS_MAX = 600_000;

    enum Kind {
        NONE,
        /** Does the work, and closes without a byte. */
        DROP_ANSWER,
        /** Does the work, and answers later. */
        DELAY,
        /** Answers twice. */
        DUPLICATE,
        /** Answers with another message's number. */
        WRONG_SERVICE_ID,
        /** Answers with another sale's number in the body. */
        WRONG_SALE,
        /** Does the work, and closes in the middle of the answer. */
        HALF_JSON,
        /** Does the work, and answers with what is no JSON. */
        GARBAGE,
        /** Breaks the connection off and does nothing. */
        RESET_BEFORE,
        /** Does the work, and breaks the connection off. */
        RESET_AFTER,
        /** Says that it is busy. */
        BUSY,
        /** Holds a payment back unregistered, as in a slow network, and takes it up later. */
        LATE,
        /** A payment waits for its card, and may be aborted. */
        SLOW,
        /** A payment waits for its card, and hears no abort. */
        DEAF,
        /** Does the work, then restarts with its memory, away for a while. */
        RESTART;

        static Kind named(String name) {
            return Arrays.stream(values())
                    .filter(each -> each.camel().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no such fault"));
        }

        /** As the control API writes it: {@code dropAnswer}. */
        String camel() {
            String[] words = name().toLowerCase(Locale.ROOT).split("_", -1);
            var text = new StringBuilder(words[0]);
            for (int i = 1; i < words.length; i++) {
                text.append(words[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(words[i].substring(1));
            }
            return text.toString();
        }
    }
}
