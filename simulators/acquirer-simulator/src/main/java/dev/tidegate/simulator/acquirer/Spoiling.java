package dev.tidegate.simulator.acquirer;

import java.util.Arrays;
import java.util.Optional;

/** How an answer is spoilt on its way out. */
enum Spoiling {
    NONE(""),
    /** Its last byte is another: the code's, where there is one. */
    BAD_MAC("badMac"),
    /** As many bytes, none of which mean anything. */
    GARBAGE("garbage"),
    /** A frame whose message stops three bytes early. */
    TRUNCATED("truncated"),
    /** A frame with five bytes behind its message. */
    TRAILING("trailing"),
    /** The first digit of the first field is none. */
    NOT_DECIMAL("notDecimal"),
    /** A message type that does not exist. */
    BAD_TYPE("badType"),
    /** A field (47) that nobody has agreed on. */
    UNKNOWN_FIELD("unknownField"),
    /** Whole, but each byte is written by itself. */
    ONE_BYTE_AT_A_TIME("oneByteAtATime"),
    /** A frame of length none before it. */
    KEEP_ALIVE("keepAlive"),
    /** The first half of the frame, then the connection is closed. */
    HALF_FRAME("halfFrame");

    private final String actionName;

    Spoiling(String actionName) {
        this.actionName = actionName;
    }

    /** The name of the rule that does it. */
    String actionName() {
        return actionName;
    }

    static Optional<Spoiling> named(String actionName) {
        return Arrays.stream(values())
                .filter(one -> one != NONE && one.actionName.equals(actionName))
                .findFirst();
    }
}
