package dev.tidegate.till;

import com.codahale.metrics.health.HealthCheck;
import dev.tidegate.till.store.Audit;

/** Whether the audit of managers' words is as it was written. */
final class AuditHealth extends HealthCheck {
    private final Audit audit;

    AuditHealth(Audit audit) {
        this.audit = audit;
    }

    @Override
    protected Result check() {
        long broken = audit.firstBroken();
        return broken == 0
                ? Result.healthy()
                : Result.unhealthy("row " + broken + " of the audit in shop.db is not what was written");
    }
}
