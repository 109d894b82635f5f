package dev.tidegate.simulator.pinpad;

import java.math.BigInteger;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What the till asks for, one line of ASCII.
 *
 * <pre>
 * ENTER PLAINTEXT tries
 * ENTER ENCIPHERED tries modulus exponent challenge       the last three hexadecimal
 * ENTER ONLINE number                                     the card's, 12 to 19 digits
 * </pre>
 */
sealed interface PinRequest {
    /** What a card of 248 bytes of modulus takes, and room to spare. */
    int LINE_CHARACTERS_MAX = 2_048;

    /** The card has not said, or it does not check the PIN. */
    int TRIES_UNKNOWN = -1;

    /** How many the card leaves. */
    int tries();

    /**
     * The card checks it.
     *
     * @param key absent where the PIN goes to the card as it is
     */
    record ByCard(int tries, @Nullable CardKey key) implements PinRequest {}

    /** The issuer checks it; the number goes into the block. */
    record ByIssuer(String number) implements PinRequest {
        @Override
        public int tries() {
            return TRIES_UNKNOWN;
        }

        @Override
        public String toString() {
            return "ByIssuer[****]";
        }
    }

    /**
     * The card's key for PINs, and its unpredictable number.
     *
     * @param modulusBytes as many as the enciphered block has
     */
    record CardKey(BigInteger modulus, int modulusBytes, BigInteger exponent, String challenge) {}

    /** @throws IllegalArgumentException it is none of the three */
    static PinRequest of(String line) {
        String[] words = line.strip().split(" ");
        if (words.length < 3 || !words[0].equals("ENTER")) {
            throw new IllegalArgumentException("no request for a PIN");
        }
        if (words[1].equals("ONLINE") && words.length == 3 && words[2].matches("[0-9]{12,19}")) {
            return new ByIssuer(words[2]);
        }
        if (words[1].equals("PLAINTEXT") && words.length == 3) {
            return new ByCard(Integer.parseInt(words[2]), null);
        }
        if (!words[1].equals("ENCIPHERED") || words.length != 6 || words[5].length() != 16) {
            throw new IllegalArgumentException("no request for a PIN");
        }
        int bytes = HexFormat.of().parseHex(words[3]).length;
        String challenge = HexFormat.of().formatHex(HexFormat.of().parseHex(words[5]));
        return new ByCard(
                Integer.parseInt(words[2]),
                new CardKey(new BigInteger(words[3], 16), bytes, new BigInteger(words[4], 16), challenge));
    }
}
