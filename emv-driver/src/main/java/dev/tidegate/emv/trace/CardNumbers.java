package dev.tidegate.emv.trace;

import dev.tidegate.emv.data.Slice;

/** The last defence: digits that may be a card number, packed or as text, wherever they stand. */
final class CardNumbers {
    private static final int DIGITS_MIN = 13;
    private static final int DIGITS_MAX = 19;

    private CardNumbers() {}

    /** Whether some 13 to 19 digits in a row pass the check of ISO/IEC 7812-1, Annex B. */
    static boolean mayBeIn(Slice value) {
        int[] packed = new int[2 * value.length()];
        int[] text = new int[value.length()];
        for (int i = 0; i < value.length(); i++) {
            packed[2 * i] = value.nibble(2 * i);
            packed[2 * i + 1] = value.nibble(2 * i + 1);
            text[i] = value.at(i) >= '0' && value.at(i) <= '9' ? value.at(i) - '0' : 0xF;
        }
        return mayBeIn(packed) || mayBeIn(text);
    }

    private static boolean mayBeIn(int[] digits) {
        for (int from = 0; from + DIGITS_MIN <= digits.length; from++) {
            for (int count = DIGITS_MIN; count <= DIGITS_MAX && from + count <= digits.length; count++) {
                if (digits[from] != 0 && passes(digits, from, count)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean passes(int[] digits, int from, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            int digit = digits[from + count - 1 - i];
            if (digit > 9) {
                return false;
            }
            int weighed = i % 2 == 0 ? digit : 2 * digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
