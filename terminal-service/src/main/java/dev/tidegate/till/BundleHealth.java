package dev.tidegate.till;

import com.codahale.metrics.health.HealthCheck;
import dev.tidegate.crypto.BundleRefusedException;
import dev.tidegate.till.gateway.BundleWatch;
import dev.tidegate.till.gateway.Keyring;
import org.jspecify.annotations.Nullable;

/** Whether the till has a key to seal to, and the bundle that its gateway offers. */
final class BundleHealth extends HealthCheck {
    private final Keyring keys;
    private final BundleWatch watch;

    BundleHealth(Keyring keys, BundleWatch watch) {
        this.keys = keys;
        this.watch = watch;
    }

    @Override
    protected Result check() {
        if (keys.sealer().sealingTo().isEmpty()) {
            return Result.unhealthy("no recipient key is valid now: nothing can be sold");
        }
        BundleRefusedException.@Nullable Code refused = watch.refused();
        return refused == null
                ? Result.healthy("keys until %s", keys.keeper().get().notAfter())
                : Result.unhealthy("the gateway's bundle is refused: %s", refused);
    }
}
