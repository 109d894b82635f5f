package dev.tidegate.till;

import com.codahale.metrics.health.HealthCheck;
import java.util.SortedMap;
import java.util.function.Supplier;

/** Whether every reader that the settings name is there. */
final class ReaderHealth extends HealthCheck {
    private final Supplier<SortedMap<String, String>> lost;

    ReaderHealth(Supplier<SortedMap<String, String>> lost) {
        this.lost = lost;
    }

    @Override
    protected Result check() {
        SortedMap<String, String> gone = lost.get();
        return gone.isEmpty() ? Result.healthy() : Result.unhealthy("not there: %s", gone);
    }
}
