package dev.tidegate.gateway.link;

import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import java.util.Map;

/** Writes the first lines of a flood, and how many more there were. Used by one thread. */
final class LineQuota {
    /** In one period. The counters have the rest. */
    static final int LINES_MAX = 20;

    private final FactLog log;
    private int written;
    private long kept;

    LineQuota(FactLog log) {
        this.log = log;
    }

    void warn(String fact, Map<Field, ?> fields) {
        if (written < LINES_MAX) {
            written++;
            log.warn(fact, fields);
        } else {
            kept++;
        }
    }

    /** A new period begins. */
    void renew() {
        if (kept > 0) {
            log.warn("more of the same than is written", Map.of(Field.COUNT, kept));
        }
        written = 0;
        kept = 0;
    }
}
