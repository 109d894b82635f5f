package dev.tidegate.gateway;

import com.codahale.metrics.health.HealthCheck;
import dev.tidegate.gateway.store.DeferredLanes;
import dev.tidegate.gateway.store.Store;
import java.util.List;
import java.util.stream.Collectors;

/** Whether every acquirer's deferred sales go; a lane that the circuit breaker has paused waits for a person. */
final class LaneCheck extends HealthCheck {
    private final Store store;

    LaneCheck(Store store) {
        this.store = store;
    }

    @Override
    protected Result check() {
        List<DeferredLanes.Row> paused =
                store.read(tables -> tables.deferredLanes().paused());
        return paused.isEmpty()
                ? Result.healthy()
                : Result.unhealthy(
                        "%s",
                        paused.stream()
                                .map(row -> row.acquirer() + " is paused since " + row.pausedAt() + ": " + row.cause())
                                .collect(Collectors.joining("; ")));
    }

    /** How many lanes are paused. */
    int count() {
        return store.read(tables -> tables.deferredLanes().paused()).size();
    }
}
