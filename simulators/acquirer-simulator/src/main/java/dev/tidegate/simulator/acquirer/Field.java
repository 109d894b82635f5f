package dev.tidegate.simulator.acquirer;

/**
 * One row of the field table.
 *
 * @param number 2 to 128
 * @param max the length of a fixed field, the greatest length of another: digits, characters or bytes
 */
record Field(int number, FieldKind kind, int max, Secrecy secrecy) {
    Field {
        if (number < 2 || number > 128 || max < 1 || max > 999) {
            throw new IllegalArgumentException("not a row of a field table");
        }
    }

    boolean accepts(String value) {
        return kind.mayHold(value) && fits(kind.coding().units(value));
    }

    /** The field on the wire, as hex text; stars in a masked value stay stars. */
    String toHex(String value) {
        return kind.prefix(kind.coding().units(value)) + kind.coding().toHex(value);
    }

    /**
     * Reads the field.
     *
     * @throws MalformedFrameException when the bytes are not such a field
     */
    String fromHex(HexReader in) {
        try {
            int units = kind.isFixed() ? max : length(in.take(kind.prefixDigits()));
            if (!fits(units)) {
                throw new MalformedFrameException("has a length outside its limits");
            }
            String value = kind.coding().fromHex(in.take(kind.coding().hexDigits(units)), units);
            if (!accepts(value)) {
                throw new MalformedFrameException("holds what it may not hold");
            }
            return value;
        } catch (MalformedFrameException fault) {
            throw MalformedFrameException.inField(number, String.valueOf(fault.getMessage()));
        }
    }

    private boolean fits(int units) {
        return kind.isFixed() ? units == max : units >= 1 && units <= max;
    }

    private static int length(String digits) {
        if (!digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            throw new MalformedFrameException("has a length that is not decimal");
        }
        return Integer.parseInt(digits);
    }
}
