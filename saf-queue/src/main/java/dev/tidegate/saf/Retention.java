package dev.tidegate.saf;

import java.time.Duration;
import java.time.Period;

/**
 * How long the till keeps what it has no more use for.
 *
 * @param archive how long a record without its sealed body is kept after it was written, 1 to 120 months
 * @param finalBodies how long the sealed body of a payment with a final result may wait for others of its generation, 1
 *     to 24 hours: with a round each hour no such body is on the disk an hour later
 */
public record Retention(Period archive, Duration finalBodies) {
    private static final int MONTHS_MAX = 120;
    private static final Duration BODIES_MIN = Duration.ofHours(1);
    private static final Duration BODIES_MAX = Duration.ofHours(24);

    public Retention {
        long months = archive.toTotalMonths();
        if (months < 1 || months > MONTHS_MAX || archive.getDays() != 0) {
            throw new IllegalArgumentException("an archive is kept 1 to 120 months");
        }
        if (finalBodies.compareTo(BODIES_MIN) < 0 || finalBodies.compareTo(BODIES_MAX) > 0) {
            throw new IllegalArgumentException("a body that is not needed is kept 1 to 24 hours");
        }
    }

    /** Eighteen months, 24 hours. */
    public static Retention standard() {
        return new Retention(Period.ofMonths(18), BODIES_MAX);
    }
}
