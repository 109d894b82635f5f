package dev.tidegate.emv.data;

import dev.tidegate.core.card.Octets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/** SHA-1, which the books have for signatures and for the TC hash value (EMV 4.4 Book 2, B3.1). */
public final class Sha1 {
    public static final int BYTES = 20;

    private Sha1() {}

    /** The hash over these, one after the other. */
    public static Octets of(List<Slice> parts) {
        MessageDigest digest = digest();
        for (Slice part : parts) {
            byte[] copy = part.copy();
            digest.update(copy);
            Arrays.fill(copy, (byte) 0);
        }
        return Octets.of(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
