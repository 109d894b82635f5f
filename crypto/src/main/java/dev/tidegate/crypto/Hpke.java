package dev.tidegate.crypto;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.TillId;
import java.nio.ByteBuffer;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;

/**
 * The sending half of HPKE, base mode, one message a context (RFC 9180), by Bouncy Castle; {@link HpkeRecipient} is the
 * other half.
 *
 * <p>Bouncy Castle's {@code HPKE} object may not be shared between threads: it says nothing, and now and then seals
 * what nobody can open. So each call here makes new objects, key parameters included.
 */
final class Hpke {
    private static final byte[] NO_AAD = new byte[0];

    private final Suite suite;
    private final short aead;

    Hpke(Suite suite) {
        this(suite, HPKE.aead_AES_GCM256);
    }

    Hpke(Suite suite, short aead) {
        this.suite = suite;
        this.aead = aead;
    }

    /** One sealed message. */
    static final class Sealed {
        final byte[] encapsulated;
        final byte[] ciphertext;

        Sealed(byte[] encapsulated, byte[] ciphertext) {
            this.encapsulated = encapsulated;
            this.ciphertext = ciphertext;
        }
    }

    AsymmetricCipherKeyPair ephemeral() {
        return hpke().generatePrivateKey();
    }

    /**
     * Seals.
     *
     * @param recipient the bare public key
     * @throws InvalidCipherTextException and unchecked kinds, when anything is wrong with a key
     */
    Sealed seal(byte[] recipient, byte[] info, byte[] plaintext, AsymmetricCipherKeyPair ephemeral)
            throws InvalidCipherTextException {
        HPKEContextWithEncapsulation context = sender(recipient, info, ephemeral);
        return new Sealed(context.getEncapsulation(), context.seal(NO_AAD, plaintext));
    }

    HPKEContextWithEncapsulation sender(byte[] recipient, byte[] info, AsymmetricCipherKeyPair ephemeral) {
        HPKE hpke = hpke();
        return hpke.setupBaseS(hpke.deserializePublicKey(recipient), info, ephemeral);
    }

    /**
     * What a seal is bound to: {@code label || version 1 || suite || till id || payment id || key id}; the label says
     * the purpose.
     */
    static byte[] info(Purpose purpose, int suite, TillId till, PaymentId payment, byte[] keyId) {
        byte[] label = Sha256.label(
                switch (purpose) {
                    case JOURNAL -> "tidegate/saf/v1";
                    case REQUEST -> "tidegate/ask/v1";
                });
        return ByteBuffer.allocate(label.length + 1 + 2 + 16 + 16 + 8)
                .put(label)
                .put((byte) 1)
                .putShort((short) suite)
                .put(RecordFrame.bytes(till.value()))
                .put(RecordFrame.bytes(payment.value()))
                .put(keyId)
                .array();
    }

    private HPKE hpke() {
        return new HPKE(HPKE.mode_base, suite.kem(), HPKE.kdf_HKDF_SHA256, aead);
    }
}
