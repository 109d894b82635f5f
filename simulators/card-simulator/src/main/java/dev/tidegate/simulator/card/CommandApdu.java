package dev.tidegate.simulator.card;

import java.util.Arrays;

/**
 * One command of the terminal in short form (ISO/IEC 7816-3, 12.1.3).
 *
 * <pre>
 * CLA INS P1 P2                      case 1
 * CLA INS P1 P2 Le                   case 2
 * CLA INS P1 P2 Lc content           case 3
 * CLA INS P1 P2 Lc content Le        case 4
 * </pre>
 *
 * Le is accepted wherever the length allows it and is not looked at: the answer is always given whole.
 */
final class CommandApdu {
    /** Four bytes of header, Lc, 255 bytes of content, Le: the short form has no room for more. */
    static final int BYTES_MAX = 261;

    private static final int HEADER = 4;

    private final byte[] bytes;

    /** @throws IllegalArgumentException not {@linkplain #isWellFormed well formed}: the caller asks first */
    CommandApdu(byte[] bytes) {
        if (!isWellFormed(bytes)) {
            throw new IllegalArgumentException("not a command APDU in short form");
        }
        this.bytes = bytes.clone();
    }

    static boolean isWellFormed(byte[] bytes) {
        if (bytes.length < HEADER || bytes.length > BYTES_MAX) {
            return false;
        }
        if (bytes.length <= HEADER + 1) {
            return true;
        }
        int content = bytes[HEADER] & 0xFF;
        int rest = bytes.length - HEADER - 1;
        return content > 0 && (rest == content || rest == content + 1);
    }

    int classByte() {
        return bytes[0] & 0xFF;
    }

    /** CLA and INS as one number, for example 80AE. */
    int instruction() {
        return classByte() << 8 | (bytes[1] & 0xFF);
    }

    int p1() {
        return bytes[2] & 0xFF;
    }

    int p2() {
        return bytes[3] & 0xFF;
    }

    /** P1 and P2 as one number, for example the tag of GET DATA. */
    int parameters() {
        return p1() << 8 | p2();
    }

    byte[] content() {
        return bytes.length <= HEADER + 1
                ? new byte[0]
                : Arrays.copyOfRange(bytes, HEADER + 1, HEADER + 1 + (bytes[HEADER] & 0xFF));
    }

    /** Le: how many bytes are expected, 256 for 00; 0 where there is none. */
    int expected() {
        int before = HEADER + (bytes.length <= HEADER + 1 ? 0 : 1 + (bytes[HEADER] & 0xFF));
        if (bytes.length <= before) {
            return 0;
        }
        int expected = bytes[bytes.length - 1] & 0xFF;
        return expected == 0 ? 256 : expected;
    }

    /** Header and Lc, as a script's MAC covers them. */
    byte[] header() {
        return Arrays.copyOf(bytes, Math.min(bytes.length, HEADER + 1));
    }
}
