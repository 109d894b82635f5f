package dev.tidegate.till;

import com.codahale.metrics.health.HealthCheck;
import dev.tidegate.till.ledger.LedgerWatch.Finding;
import java.util.function.Supplier;

/** Whether the live ledger is set up for durability, and says what archive and journal say. */
final class LedgerHealth extends HealthCheck {
    private final HealthCheck pragmas;
    private final Supplier<Finding> finding;

    LedgerHealth(HealthCheck pragmas, Supplier<Finding> finding) {
        this.pragmas = pragmas;
        this.finding = finding;
    }

    @Override
    protected Result check() {
        Result setUp = pragmas.execute();
        return switch (finding.get()) {
            case DIFFERENT -> Result.unhealthy("not what the journal says: stop the till, run rebuild-ledger");
            case SAME -> setUp;
            case NOT_YET -> setUp.isHealthy() ? Result.healthy("not compared yet") : setUp;
        };
    }
}
