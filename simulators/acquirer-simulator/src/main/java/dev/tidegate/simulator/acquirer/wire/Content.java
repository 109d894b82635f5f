package dev.tidegate.simulator.acquirer.wire;

import java.util.Arrays;
import java.util.regex.Pattern;

/** What a field may hold, by the letters of ISO 8583, and whether packed digits may carry it. */
enum Content {
    /** Digits. */
    N("n", "[0-9]+", true),
    /** Track 2; its separator is D when packed, and D or = when written as text. */
    Z("z", "[0-9]{1,19}[D=][0-9]+", true),
    /** A sign, C or D, and digits. */
    XN("xn", "[CD][0-9]+", true),
    AN("an", "[A-Za-z0-9 ]+", false),
    ANS("ans", "[ -~]+", false),
    /** Bytes; the value is their hex text. */
    B("b", "([0-9A-F]{2})+", false);

    private final String letters;
    private final Pattern pattern;
    private final boolean digits;

    Content(String letters, String pattern, boolean digits) {
        this.letters = letters;
        this.pattern = Pattern.compile(pattern);
        this.digits = digits;
    }

    static Content lettered(String letters) {
        return Arrays.stream(values())
                .filter(content -> content.letters.equals(letters))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no notation of ISO 8583: " + letters));
    }

    /** How such a field is written where digits are written so. */
    Coding coding(Coding ofDigits) {
        if (this == B) {
            return Coding.BINARY;
        }
        if (!digits || ofDigits == Coding.ASCII) {
            return Coding.ASCII;
        }
        return this == XN ? Coding.SIGN_AND_BCD : ofDigits;
    }

    boolean mayHold(String value, Coding coding) {
        return pattern.matcher(value).matches() && !(coding == Coding.BCD && value.indexOf('=') >= 0);
    }
}
