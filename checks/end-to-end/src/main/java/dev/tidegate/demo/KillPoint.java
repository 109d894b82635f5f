package dev.tidegate.demo;

import java.util.Locale;

/** The named places where a process may be killed, and whose place each is. */
enum KillPoint {
    BEFORE_APPEND(Part.TILL),
    AFTER_APPEND_BEFORE_FORCE(Part.TILL),
    AFTER_FORCE_BEFORE_ANSWER(Part.TILL),
    AFTER_OFFERED_BEFORE_POST(Part.TILL),
    AFTER_COMMIT_BEFORE_ANSWER(Part.GATEWAY),
    AFTER_INTENT_BEFORE_FIRST_BYTE(Part.GATEWAY),
    AFTER_WRITE(Part.GATEWAY),
    AFTER_HOST_ANSWER_BEFORE_ROW(Part.GATEWAY),
    BEFORE_ANSWERED_IS_FORCED(Part.TILL),
    DURING_PROJECTION(Part.TILL),
    ACQUIRER_BEFORE_BOOKING(Part.ACQUIRER),
    ACQUIRER_AFTER_BOOKING(Part.ACQUIRER);

    /** The processes that may die. */
    enum Part {
        TILL,
        GATEWAY,
        ACQUIRER
    }

    /** A start projects the end of the last epoch and the beginning of its own; a sale's records come after. */
    private static final int PAST_THE_START = 4;

    private final Part part;

    KillPoint(Part part) {
        this.part = part;
    }

    Part part() {
        return part;
    }

    /** As the command line spells it. */
    String spelled() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the process is told: the first pass of the point, but for the one that a start passes too. */
    String spec() {
        return this == DURING_PROJECTION ? spelled() + ":" + PAST_THE_START : spelled();
    }

    /** @throws IllegalArgumentException no such point */
    static KillPoint of(String spelled) {
        for (KillPoint point : values()) {
            if (point.spelled().equals(spelled)) {
                return point;
            }
        }
        throw new IllegalArgumentException("no kill point " + spelled);
    }
}
