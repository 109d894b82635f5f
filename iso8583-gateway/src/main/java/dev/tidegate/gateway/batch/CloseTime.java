package dev.tidegate.gateway.batch;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/** When a terminal's batch is closed by the clock, each day. */
public record CloseTime(LocalTime at, ZoneId zone) {
    /** The last time that it was due. */
    Instant last(Instant now) {
        var today = now.atZone(zone).toLocalDate().atTime(at).atZone(zone);
        return today.toInstant().isAfter(now) ? today.minusDays(1).toInstant() : today.toInstant();
    }
}
