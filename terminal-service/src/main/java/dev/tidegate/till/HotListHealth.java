package dev.tidegate.till;

import com.codahale.metrics.health.HealthCheck;
import dev.tidegate.crypto.HotListKeeper;
import dev.tidegate.till.gateway.HotListWatch;

/**
 * Whether the till has the gateway's list of cards to refuse; a till that was never given one has none, and says so.
 */
final class HotListHealth extends HealthCheck {
    private final HotListKeeper keeper;
    private final HotListWatch watch;

    HotListHealth(HotListKeeper keeper, HotListWatch watch) {
        this.keeper = keeper;
        this.watch = watch;
    }

    @Override
    protected Result check() {
        return watch.last().isRefusal()
                ? Result.unhealthy("the gateway's hot list is refused: %s", watch.last())
                : Result.healthy("version %s", keeper.version());
    }
}
