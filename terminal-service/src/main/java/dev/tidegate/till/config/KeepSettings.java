package dev.tidegate.till.config;

import dev.tidegate.saf.Retention;
import java.time.Duration;
import java.time.Period;

/**
 * How long the till keeps what it has no more use for.
 *
 * @param archiveMonths records without their sealed bodies, after they were written
 * @param finalBodiesHours sealed bodies of payments with a final result, beside others of the same hour
 */
public record KeepSettings(int archiveMonths, int finalBodiesHours) {
    public KeepSettings {
        Present.check(archiveMonths >= 1 && archiveMonths <= 120, "keep.archiveMonths is 1 to 120");
        Present.check(finalBodiesHours >= 1 && finalBodiesHours <= 24, "keep.finalBodiesHours is 1 to 24");
    }

    public Retention toRetention() {
        return new Retention(Period.ofMonths(archiveMonths), Duration.ofHours(finalBodiesHours));
    }
}
