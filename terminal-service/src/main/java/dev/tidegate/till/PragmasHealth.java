package dev.tidegate.till;

import com.codahale.metrics.health.HealthCheck;
import dev.tidegate.till.store.SqliteFile;
import java.util.Map;
import java.util.function.Supplier;

/** Whether a database is still set up so that what it says is written is on the disk. */
final class PragmasHealth extends HealthCheck {
    private final Supplier<Map<String, String>> pragmas;

    PragmasHealth(Supplier<Map<String, String>> pragmas) {
        this.pragmas = pragmas;
    }

    @Override
    protected Result check() {
        Map<String, String> told = pragmas.get();
        return told.equals(SqliteFile.pragmasWanted()) ? Result.healthy() : Result.unhealthy("settings: " + told);
    }
}
