package dev.tidegate.simulator.card;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash of the books, SHA-1 in 20 bytes (EMV 4.4 Book 2, B3.1). */
final class Digest {
    static final int BYTES = 20;

    private Digest() {}

    static byte[] of(byte[]... parts) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(Bytes.join(parts));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-1", e);
        }
    }
}
