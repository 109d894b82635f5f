package dev.tidegate.crypto;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A second HPKE recipient, of the JDK's primitives alone: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-GCM, base mode,
 * first message (RFC 9180, 4.1 and 5.1). Two libraries that agree are not one mistake seen twice.
 */
final class JdkRecipient {
    private static final byte[] KEM = {'K', 'E', 'M', 0x00, 0x10};

    private final byte[] point;
    private final byte[] suite;
    private final int keyBytes;
    private final ECParameterSpec curve;
    private final PrivateKey key;

    /** @param aead 1 = AES-128-GCM, 2 = AES-256-GCM */
    JdkRecipient(byte[] scalar, byte[] point, int aead) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        this.curve = parameters.getParameterSpec(ECParameterSpec.class);
        this.key = KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(new BigInteger(1, scalar), curve));
        this.point = point;
        this.suite = new byte[] {'H', 'P', 'K', 'E', 0x00, 0x10, 0x00, 0x01, 0x00, (byte) aead};
        this.keyBytes = 16 * aead;
    }

    byte[] open(byte[] info, byte[] aad, byte[] encapsulated, byte[] ciphertext) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(key);
        agreement.doPhase(publicKey(encapsulated), true);
        byte[] prk = extract(KEM, new byte[0], "eae_prk", agreement.generateSecret());
        byte[] shared = expand(KEM, prk, "shared_secret", join(encapsulated, point), 32);

        byte[] context = join(
                new byte[] {0},
                extract(suite, new byte[0], "psk_id_hash", new byte[0]),
                extract(suite, new byte[0], "info_hash", info));
        byte[] secret = extract(suite, shared, "secret", new byte[0]);
        byte[] contentKey = expand(suite, secret, "key", context, keyBytes);
        byte[] nonce = expand(suite, secret, "base_nonce", context, 12);

        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(contentKey, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(aad);
        return cipher.doFinal(ciphertext);
    }

    private PublicKey publicKey(byte[] uncompressed) throws GeneralSecurityException {
        ECPoint at = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(uncompressed, 1, 33)),
                new BigInteger(1, Arrays.copyOfRange(uncompressed, 33, 65)));
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(at, curve));
    }

    private static byte[] extract(byte[] suite, byte[] salt, String label, byte[] material)
            throws GeneralSecurityException {
        return mac(salt.length == 0 ? new byte[32] : salt, join(ascii("HPKE-v1"), suite, ascii(label), material));
    }

    private static byte[] expand(byte[] suite, byte[] prk, String label, byte[] info, int length)
            throws GeneralSecurityException {
        byte[] size = {0, (byte) length};
        byte[] block = mac(prk, join(size, ascii("HPKE-v1"), suite, ascii(label), info, new byte[] {1}));
        return Arrays.copyOf(block, length);
    }

    private static byte[] mac(byte[] key, byte[] content) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(content);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
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
