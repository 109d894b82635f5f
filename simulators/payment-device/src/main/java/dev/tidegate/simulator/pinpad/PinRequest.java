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
 * </pre>
 *
 * @param tries how many the card leaves; -1 where it has not said
 * @param key absent where the PIN goes to the card as it is
 */
record PinRequest(int tries, @Nullable CardKey key) {
    /** What a card of 248 bytes of modulus takes, and room to spare. */
    static final int LINE_CHARACTERS_MAX = 2_048;

    /**
     * The card's key for PINs, and its unpredictable number.
     *
     * @param modulusBytes as many as the enciphered block has
     */
    record CardKey(BigInteger modulus, int modulusBytes, BigInteger exponent, String challenge) {}

    /** @throws IllegalArgumentException it is none of the two */
    static PinRequest of(String line) {
        String[] words = line.strip().split(" ");
        if (words.length < 3 || !words[0].equals("ENTER")) {
            throw new IllegalArgumentException("no request for a PIN");
        }
        int tries = Integer.parseInt(words[2]);
        if (words[1].equals("PLAINTEXT") && words.length == 3) {
            return new PinRequest(tries, null);
        }
        if (!words[1].equals("ENCIPHERED") || words.length != 6 || words[5].length() != 16) {
            throw new IllegalArgumentException("no request for a PIN");
        }
        int bytes = HexFormat.of().parseHex(words[3]).length;
        String challenge = HexFormat.of().formatHex(HexFormat.of().parseHex(words[5]));
        return new PinRequest(
                tries, new CardKey(new BigInteger(words[3], 16), bytes, new BigInteger(words[4], 16), challenge));
    }
}
