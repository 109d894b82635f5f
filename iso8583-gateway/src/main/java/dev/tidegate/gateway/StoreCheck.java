package dev.tidegate.gateway;

import com.codahale.metrics.health.HealthCheck;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.StoreBrokenException;

/** Whether the database can be read. */
final class StoreCheck extends HealthCheck {
    private final Store store;

    StoreCheck(Store store) {
        this.store = store;
    }

    @Override
    protected Result check() {
        try {
            return Result.healthy(
                    "%d tills", store.read(tables -> tables.tills().all()).size());
        } catch (StoreBrokenException e) {
            return Result.unhealthy("the database cannot be read");
        }
    }
}
