package dev.tidegate.gateway.batch;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** When a terminal's batch is closed by the clock, each day. */
public record CloseTime(LocalTime at, ZoneId zone) {
    /** The last time that it was due. */
    Instant last(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        Instant due = on(today);
        return due.isAfter(now) ? on(today.minusDays(1)) : due;
    }

    private Instant on(LocalDate day) {
        return day.atTime(at).atZone(zone).toInstant();
    }
}
