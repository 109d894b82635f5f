package dev.tidegate.crypto;

import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Douglas Crockford's Base 32 for numbers of a fixed width, with its check symbol (the number modulo 37) at the end and
 * a hyphen after each four. A person may write small letters, blanks instead of hyphens or none, O for 0, I or L for 1.
 */
final class CrockfordBase32 {
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String CHECKS = DIGITS + "*~$=U";
    private static final int BITS = 5;
    private static final int GROUP = 4;

    private CrockfordBase32() {}

    /** The number in {@code digits} digits, its check symbol behind them. */
    static String write(BigInteger number, int digits) {
        StringBuilder text = new StringBuilder();
        for (int i = digits - 1; i >= 0; i--) {
            int value = number.shiftRight(i * BITS).intValue() & (DIGITS.length() - 1);
            text.append(DIGITS.charAt(value));
            if ((digits - i) % GROUP == 0) {
                text.append('-');
            }
        }
        return text.append(checkOf(number)).toString();
    }

    /** Without hyphens and blanks, in capitals. */
    static String plain(String text) {
        return text.replaceAll("[- \\t\\r\\n]", "").toUpperCase(Locale.ROOT);
    }

    /** The number that plain digits are; absent where one is no digit. */
    static @Nullable BigInteger read(String plain) {
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < plain.length(); i++) {
            int value = DIGITS.indexOf(meant(plain.charAt(i)));
            if (value < 0) {
                return null;
            }
            number = number.shiftLeft(BITS).or(BigInteger.valueOf(value));
        }
        return number;
    }

    static boolean checks(BigInteger number, char symbol) {
        char meant = meant(symbol);
        return meant == checkOf(number);
    }

    static boolean isCheck(char symbol) {
        return CHECKS.indexOf(meant(symbol)) >= 0;
    }

    private static char checkOf(BigInteger number) {
        return CHECKS.charAt(number.mod(BigInteger.valueOf(CHECKS.length())).intValue());
    }

    private static char meant(char c) {
        return switch (c) {
            case 'O' -> '0';
            case 'I', 'L' -> '1';
            default -> c;
        };
    }
}
