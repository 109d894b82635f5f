package dev.tidegate.certification.drill;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the host's record of frames says about order and pace. */
final class Lines {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final List<JsonNode> frames;

    /** @param frames as the simulator's control gives them, in their order */
    Lines(List<JsonNode> frames) {
        this.frames = frames;
    }

    /** The most requests of one terminal that waited for an answer at the same time. */
    int mostInFlightOnATerminal() {
        Map<String, Integer> flying = new HashMap<>();
        int most = 0;
        for (JsonNode frame : frames) {
            String tid = tid(frame);
            if (tid.isEmpty() || isNetwork(frame)) {
                continue;
            }
            int now = Math.max(0, flying.merge(tid, isRequest(frame) ? 1 : -1, Integer::sum));
            flying.put(tid, now);
            most = Math.max(most, now);
        }
        return most;
    }

    /** How many terminals waited for an answer at the same time, at most. */
    int mostTerminalsInFlight() {
        Map<String, Integer> flying = new TreeMap<>();
        int most = 0;
        for (JsonNode frame : frames) {
            String tid = tid(frame);
            if (tid.isEmpty() || isNetwork(frame)) {
                continue;
            }
            if (isRequest(frame)) {
                flying.put(tid, 1);
            } else {
                flying.remove(tid);
            }
            most = Math.max(most, flying.size());
        }
        return most;
    }

    /** The most requests within any second. */
    int mostInASecond() {
        long[] times = frames.stream()
                .filter(frame -> isRequest(frame) && !isNetwork(frame))
                .mapToLong(frame -> frame.path("monotonicNanos").asLong())
                .toArray();
        int most = 0;
        int from = 0;
        for (int i = 0; i < times.length; i++) {
            while (times[i] - times[from] >= SECOND_NANOS) {
                from++;
            }
            most = Math.max(most, i - from + 1);
        }
        return most;
    }

    /** How many stored sales of a terminal went after the message with this amount; -1 where it never went. */
    int storedAfter(String tid, long minor) {
        String amount = String.format(java.util.Locale.ROOT, "%012d", minor);
        int behind = -1;
        for (JsonNode frame : frames) {
            if (!isRequest(frame) || !tid(frame).equals(tid)) {
                continue;
            }
            if (frame.path("fields").path("4").asText().equals(amount)) {
                behind = 0;
            } else if (behind >= 0) {
                behind++;
            }
        }
        return behind;
    }

    private static boolean isRequest(JsonNode frame) {
        return frame.path("direction").asText().equals("in");
    }

    private static boolean isNetwork(JsonNode frame) {
        return frame.path("mti").asText().startsWith("8", 1);
    }

    private static String tid(JsonNode frame) {
        return frame.path("fields").path("41").asText().strip();
    }
}
