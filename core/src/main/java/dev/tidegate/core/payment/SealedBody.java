package dev.tidegate.core.payment;

import dev.tidegate.core.card.Octets;

/**
 * Card data that only the gateway can open (HPKE, RFC 9180; a body of record v1).
 *
 * @param suite which algorithms, 1 = P-256, HKDF-SHA256, AES-256-GCM; 2 = the same with X25519
 * @param keyId which recipient key: the first 8 bytes of SHA-256 over its public key
 * @param encapsulated the sender's ephemeral public key: 65 bytes of suite 1, 32 bytes of suite 2
 * @param ciphertext padded, with its tag
 */
public record SealedBody(int suite, Octets keyId, Octets encapsulated, Octets ciphertext) {
    /** Far above the largest padded body; a longer one is a mistake or an attack. */
    public static final int CIPHERTEXT_BYTES_MAX = 8_192 + 16;

    public SealedBody {
        if (suite < 1 || suite > 0xFFFF || keyId.length() != 8) {
            throw new IllegalArgumentException("a sealed body names a suite and a key of 8 bytes");
        }
        if (encapsulated.isEmpty() || encapsulated.length() > 2_048 || ciphertext.length() > CIPHERTEXT_BYTES_MAX) {
            throw new IllegalArgumentException("a sealed body has an impossible size");
        }
    }
}
