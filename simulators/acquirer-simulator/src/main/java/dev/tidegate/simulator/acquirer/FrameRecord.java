package dev.tidegate.simulator.acquirer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.SortedMap;

/**
 * One frame as it may be shown.
 *
 * @param n counts from 1
 * @param monotonicNanos only differences mean anything
 * @param mti empty for a frame that could not be read
 * @param hex the message with card digits starred, without the length in front
 * @param fault what was wrong with a frame that could not be read, or how an answer was spoilt on its way out, which
 *     {@code hex} does not show; else empty
 */
record FrameRecord(
        long n,
        Direction direction,
        long monotonicNanos,
        long connection,
        String mti,
        SortedMap<Integer, String> fields,
        String hex,
        String fault) {
    /** Seen from the host. */
    enum Direction {
        @JsonProperty("in")
        IN,
        @JsonProperty("out")
        OUT
    }
}
