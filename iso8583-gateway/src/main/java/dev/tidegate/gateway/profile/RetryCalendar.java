package dev.tidegate.gateway.profile;

import dev.tidegate.core.card.Brand;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How often the schemes let a declined card be asked again: dated rows, because schemes change their numbers on a day.
 * A scheme without a row allows nothing.
 */
public record RetryCalendar(List<Row> rows) {
    /**
     * One rule of a scheme, in force from a day on. A later row takes the place of an earlier one of its scheme over
     * the same span.
     *
     * @param attempts so many later attempts on one card
     * @param within in so long
     * @param never response codes after which there is none
     * @param neverAdvice words of the scheme's advice after which there is none
     * @param waits words of the scheme's advice that name the least wait
     */
    public record Row(
            Brand scheme,
            LocalDate from,
            int attempts,
            Duration within,
            Set<String> never,
            Set<String> neverAdvice,
            Map<String, Duration> waits) {
        public Row {
            never = Set.copyOf(never);
            neverAdvice = Set.copyOf(neverAdvice);
            waits = Map.copyOf(waits);
        }
    }

    public RetryCalendar {
        rows = rows.stream().sorted(Comparator.comparing(Row::from)).toList();
    }

    static RetryCalendar none() {
        return new RetryCalendar(List.of());
    }

    /** The rules of a scheme on a day, one for each span; empty where it allows nothing. */
    public List<Row> of(Brand scheme, LocalDate day) {
        Map<Duration, Row> newest = new HashMap<>();
        rows.stream()
                .filter(row -> row.scheme() == scheme && !row.from().isAfter(day))
                .forEach(row -> newest.put(row.within(), row));
        return List.copyOf(newest.values());
    }
}
