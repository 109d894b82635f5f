package dev.tidegate.till;

import com.codahale.metrics.health.HealthCheck;
import java.util.List;
import java.util.function.Supplier;

/** Whether the archivist could do what was due. What it could not stays on the disk, and a person should look. */
final class ArchiveHealth extends HealthCheck {
    private final Supplier<List<String>> troubles;

    ArchiveHealth(Supplier<List<String>> troubles) {
        this.troubles = troubles;
    }

    @Override
    protected Result check() {
        List<String> found = troubles.get();
        return found.isEmpty() ? Result.healthy() : Result.unhealthy(String.join("; ", found));
    }
}
