package dev.tidegate.gateway;

import com.codahale.metrics.health.HealthCheck;
import dev.tidegate.crypto.GatewayKeys;
import dev.tidegate.crypto.KeyUnavailableException;

/** Whether the gateway's keys can be used. */
final class KeysCheck extends HealthCheck {
    private final GatewayKeys keys;

    KeysCheck(GatewayKeys keys) {
        this.keys = keys;
    }

    @Override
    protected Result check() {
        try {
            keys.check();
            return Result.healthy("%d recipient keys", keys.recipients().size());
        } catch (KeyUnavailableException e) {
            return Result.unhealthy("the keys cannot be used: %s", e.getMessage());
        }
    }
}
