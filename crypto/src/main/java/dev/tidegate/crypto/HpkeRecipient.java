package dev.tidegate.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The receiving half of HPKE, base mode, one message a context (RFC 9180, 4.1 and 5.1), over a private key that may be
 * anywhere: only the Diffie-Hellman result is asked for, the rest is done here. Bouncy Castle's half wants the private
 * key's bytes, which a token does not give. Safe to use from several threads.
 */
final class HpkeRecipient {
    /** RFC 9180, 7.3; the length of its key is 16 bytes times the number. */
    static final int AES_256_GCM = 2;

    private static final byte[] VERSION = Sha256.label("HPKE-v1");
    private static final byte[] NO_SALT = new byte[Sha256.BYTES];
    private static final byte[] NOTHING = new byte[0];
    private static final byte[] MODE_BASE = {0};
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Suite suite;
    private final byte[] kemId;
    private final byte[] suiteId;
    private final byte[] noPskHash;
    private final int keyBytes;

    /** The Diffie-Hellman result of one private key and a public one. */
    @FunctionalInterface
    interface Agreement {
        /**
         * @param point a checked public key
         * @return the shared secret, 32 bytes, the caller's own to wipe
         * @throws Rejection the key is of small order
         * @throws KeyUnavailableException the private key cannot be used now
         */
        byte[] with(byte[] point);
    }

    HpkeRecipient(Suite suite) {
        this(suite, AES_256_GCM);
    }

    HpkeRecipient(Suite suite, int aead) {
        this.suite = suite;
        this.kemId = bytes("KEM", suite.kem());
        this.suiteId = bytes("HPKE", suite.kem(), 1, aead);
        this.noPskHash = extract(suiteId, NO_SALT, "psk_id_hash", NOTHING);
        this.keyBytes = 16 * aead;
    }

    /**
     * Opens a message.
     *
     * @param point the recipient's public key
     * @param sealed any bytes
     * @return the caller's own array, to wipe
     * @throws Rejection OPEN_FAILED, whatever is wrong with what came
     * @throws KeyUnavailableException the private key cannot be used now
     */
    byte[] open(Agreement agreement, byte[] point, byte[] info, byte[] aad, Hpke.Sealed sealed) {
        if (!suite.isPoint(sealed.encapsulated)) {
            throw new Rejection("OPEN_FAILED");
        }
        byte[] secret = agreement.with(sealed.encapsulated);
        byte[] early = extract(kemId, NO_SALT, "eae_prk", secret);
        byte[] shared = expand(kemId, early, "shared_secret", join(sealed.encapsulated, point), Sha256.BYTES);
        byte[] context = join(MODE_BASE, noPskHash, extract(suiteId, NO_SALT, "info_hash", info));
        byte[] schedule = extract(suiteId, shared, "secret", NOTHING);
        byte[] key = expand(suiteId, schedule, "key", context, keyBytes);
        byte[] nonce = expand(suiteId, schedule, "base_nonce", context, NONCE_BYTES);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(aad);
            return cipher.doFinal(sealed.ciphertext);
        } catch (GeneralSecurityException e) {
            throw new Rejection("OPEN_FAILED");
        } finally {
            Wipe.all(secret, early, shared, schedule, key, nonce);
        }
    }

    private static byte[] extract(byte[] suite, byte[] salt, String label, byte[] material) {
        return Sha256.mac(salt, VERSION, suite, Sha256.label(label), material);
    }

    private static byte[] expand(byte[] suite, byte[] secret, String label, byte[] info, int length) {
        byte[] size = {(byte) (length >>> 8), (byte) length};
        return Sha256.expand(secret, join(size, VERSION, suite, Sha256.label(label), info), length);
    }

    private static byte[] bytes(String label, int... numbers) {
        ByteBuffer out =
                ByteBuffer.allocate(label.length() + 2 * numbers.length).put(Sha256.label(label));
        for (int number : numbers) {
            out.putShort((short) number);
        }
        return out.array();
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer whole = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            whole.put(part);
        }
        return whole.array();
    }
}
