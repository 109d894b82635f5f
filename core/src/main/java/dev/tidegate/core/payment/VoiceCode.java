package dev.tidegate.core.payment;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the issuer's centre said over the telephone when it approved a sale; sent as DE 38 of its advice.
 *
 * @param value one to six letters of A to Z and digits, not zeros alone: those stand for no code
 */
public record VoiceCode(String value) {
    /** DE 38 has six characters; a shorter code is filled up with blanks. */
    public static final int LENGTH_MAX = 6;

    private static final Pattern SHAPE = Pattern.compile("(?!0+$)[A-Z0-9]{1," + LENGTH_MAX + "}");

    public VoiceCode {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("a code has 1 to 6 letters and digits, and is not zeros alone");
        }
    }

    /**
     * As a person typed it: small letters are meant as great ones, blanks round it as nothing.
     *
     * @throws IllegalArgumentException it is no code; the caller asks again
     */
    public static VoiceCode typed(String text) {
        return new VoiceCode(text.strip().toUpperCase(Locale.ROOT));
    }
}
