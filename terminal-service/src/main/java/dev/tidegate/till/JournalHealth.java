package dev.tidegate.till;

import com.codahale.metrics.health.HealthCheck;
import dev.tidegate.saf.Inspected;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether the journal takes sales; where not, why. Of a long one, how far its old records are checked. */
final class JournalHealth extends HealthCheck {
    private final Supplier<@Nullable String> refusal;
    private final Supplier<@Nullable Inspected> inspected;

    JournalHealth(Supplier<@Nullable String> refusal, Supplier<@Nullable Inspected> inspected) {
        this.refusal = refusal;
        this.inspected = inspected;
    }

    @Override
    protected Result check() {
        String why = refusal.get();
        if (why != null) {
            return Result.unhealthy(why);
        }
        Inspected now = inspected.get();
        return now == null || now.over()
                ? Result.healthy()
                : Result.healthy("checked " + now.records() + " of " + now.recordsTotal() + " records");
    }
}
