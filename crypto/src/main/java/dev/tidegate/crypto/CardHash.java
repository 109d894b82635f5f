package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells cards apart without their numbers: HMAC-SHA-256 under a key that is made for one process and never leaves it.
 * Whoever has the values and not the key cannot try numbers. Safe to use from several threads.
 */
public final class CardHash {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    private CardHash(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * With a key of its own.
     *
     * @param random cannot be foreseen
     */
    public static CardHash fresh(RandomGenerator random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        try {
            return new CardHash(key);
        } finally {
            Wipe.all(key);
        }
    }

    /** The same for the same number, 32 bytes. */
    public Octets of(Pan pan) {
        byte[] digits = pan.digits();
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Octets.of(mac.doFinal(digits));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not there", e);
        } finally {
            Wipe.all(digits);
        }
    }
}
