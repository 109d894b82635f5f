package dev.tidegate.crypto.payment;

import com.google.errorprone.annotations.RestrictedApi;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one key and what they are for. Cannot be printed; whoever holds it last closes it, which overwrites the
 * bytes. Equality is by identity.
 */
public final class PaymentKey implements AutoCloseable {
    private static final int DES_BYTES = 8;

    private final KeyAlgorithm algorithm;
    private final byte[] bytes;
    private final @Nullable TdesSwitch tdes;

    private PaymentKey(KeyAlgorithm algorithm, byte[] owned, @Nullable TdesSwitch tdes) {
        if (!algorithm.allows(owned.length)) {
            throw new IllegalArgumentException("no " + algorithm + " key has " + owned.length + " bytes");
        }
        this.algorithm = algorithm;
        this.bytes = owned;
        this.tdes = tdes;
    }

    /**
     * Copies the bytes; the caller wipes its own.
     *
     * @param bytes as many as the algorithm takes; parity bits of triple DES are not looked at
     * @param tdes asked where the algorithm is triple DES, at each use of the key and of what is derived from it
     * @throws IllegalArgumentException no key of the algorithm has this length
     * @throws TdesNotAllowedException triple DES is off
     */
    public static PaymentKey of(KeyAlgorithm algorithm, byte[] bytes, TdesSwitch tdes) {
        if (algorithm == KeyAlgorithm.TDES) {
            tdes.check();
        }
        return new PaymentKey(algorithm, bytes.clone(), algorithm == KeyAlgorithm.TDES ? tdes : null);
    }

    /** An AES key of 16, 24 or 32 bytes, copied. */
    public static PaymentKey aes(byte[] bytes) {
        return new PaymentKey(KeyAlgorithm.AES, bytes.clone(), null);
    }

    /** A triple DES key of 16 or 24 bytes, copied. */
    public static PaymentKey tdes(byte[] bytes, TdesSwitch tdes) {
        return of(KeyAlgorithm.TDES, bytes, tdes);
    }

    public KeyAlgorithm algorithm() {
        return algorithm;
    }

    /** How many bytes it has. */
    public int length() {
        return bytes.length;
    }

    /** The clear bytes, a copy that the caller wipes. */
    @RestrictedApi(
            explanation = "Clear key bytes leave a PaymentKey only into a cipher.",
            allowedOnPath = ".*/crypto/src/.*")
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * Whether this is a triple DES key of two equal halves, which enciphers as single DES does: its last two steps undo
     * each other.
     */
    public boolean isSingleDes() {
        byte[] halves = bytes();
        try {
            return algorithm == KeyAlgorithm.TDES
                    && halves.length == 2 * DES_BYTES
                    && Arrays.equals(halves, 0, DES_BYTES, halves, DES_BYTES, 2 * DES_BYTES);
        } finally {
            Arrays.fill(halves, (byte) 0);
        }
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "PaymentKey[" + algorithm + ", " + bytes.length + " bytes]";
    }

    /** A key that is not of triple DES; takes the array over. */
    static PaymentKey derived(KeyAlgorithm algorithm, byte[] owned) {
        return new PaymentKey(algorithm, owned, null);
    }

    /** A key of the same kind, asking the same switch; takes the array over. */
    PaymentKey sibling(byte[] owned) {
        return new PaymentKey(algorithm, owned, tdes);
    }

    /** A key of the same kind whose byte at {@code i} is changed by {@code mask}'s at {@code i} modulo its length. */
    PaymentKey masked(byte[] mask) {
        byte[] changed = bytes.clone();
        for (int i = 0; i < changed.length; i++) {
            changed[i] ^= mask[i % mask.length];
        }
        return sibling(changed);
    }

    /** Says that the key is being used now. */
    void use() {
        if (tdes != null) {
            tdes.count();
        }
    }
}
