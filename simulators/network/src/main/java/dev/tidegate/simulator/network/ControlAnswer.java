package dev.tidegate.simulator.network;

import java.util.Map;

/**
 * An answer of the control API.
 *
 * @param json what becomes the JSON body
 */
record ControlAnswer(int status, Object json) {
    static ControlAnswer ok(Object json) {
        return new ControlAnswer(200, json);
    }

    static ControlAnswer error(int status, String what) {
        return new ControlAnswer(status, Map.of("error", what));
    }
}
