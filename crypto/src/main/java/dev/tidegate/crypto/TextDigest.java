package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** SHA-256 over texts, each behind its length, so that no two lists of texts are read as one. */
public final class TextDigest {
    private TextDigest() {}

    /** @return 32 bytes */
    public static Octets of(String... texts) {
        byte[][] parts = new byte[2 * texts.length][];
        for (int i = 0; i < texts.length; i++) {
            byte[] text = texts[i].getBytes(StandardCharsets.UTF_8);
            parts[2 * i] =
                    ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array();
            parts[2 * i + 1] = text;
        }
        byte[] digest = Sha256.of(parts);
        return Octets.of(digest, 0, digest.length);
    }
}
