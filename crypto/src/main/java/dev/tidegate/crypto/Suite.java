package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.bouncycastle.crypto.hpke.HPKE;
import org.jspecify.annotations.Nullable;

/**
 * The algorithms of a sealed body (RFC 9180): a DHKEM with HKDF-SHA256, HKDF-SHA256, AES-256-GCM. The number goes into
 * records and bundles; one that is not here is refused.
 */
enum Suite {
    /** The one of tokens: PKCS #11 does ECDH on P-256. */
    P256(0x0001, HPKE.kem_P256_SHA256, "EC", "ECDH", "3059301306072A8648CE3D020106082A8648CE3D030107034200", 65),
    /** For gateways that keep their keys in a file. */
    X25519(0x0002, HPKE.kem_X25519_SHA256, "X25519", "X25519", "302A300506032B656E032100", 32);

    // SEC 2, 2.4.2: secp256r1.
    private static final BigInteger PRIME =
            new BigInteger("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF", 16);
    private static final BigInteger B =
            new BigInteger("5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B", 16);
    private static final BigInteger THREE = BigInteger.valueOf(3);

    private final int code;
    private final short kem;
    private final String keyAlgorithm;
    private final String agreement;
    // RFC 5480 and RFC 8410; DER has one way to say it.
    private final String spkiPrefix;
    private final int pointBytes;

    Suite(int code, short kem, String keyAlgorithm, String agreement, String spkiPrefix, int pointBytes) {
        this.code = code;
        this.kem = kem;
        this.keyAlgorithm = keyAlgorithm;
        this.agreement = agreement;
        this.spkiPrefix = spkiPrefix;
        this.pointBytes = pointBytes;
    }

    /** The suite of a number, absent where there is none. */
    static @Nullable Suite of(int code) {
        return code == P256.code ? P256 : code == X25519.code ? X25519 : null;
    }

    int code() {
        return code;
    }

    /** The KEM's number in RFC 9180, 7.1. */
    short kem() {
        return kem;
    }

    /** What {@code KeyFactory} and {@code KeyPairGenerator} call it. */
    String keyAlgorithm() {
        return keyAlgorithm;
    }

    /** What {@code KeyAgreement} calls it. */
    String agreement() {
        return agreement;
    }

    /** Bytes of a public key, which are those of an encapsulated one too. */
    int pointBytes() {
        return pointBytes;
    }

    /** Whether a SubjectPublicKeyInfo is a usable key of this suite. */
    boolean isKey(Octets spki) {
        return spki.startsWith(Octets.ofHex(spkiPrefix))
                && spki.length() == spkiPrefix.length() / 2 + pointBytes
                && isPoint(point(spki));
    }

    byte[] point(Octets spki) {
        return spki.slice(spkiPrefix.length() / 2, spki.length()).toByteArray();
    }

    /**
     * Whether bytes from outside are a public key that may meet a private one (SP 800-56A, 5.6.2.3.3): asked here, in
     * software, because a token answers a bad point with the same exception as a broken session. On X25519 any 32 bytes
     * are a key; those of small order show in the result (RFC 7748, 6.1).
     */
    boolean isPoint(byte[] point) {
        if (point.length != pointBytes) {
            return false;
        }
        if (this == X25519) {
            return true;
        }
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 33));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 33, 65));
        boolean inField = point[0] == 4 && x.compareTo(PRIME) < 0 && y.compareTo(PRIME) < 0;
        BigInteger curve = x.multiply(x).subtract(THREE).multiply(x).add(B);
        return inField && y.multiply(y).subtract(curve).mod(PRIME).signum() == 0;
    }

    /** The key of checked bytes; see {@link #isPoint}. */
    PublicKey publicKey(byte[] point) throws GeneralSecurityException {
        Octets spki = Octets.ofHex(spkiPrefix).plus(Octets.of(point));
        return KeyFactory.getInstance(keyAlgorithm).generatePublic(new X509EncodedKeySpec(spki.toByteArray()));
    }
}
