package dev.tidegate.simulator.acquirer;

import java.util.regex.Pattern;

/**
 * An ISO 8583:1987 message type (MTI): version 0, class, function, origin (ISO 8583:1987, 4.1).
 *
 * @param digits four digits, the first of them 0
 */
record Mti(String digits) {
    private static final Pattern SHAPE = Pattern.compile("0[0-9]{3}");

    Mti {
        if (!SHAPE.matcher(digits).matches()) {
            throw new IllegalArgumentException("a message type of 1987 is a 0 and three digits");
        }
    }

    static boolean isShaped(String digits) {
        return SHAPE.matcher(digits).matches();
    }

    /** Whether this is an answer (xx1x, xx3x), which nobody may be answered for. */
    boolean isAnswer() {
        return (digits.charAt(2) - '0') % 2 == 1;
    }

    /** Whether the sender says that it sent this before (xxx1, xxx3, xxx5). */
    boolean isRepeat() {
        return (digits.charAt(3) - '0') % 2 == 1;
    }

    /** The type the first sending of this message had: 0220 for 0221. */
    Mti first() {
        return isRepeat() ? new Mti(digits.substring(0, 3) + (char) (digits.charAt(3) - 1)) : this;
    }

    /** The type of the answer: 0210 for 0200 and 0201, 0430 for 0421. */
    Mti answer() {
        if (isAnswer()) {
            throw new IllegalStateException("an answer is not answered");
        }
        return new Mti(digits.substring(0, 2) + (char) (digits.charAt(2) + 1) + "0");
    }
}
