package dev.tidegate.simulator.acquirer.wire;

import java.util.regex.Pattern;

/**
 * A message type (MTI): version, class, function, origin (ISO 8583:1987, 4.1; ISO 8583:1993, 4.1.1).
 *
 * @param digits four digits; the first is 0 for 1987 and 1 for 1993
 */
public record Mti(String digits) {
    private static final Pattern SHAPE = Pattern.compile("[01][0-9]{3}");

    public Mti {
        if (!SHAPE.matcher(digits).matches()) {
            throw new IllegalArgumentException("a message type is a 0 or 1 and three digits");
        }
    }

    /** Whether these four characters are a message type of the version. */
    public static boolean isShaped(String digits, char version) {
        return SHAPE.matcher(digits).matches() && digits.charAt(0) == version;
    }

    /** Whether the message is of 1993; else it is of 1987. */
    public boolean is1993() {
        return digits.charAt(0) == '1';
    }

    /** The second digit: 1 authorisation, 2 financial, 3 upload, 4 reversal, 5 reconciliation, 8 network. */
    public char messageClass() {
        return digits.charAt(1);
    }

    /** Whether this tells of something done (xx2x), rather than asks. */
    public boolean isAdvice() {
        return digits.charAt(2) == '2';
    }

    /** Whether this is an answer (xx1x, xx3x), which nobody may be answered for. */
    public boolean isAnswer() {
        return (digits.charAt(2) - '0') % 2 == 1;
    }

    /** Whether the sender says that it sent this before (xxx1, xxx3, xxx5). */
    public boolean isRepeat() {
        return (digits.charAt(3) - '0') % 2 == 1;
    }

    /** The type the first sending of this message had: 0220 for 0221. */
    public Mti first() {
        return isRepeat() ? new Mti(digits.substring(0, 3) + (char) (digits.charAt(3) - 1)) : this;
    }

    /** The type of the answer: 0210 for 0200 and 0201, 0430 for 0421, 1814 for 1804. */
    public Mti answer() {
        if (isAnswer()) {
            throw new IllegalStateException("an answer is not answered");
        }
        return new Mti(digits.substring(0, 2)
                + (char) (digits.charAt(2) + 1)
                + first().digits().charAt(3));
    }
}
