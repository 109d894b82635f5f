package dev.tidegate.gateway;

import com.codahale.metrics.health.HealthCheck;
import dev.tidegate.crypto.CertificateLife;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Whether the gateway's own certificate lasts: with it no till can connect. */
final class ExpiryCheck extends HealthCheck {
    private final Supplier<CertificateLife> life;
    private final InstantSource clock;

    ExpiryCheck(Supplier<CertificateLife> life, InstantSource clock) {
        this.life = life;
        this.clock = clock;
    }

    @Override
    protected Result check() {
        CertificateLife now = life.get();
        long left = now.daysLeft(clock.instant());
        return switch (now.alarm(clock.instant())) {
            case NONE, DAYS_30, DAYS_14 -> Result.healthy("%d days", left);
            case DAYS_3, EXPIRED -> Result.unhealthy("the certificate ends in %d days", left);
        };
    }
}
