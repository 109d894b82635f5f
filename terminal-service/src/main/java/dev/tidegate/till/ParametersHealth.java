package dev.tidegate.till;

import com.codahale.metrics.health.HealthCheck;
import dev.tidegate.crypto.ParametersKeeper;
import dev.tidegate.crypto.TillParameters;
import dev.tidegate.till.config.AcquirerWord;
import dev.tidegate.till.config.TillSettings;
import dev.tidegate.till.gateway.ParametersWatch;
import java.util.List;

/**
 * Whether the till knows what its merchant and acquirer allow, how old that is, and whether its settings go with it.
 */
final class ParametersHealth extends HealthCheck {
    private final TillSettings settings;
    private final ParametersKeeper keeper;
    private final ParametersWatch watch;

    ParametersHealth(TillSettings settings, ParametersKeeper keeper, ParametersWatch watch) {
        this.settings = settings;
        this.keeper = keeper;
        this.watch = watch;
    }

    @Override
    protected Result check() {
        if (watch.last().isRefusal()) {
            return Result.unhealthy("the gateway's parameters are refused: %s", watch.last());
        }
        TillParameters said = keeper.current();
        List<String> troubles = AcquirerWord.troubles(settings, said);
        if (said == null || !troubles.isEmpty()) {
            return Result.unhealthy(String.join("; ", troubles));
        }
        return Result.healthy(
                "version %s of %s, confirmed %s",
                said.version(), said.issuedAt(), watch.confirmedAt() == null ? "never yet" : watch.confirmedAt());
    }
}
