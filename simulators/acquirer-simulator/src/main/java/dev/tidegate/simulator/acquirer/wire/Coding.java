package dev.tidegate.simulator.acquirer.wire;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** How the content of a field becomes bytes, written here as hex text. */
enum Coding {
    /** Two digits to the byte, a 0 nibble in front when their number is odd. */
    BCD {
        @Override
        int units(String value) {
            return value.length();
        }

        @Override
        int hexDigits(int units) {
            return units + units % 2;
        }

        @Override
        String toHex(String value) {
            return value.length() % 2 == 0 ? value : "0" + value;
        }

        @Override
        String fromHex(String hex, int units) {
            if (units % 2 == 1 && hex.charAt(0) != '0') {
                throw new MalformedFrameException("has a pad nibble that is not 0");
            }
            return hex.substring(hex.length() - units);
        }
    },

    /** One character to the byte. */
    ASCII {
        @Override
        int units(String value) {
            return value.length();
        }

        @Override
        int hexDigits(int units) {
            return 2 * units;
        }

        @Override
        String toHex(String value) {
            return HexFormat.of().withUpperCase().formatHex(value.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        String fromHex(String hex, int units) {
            return new String(HexFormat.of().parseHex(hex), StandardCharsets.US_ASCII);
        }
    },

    /** A sign as a character, then packed digits. */
    SIGN_AND_BCD {
        @Override
        int units(String value) {
            return value.length();
        }

        @Override
        int hexDigits(int units) {
            return 2 + BCD.hexDigits(units - 1);
        }

        @Override
        String toHex(String value) {
            return ASCII.toHex(value.substring(0, 1)) + BCD.toHex(value.substring(1));
        }

        @Override
        String fromHex(String hex, int units) {
            return ASCII.fromHex(hex.substring(0, 2), 1) + BCD.fromHex(hex.substring(2), units - 1);
        }
    },

    /** Bytes as they are; the value is their hex text. */
    BINARY {
        @Override
        int units(String value) {
            return value.length() / 2;
        }

        @Override
        int hexDigits(int units) {
            return 2 * units;
        }

        @Override
        String toHex(String value) {
            return value;
        }

        @Override
        String fromHex(String hex, int units) {
            return hex;
        }
    };

    /** What the length of the field counts: digits, characters or bytes. */
    abstract int units(String value);

    abstract int hexDigits(int units);

    abstract String toHex(String value);

    /**
     * Reads {@code units} units.
     *
     * @throws MalformedFrameException when the padding is wrong
     */
    abstract String fromHex(String hex, int units);
}
