package dev.tidegate.simulator.network;

import java.util.Arrays;
import java.util.Optional;

/** Which way bytes go through a link. */
enum Direction {
    TO_TARGET("toTarget"),
    TO_CLIENT("toClient");

    private final String jsonName;

    Direction(String jsonName) {
        this.jsonName = jsonName;
    }

    String jsonName() {
        return jsonName;
    }

    static Optional<Direction> named(String jsonName) {
        return Arrays.stream(values())
                .filter(direction -> direction.jsonName.equals(jsonName))
                .findFirst();
    }
}
