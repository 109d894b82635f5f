package dev.tidegate.till;

import com.codahale.metrics.health.HealthCheck;
import dev.tidegate.crypto.CertificateLife;
import java.time.InstantSource;

/** Whether the till's certificate lasts: without it the till sells offline until its limits are reached. */
final class ExpiryHealth extends HealthCheck {
    private final CertificateKeeper keeper;
    private final InstantSource clock;

    ExpiryHealth(CertificateKeeper keeper, InstantSource clock) {
        this.keeper = keeper;
        this.clock = clock;
    }

    @Override
    protected Result check() {
        CertificateLife life = keeper.life();
        long left = life.daysLeft(clock.instant());
        return switch (life.alarm(clock.instant())) {
            case NONE, DAYS_30, DAYS_14 -> Result.healthy("%d days", left);
            case DAYS_3, EXPIRED -> Result.unhealthy("the certificate ends in %d days", left);
        };
    }
}
