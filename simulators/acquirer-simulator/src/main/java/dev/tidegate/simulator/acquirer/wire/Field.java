package dev.tidegate.simulator.acquirer.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of a field table.
 *
 * @param number 2 to 128
 * @param lengthDigits digits of the length in front; 0 for a field of fixed length
 * @param max the length of a fixed field, the greatest length of another: digits, characters or bytes
 * @param ofDigits how the dialect writes digits, lengths among them
 */
record Field(int number, Content content, int lengthDigits, int max, Coding ofDigits) {
    private static final Pattern NOTATION = Pattern.compile("(n|z|xn|an|ans|b)(\\.\\.\\.|\\.\\.|)([0-9]{1,3})");

    Field {
        if (number < 2 || number > 128 || max < 1 || max > 999) {
            throw new IllegalArgumentException("not a row of a field table");
        }
    }

    /** A row as ISO 8583 writes it: n6 is fixed, n..19 has two digits of length in front, ans...999 three. */
    static Field of(int number, String notation, Coding ofDigits) {
        Matcher parts = NOTATION.matcher(notation);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no notation of ISO 8583: " + notation);
        }
        int lengthDigits = parts.group(2).length();
        return new Field(
                number, Content.lettered(parts.group(1)), lengthDigits, Integer.parseInt(parts.group(3)), ofDigits);
    }

    Secrecy secrecy() {
        return Secrecy.of(number);
    }

    boolean accepts(String value) {
        return content.mayHold(value, coding()) && fits(coding().units(value));
    }

    /** The field on the wire, as hex text; stars in a masked value stay stars. */
    String toHex(String value) {
        return (isFixed() ? "" : ofDigits.toHex(Digits.padded(coding().units(value), lengthDigits)))
                + coding().toHex(value);
    }

    /**
     * Reads the field.
     *
     * @throws MalformedFrameException when the bytes are not such a field
     */
    String fromHex(HexReader in) {
        try {
            int units = isFixed() ? max : length(in);
            if (!fits(units)) {
                throw new MalformedFrameException("has a length outside its limits");
            }
            String value = coding().fromHex(in.take(coding().hexDigits(units)), units);
            if (!accepts(value)) {
                throw new MalformedFrameException("holds what it may not hold");
            }
            return value;
        } catch (MalformedFrameException fault) {
            throw MalformedFrameException.inField(number, String.valueOf(fault.getMessage()));
        }
    }

    private boolean isFixed() {
        return lengthDigits == 0;
    }

    private Coding coding() {
        return content.coding(ofDigits);
    }

    private boolean fits(int units) {
        return isFixed() ? units == max : units >= 1 && units <= max;
    }

    private int length(HexReader in) {
        // Three packed digits of length stand in two bytes whose first nibble is 0, whatever pads the content.
        String digits = ofDigits.fromHex(in.take(ofDigits.hexDigits(lengthDigits)), lengthDigits);
        if (!digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            throw new MalformedFrameException("has a length that is not decimal");
        }
        return Integer.parseInt(digits);
    }
}
