package dev.tidegate.gateway.profile;

import dev.tidegate.core.card.Brand;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * How often a declined sale may be asked again, as each scheme says from a day on.
 *
 * @param limits in the order of the file
 */
public record Reattempts(List<Limit> limits) {
    /**
     * One limit of a scheme.
     *
     * @param from the first day
     * @param max so many attempts
     * @param within in so long a time
     */
    public record Limit(Brand scheme, LocalDate from, int max, Duration within) {}

    public Reattempts {
        limits = List.copyOf(limits);
    }

    /** The limits of a scheme on a day: for each span the one that began last. */
    public List<Limit> of(Brand scheme, LocalDate day) {
        List<Limit> found = new ArrayList<>();
        for (Limit limit : limits) {
            if (limit.scheme == scheme && !day.isBefore(limit.from)) {
                found.removeIf(other -> other.within.equals(limit.within) && !other.from.isAfter(limit.from));
                if (found.stream().noneMatch(other -> other.within.equals(limit.within))) {
                    found.add(limit);
                }
            }
        }
        return List.copyOf(found);
    }

    static Reattempts read(Section top, String key) {
        if (top.isNone(key)) {
            return new Reattempts(List.of());
        }
        List<Limit> limits = new ArrayList<>();
        for (Section s : top.sections(key)) {
            limits.add(new Limit(
                    s.word("scheme", Brand.class), s.day("from"), s.number("max", 0, 1000), s.span("within")));
            s.end();
        }
        return new Reattempts(limits);
    }
}
