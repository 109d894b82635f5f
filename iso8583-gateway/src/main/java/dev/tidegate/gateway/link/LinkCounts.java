package dev.tidegate.gateway.link;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often what happened on one link, since the process began. */
public final class LinkCounts {
    /** What is counted. */
    public enum What {
        SENT,
        NOT_WRITTEN,
        ANSWERED,
        INTERIM,
        LATE,
        DUPLICATE,
        /** Second answers with another response code than the first. */
        CONTRADICTING,
        UNMATCHED,
        UNREADABLE,
        HOST_REQUESTS,
        /** Requests of the host that came faster than they can be answered. */
        HOST_REQUESTS_DROPPED,
        ECHOES,
        CONNECTED,
        WENT_DOWN,
        CERTIFICATE_REFUSED;

        /** As the metrics have it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<What, LongAdder> counts = new EnumMap<>(What.class);

    LinkCounts() {
        for (What what : What.values()) {
            counts.put(what, new LongAdder());
        }
    }

    public long of(What what) {
        return adder(what).sum();
    }

    void add(What what) {
        adder(what).increment();
    }

    private LongAdder adder(What what) {
        LongAdder adder = counts.get(what);
        if (adder == null) {
            throw new IllegalStateException("all are there from the start");
        }
        return adder;
    }
}
