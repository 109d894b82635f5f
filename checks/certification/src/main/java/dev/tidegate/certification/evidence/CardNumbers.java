package dev.tidegate.certification.evidence;

import java.util.regex.Pattern;

/**
 * Which digits may be a card's number (ISO/IEC 7812-1): how many, the check digit, and who gives such numbers. None
 * begins with 0, which is kept for the standards bodies themselves: zeros before others only fill a field.
 */
final class CardNumbers {
    static final int DIGITS_MIN = 13;
    static final int DIGITS_MAX = 19;

    /** Lengths and beginnings that the networks publish; others are judged by their check digit alone. */
    private static final Pattern ISSUED = Pattern.compile("4(\\d{12}|\\d{15}|\\d{18})"
            + "|(5[1-5]\\d\\d|222[1-9]|22[3-9]\\d|2[3-6]\\d\\d|27[01]\\d|2720)\\d{12}"
            + "|3[47]\\d{13}"
            + "|(30[0-5]\\d|36\\d\\d|3[89]\\d\\d)\\d{10}"
            + "|(6011|64[4-9]\\d|65\\d\\d|352[89]|35[3-8]\\d|81[0-6]\\d|817[01])\\d{12}"
            + "|62\\d{14,17}"
            + "|(50[0-9]\\d|5[6-8]\\d\\d|6[37]\\d\\d)\\d{12}");

    private CardNumbers() {}

    /** Whether so many digits with this check digit are a card's number, whoever gave it. */
    static boolean isOne(CharSequence digits) {
        return digits.length() >= DIGITS_MIN
                && digits.length() <= DIGITS_MAX
                && digits.charAt(0) != '0'
                && passesLuhn(digits);
    }

    /** Whether a network gives such numbers; for digits among others, where one window in ten passes the check. */
    static boolean isIssued(CharSequence digits) {
        return isOne(digits) && ISSUED.matcher(digits).matches();
    }

    /** Where in a run of digits an issued number begins; -1 where nowhere. */
    static int indexIn(CharSequence run) {
        for (int from = 0; from + DIGITS_MIN <= run.length(); from++) {
            for (int length = DIGITS_MIN; length <= DIGITS_MAX && from + length <= run.length(); length++) {
                if (isIssued(run.subSequence(from, from + length))) {
                    return from;
                }
            }
        }
        return -1;
    }

    // ISO/IEC 7812-1, annex B.
    private static boolean passesLuhn(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
