package dev.tidegate.certification.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A message as the host recorded it, masked.
 *
 * @param n the host's count of all frames
 * @param fields in the order of their numbers
 */
record Frame(long n, long nanos, boolean fromGateway, String mti, String hex, SortedMap<Integer, String> fields) {
    private static final int TERMINAL = 41;

    static Frame of(JsonNode row) {
        SortedMap<Integer, String> fields = new TreeMap<>();
        row.path("fields")
                .properties()
                .forEach(field -> fields.put(
                        Integer.parseInt(field.getKey()), field.getValue().asText()));
        return new Frame(
                row.path("n").asLong(),
                row.path("monotonicNanos").asLong(),
                row.path("direction").asText().equals("in"),
                row.path("mti").asText(),
                row.path("hex").asText(),
                fields);
    }

    boolean isOf(String tid) {
        return fields.getOrDefault(TERMINAL, "").strip().equals(tid);
    }

    /** Whether its type is one, in which x stands for any digit. */
    boolean is(String type) {
        if (mti.length() != type.length()) {
            return false;
        }
        for (int i = 0; i < type.length(); i++) {
            if (type.charAt(i) != 'x' && type.charAt(i) != mti.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean isNetwork() {
        return is("x8xx");
    }

    String text() {
        return mti + (fromGateway ? " to the host" : " to the gateway");
    }
}
