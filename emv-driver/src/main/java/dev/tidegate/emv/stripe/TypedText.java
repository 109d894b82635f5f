package dev.tidegate.emv.stripe;

import dev.tidegate.core.card.Brand;
import dev.tidegate.core.card.Pan;
import java.util.Arrays;

/**
 * Whether a text that was typed is a card's: a reader that plays keyboard types tracks into whatever field has the
 * cursor, and people type card numbers. Such a text is refused before anybody keeps, shows or logs it. Nothing of it is
 * kept here either.
 *
 * <p>Recognised are tracks by their sentinels and separators, and numbers of 15 to 19 digits, single spaces and hyphens
 * between, that begin as a brand's and pass the check digit. Shorter numbers are left alone without a track round them:
 * bar codes have 13 and 14 digits, and every tenth would pass.
 */
public final class TypedText {
    private static final int NUMBER_DIGITS_MIN = 15;
    private static final int TRACK_DIGITS_MIN = 12;
    private static final int DIGITS_MAX = 19;
    private static final int EXPIRY_DIGITS = 4;

    private TypedText() {}

    /** Whether card data is in it, anywhere. */
    public static boolean holdsCard(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (isDigit(text, i) && !isDigit(text, i - 1) && (isTrack(text, i) || isNumber(text, i))) {
                return true;
            }
        }
        return false;
    }

    // Track 1: %B number ^ name ^ expiry.  Track 2: ; number = expiry, of the chip's: number D expiry.
    private static boolean isTrack(CharSequence text, int from) {
        int end = from;
        while (isDigit(text, end)) {
            end++;
        }
        int digits = end - from;
        if (digits < TRACK_DIGITS_MIN || digits > DIGITS_MAX || end == text.length()) {
            return false;
        }
        char separator = Character.toUpperCase(text.charAt(end));
        boolean named = separator == '^' && from > 0 && Character.toUpperCase(text.charAt(from - 1)) == 'B';
        boolean dated = (separator == '=' || separator == 'D') && hasDigits(text, end + 1, EXPIRY_DIGITS);
        return named || dated;
    }

    private static boolean isNumber(CharSequence text, int from) {
        byte[] digits = new byte[DIGITS_MAX];
        try {
            int count = 0;
            for (int at = from; isDigit(text, at) || isGap(text, at); at++) {
                if (isGap(text, at)) {
                    continue;
                }
                if (count == DIGITS_MAX) {
                    return false;
                }
                digits[count++] = (byte) text.charAt(at);
                // An expiry may follow behind a blank, so that each end of a run may be the number's.
                boolean ends = !isDigit(text, at + 1);
                if (ends && count >= NUMBER_DIGITS_MIN && isBrands(digits) && passes(Arrays.copyOf(digits, count))) {
                    return true;
                }
            }
            return false;
        } finally {
            Arrays.fill(digits, (byte) 0);
        }
    }

    // One sign between two digits, as on the card.
    private static boolean isGap(CharSequence text, int at) {
        return at < text.length()
                && (text.charAt(at) == ' ' || text.charAt(at) == '-')
                && isDigit(text, at - 1)
                && isDigit(text, at + 1);
    }

    private static boolean isBrands(byte[] digits) {
        int four = 0;
        for (int i = 0; i < 4; i++) {
            four = 10 * four + digits[i] - '0';
        }
        return Brand.ofPrefix(four) != Brand.OTHER;
    }

    private static boolean passes(byte[] digits) {
        try {
            Pan.of(digits).wipe();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        } finally {
            Arrays.fill(digits, (byte) 0);
        }
    }

    private static boolean hasDigits(CharSequence text, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (!isDigit(text, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(CharSequence text, int at) {
        return at >= 0 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
