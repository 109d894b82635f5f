package dev.tidegate.simulator.acquirer;

import java.util.Arrays;
import java.util.Optional;

/** Places where this process can be made to die. */
enum KillPoint {
    /** A message was read and judged, and nothing of it is on disk. */
    ACQUIRER_BEFORE_BOOKING,
    /** The booking is on disk, and nobody has been told. */
    ACQUIRER_AFTER_BOOKING;

    /** The name on the command line: acquirer-before-booking. */
    String optionName() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static Optional<KillPoint> named(String optionName) {
        return Arrays.stream(values())
                .filter(point -> point.optionName().equals(optionName))
                .findFirst();
    }
}
