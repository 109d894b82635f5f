package dev.tidegate.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.math.ec.FixedPointUtil;
import org.jspecify.annotations.Nullable;

/**
 * Proves that the holder of a recipient key can open what was just sealed to it, by opening it from the sender's side:
 * the ephemeral private key and the recipient's public key give the same Diffie-Hellman result as the other halves.
 *
 * <p>Nothing of the sealing is believed. The encapsulated key is computed again from the ephemeral private key; the
 * Diffie-Hellman result is computed by another algorithm than the sender's (P-256: a comb over a table of the
 * recipient's point, which is fixed for its period; X25519: the JDK); and the rest is {@link HpkeRecipient}, the very
 * code of the gateway, with the JDK's AES. docs/decisions.md has the alternatives, measured.
 *
 * <p>Safe to use from several threads; made once for a recipient key, as the table takes some milliseconds.
 */
final class SealProof {
    private static final X9ECParameters P256 = CustomNamedCurves.getByName("P-256");
    private static final byte[] NO_AAD = new byte[0];

    private final Suite suite;
    private final byte[] point;
    private final HpkeRecipient recipient;
    private final @Nullable ECPoint table;

    SealProof(RecipientKey key) {
        this(key.algorithms(), key.point());
    }

    SealProof(Suite suite, byte[] point) {
        this.suite = suite;
        this.point = point;
        this.recipient = new HpkeRecipient(suite);
        this.table = suite == Suite.P256 ? P256.getCurve().decodePoint(point) : null;
        if (table != null) {
            FixedPointUtil.precompute(table);
        }
    }

    boolean isFor(RecipientKey other) {
        return suite == other.algorithms() && Arrays.equals(point, other.point());
    }

    /**
     * Whether the message opens and holds the plaintext.
     *
     * @throws RuntimeException of many kinds, where a key or a point is not what it should be; it does not open then
     */
    boolean holds(AsymmetricCipherKeyPair ephemeral, byte[] info, byte[] plaintext, Hpke.Sealed sealed) {
        byte[] secret = table == null ? x25519(ephemeral, sealed) : p256(ephemeral, sealed, table);
        byte[] opened = recipient.open(same -> secret, point, info, NO_AAD, sealed);
        try {
            return MessageDigest.isEqual(opened, plaintext);
        } finally {
            Wipe.all(opened);
        }
    }

    private static byte[] p256(AsymmetricCipherKeyPair ephemeral, Hpke.Sealed sealed, ECPoint table) {
        var scalar = ((ECPrivateKeyParameters) ephemeral.getPrivate()).getD();
        ECPoint encapsulated = new FixedPointCombMultiplier().multiply(P256.getG(), scalar);
        require(encapsulated.getEncoded(false), sealed);
        ECPoint shared = new FixedPointCombMultiplier().multiply(table, scalar);
        return shared.normalize().getAffineXCoord().getEncoded();
    }

    private byte[] x25519(AsymmetricCipherKeyPair ephemeral, Hpke.Sealed sealed) {
        byte[] scalar = ((X25519PrivateKeyParameters) ephemeral.getPrivate()).getEncoded();
        try {
            require(new X25519PrivateKeyParameters(scalar).generatePublicKey().getEncoded(), sealed);
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(KeyFactory.getInstance("X25519")
                    .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, scalar)));
            agreement.doPhase(suite.publicKey(point), true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("X25519 of the JDK cannot be used", e);
        } finally {
            Wipe.all(scalar);
        }
    }

    private static void require(byte[] encapsulated, Hpke.Sealed sealed) {
        if (!Arrays.equals(encapsulated, sealed.encapsulated)) {
            throw new IllegalStateException("the encapsulated key is not that of the ephemeral private key");
        }
    }
}
