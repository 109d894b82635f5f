package dev.tidegate.simulator.acquirer.wire;

/** Numbers as fields of digits. */
public final class Digits {
    private Digits() {}

    /** The number with zeros in front, to at least this width. */
    public static String padded(long number, int width) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
