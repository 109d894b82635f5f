package dev.tidegate.gateway;

import com.codahale.metrics.health.HealthCheck;
import dev.tidegate.gateway.capture.Acquirers;

/** Whether each acquirer can be asked. */
final class LinkCheck extends HealthCheck {
    private final Acquirers acquirers;

    LinkCheck(Acquirers acquirers) {
        this.acquirers = acquirers;
    }

    @Override
    protected Result check() {
        return acquirers.all().stream()
                .filter(acquirer -> !acquirer.link().isAnswering())
                .findFirst()
                .map(silent -> Result.unhealthy("acquirer %s is silent", silent.name()))
                .orElseGet(Result::healthy);
    }
}
