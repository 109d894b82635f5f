package dev.tidegate.simulator.hsm;

import dev.tidegate.simulator.hsm.Cipherer.Kind;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Message authentication codes. */
final class Codes {
    private Codes() {}

    /** ISO 9797-1 algorithm 3, padding 1 (zeros) or 2 (80, then zeros). */
    static byte[] retail(byte[] key, byte[] message, boolean marked) {
        RefusedException.unless(key.length == 16, RefusedException.Why.UNSUPPORTED);
        int blocks = marked ? message.length / 8 + 1 : Math.max(1, (message.length + 7) / 8);
        byte[] padded = Arrays.copyOf(message, 8 * blocks);
        if (marked) {
            padded[message.length] = (byte) 0x80;
        }
        byte[] left = Arrays.copyOf(key, 8);
        byte[] chain = new Cipherer(Kind.DES, left).encrypt(padded);
        byte[] last = Arrays.copyOfRange(chain, chain.length - 8, chain.length);
        byte[] middle = new Cipherer(Kind.DES, Arrays.copyOfRange(key, 8, 16)).decrypt(last);
        return new Cipherer(Kind.DES, left).encrypt(middle);
    }

    static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no HMAC-SHA256", e);
        }
    }
}
