package dev.tidegate.core.card;

import com.google.errorprone.annotations.RestrictedApi;
import java.util.Arrays;
import java.util.Locale;

/**
 * A primary account number (ISO/IEC 7812-1): 12 to 19 digits, the last a Luhn check digit.
 *
 * <p>The digits live in one array that {@link #wipe()} overwrites; they leave by {@link #digits()} alone, which the
 * compiler allows in few places. Equality is by identity: a number is not a key to look things up by.
 */
public final class Pan {
    /** Shortest number that ISO/IEC 7812-1 issues. */
    public static final int DIGITS_MIN = 12;
    /** Longest number that ISO/IEC 7812-1 allows. */
    public static final int DIGITS_MAX = 19;

    private final byte[] digits;
    private final MaskedPan masked;

    private Pan(byte[] owned) {
        this.digits = owned;
        int first = owned.length >= 4 ? number(owned, 0) : 0;
        this.masked = new MaskedPan(
                Brand.ofPrefix(first), String.format(Locale.ROOT, "%04d", number(owned, owned.length - 4)));
    }

    /**
     * Takes a copy of ASCII digits; the caller wipes its own array.
     *
     * @throws IllegalArgumentException not 12 to 19 digits, or the check digit is wrong; the message holds no digit;
     *     the caller refuses the card
     */
    public static Pan of(byte[] asciiDigits) {
        if (asciiDigits.length < DIGITS_MIN || asciiDigits.length > DIGITS_MAX) {
            throw new IllegalArgumentException("a card number has 12 to 19 digits, not " + asciiDigits.length);
        }
        for (byte c : asciiDigits) {
            if (c < '0' || c > '9') {
                throw new IllegalArgumentException("a card number has digits only");
            }
        }
        if (!passesLuhn(asciiDigits)) {
            throw new IllegalArgumentException("the check digit of the card number is wrong");
        }
        return new Pan(asciiDigits.clone());
    }

    /** What may be shown. */
    public MaskedPan masked() {
        return masked;
    }

    /**
     * The clear ASCII digits, a copy that the caller wipes.
     *
     * @throws IllegalStateException already wiped
     */
    @RestrictedApi(
            explanation =
                    "Clear card digits leave a Pan only to be sealed, packed into one message, or told a PIN pad.",
            allowedOnPath = ".*/(crypto/src/.*|core/src/test/.*|emv-driver/src/test/.*|emv/pin/.*|gateway/codec/.*)")
    public byte[] digits() {
        if (digits[0] == 0) {
            throw new IllegalStateException("the card number has been wiped");
        }
        return digits.clone();
    }

    /**
     * The same number, which its owner wipes by itself.
     *
     * @throws IllegalStateException already wiped
     */
    public Pan copy() {
        if (digits[0] == 0) {
            throw new IllegalStateException("the card number has been wiped");
        }
        return Pan.of(digits);
    }

    /** Overwrites the digits. What is masked stays. Harmless when repeated. */
    public void wipe() {
        Arrays.fill(digits, (byte) 0);
    }

    @Override
    public String toString() {
        return masked.toString();
    }

    // ISO/IEC 7812-1 Annex B: from the right, every second digit doubled, digits summed.
    private static boolean passesLuhn(byte[] ascii) {
        int sum = 0;
        for (int i = 0; i < ascii.length; i++) {
            int digit = ascii[ascii.length - 1 - i] - '0';
            int weighed = i % 2 == 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }

    private static int number(byte[] ascii, int from) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            value = value * 10 + (ascii[i] - '0');
        }
        return value;
    }
}
