package dev.tidegate.simulator.acquirer.wire;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Which fields follow: bit 1 is the highest bit of the first byte. Bit 1 says that a second bitmap follows for 65 to
 * 128; bit 65 would say so for a third, which 1987 messages do not have here.
 */
final class Bitmap {
    private static final int HEX_DIGITS = 16;
    private static final long FIRST_BIT = 1L << 63;

    private Bitmap() {}

    static String write(Set<Integer> numbers) {
        long primary = 0;
        long secondary = 0;
        for (int number : numbers) {
            if (number <= 64) {
                primary |= FIRST_BIT >>> (number - 1);
            } else {
                secondary |= FIRST_BIT >>> (number - 65);
            }
        }
        HexFormat hex = HexFormat.of().withUpperCase();
        return secondary == 0
                ? hex.toHexDigits(primary)
                : hex.toHexDigits(primary | FIRST_BIT) + hex.toHexDigits(secondary);
    }

    /**
     * Reads one or both bitmaps.
     *
     * @return the numbers in order
     * @throws MalformedFrameException when they end too early, or the second is there and empty
     */
    static List<Integer> read(HexReader in) {
        long primary = HexFormat.fromHexDigitsToLong(in.take(HEX_DIGITS));
        var numbers = new ArrayList<Integer>();
        collect(primary & ~FIRST_BIT, 1, numbers);
        if ((primary & FIRST_BIT) != 0) {
            long secondary = HexFormat.fromHexDigitsToLong(in.take(HEX_DIGITS));
            if (secondary == 0) {
                throw new MalformedFrameException("secondary bitmap is empty");
            }
            collect(secondary, 65, numbers);
        }
        return numbers;
    }

    private static void collect(long bits, int first, List<Integer> numbers) {
        for (int offset = 0; offset < 64; offset++) {
            if ((bits & FIRST_BIT >>> offset) != 0) {
                numbers.add(first + offset);
            }
        }
    }
}
