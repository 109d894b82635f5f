package dev.tidegate.gateway.capture;

import dev.tidegate.gateway.store.LaneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The turns of all terminals; as many as there are terminals in the configuration. */
final class Lanes {
    private final Map<LaneId, Lane> lanes = new ConcurrentHashMap<>();

    Lane of(LaneId id) {
        return lanes.computeIfAbsent(id, ignored -> new Lane());
    }
}
