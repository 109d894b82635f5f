package dev.tidegate.simulator.device;

import java.math.BigDecimal;
import java.util.Set;

/** Amounts as the protocol writes them, in major units. */
final class Money {
    private static final Set<String> WITHOUT_DECIMALS = Set.of("JPY", "KRW", "VND", "ISK", "CLP");
    private static final Set<String> OF_THREE = Set.of("KWD", "BHD", "OMR", "TND", "JOD");

    private Money() {}

    /** @throws ArithmeticException more decimals than the currency has, or too much */
    static long minor(BigDecimal major, String currency) {
        return major.movePointRight(decimals(currency)).longValueExact();
    }

    static BigDecimal major(long minor, String currency) {
        return BigDecimal.valueOf(minor, decimals(currency));
    }

    private static int decimals(String currency) {
        return WITHOUT_DECIMALS.contains(currency) ? 0 : OF_THREE.contains(currency) ? 3 : 2;
    }
}
