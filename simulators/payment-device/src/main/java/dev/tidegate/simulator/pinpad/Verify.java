package dev.tidegate.simulator.pinpad;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The VERIFY command (EMV 4.4 Book 3, 6.5.12), with a PIN that is plain or enciphered for the card (Book 2, 7.2). */
final class Verify {
    /** Header byte, PIN block, challenge; what is left of the modulus is filled by chance. */
    private static final int FIXED_BYTES = 17;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Verify() {}

    static byte[] command(String pin, PinRequest.ByCard request) {
        String block = block(pin);
        PinRequest.@Nullable CardKey key = request.key();
        String data = key == null ? block : enciphered(block, key);
        String p2 = key == null ? "80" : "88";
        return HexFormat.of().parseHex("002000" + p2 + HexFormat.of().toHexDigits((byte) (data.length() / 2)) + data);
    }

    // 2, length, digits, filled with F to eight bytes.
    private static String block(String pin) {
        String filled = "2" + Integer.toHexString(pin.length()) + pin;
        return filled + "f".repeat(16 - filled.length());
    }

    private static String enciphered(String block, PinRequest.CardKey key) {
        byte[] chance = new byte[key.modulusBytes() - FIXED_BYTES];
        RANDOM.nextBytes(chance);
        String plain = "7f" + block + key.challenge() + HexFormat.of().formatHex(chance);
        String cipher =
                new BigInteger(plain, 16).modPow(key.exponent(), key.modulus()).toString(16);
        return "0".repeat(2 * key.modulusBytes() - cipher.length()) + cipher;
    }
}
