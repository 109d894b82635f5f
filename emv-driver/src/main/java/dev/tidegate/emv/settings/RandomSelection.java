package dev.tidegate.emv.settings;

/**
 * How many sales below the floor limit go online by chance (EMV 4.4 Book 3, 10.6.2): the target percentage below the
 * threshold, more and more above it, up to the highest percentage at the floor limit.
 *
 * @param thresholdMinor in minor units
 * @param targetPercent 0 to 99
 * @param maximumPercent 0 to 99, not below the target
 */
public record RandomSelection(long thresholdMinor, int targetPercent, int maximumPercent) {
    public RandomSelection {
        if (thresholdMinor < 0) {
            throw new IllegalArgumentException("a threshold is not negative");
        }
        if (targetPercent < 0 || maximumPercent > 99 || targetPercent > maximumPercent) {
            throw new IllegalArgumentException("percentages are 0 to 99, the target not above the highest");
        }
    }

    /** No sale goes online by chance. */
    public static RandomSelection none() {
        return new RandomSelection(0, 0, 0);
    }
}
