package dev.tidegate.bench;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** The libraries' primitives with nothing of ours round them, over made-up keys. */
final class Bare {
    private static final int POINT_BYTES = 65;
    private static final int TAG_BITS = 128;

    private final KeyPair own;
    private final KeyPair other;
    private final byte[] point;
    private final ECPrivateKeyParameters ownScalar;
    private final ECPublicKeyParameters otherPoint;
    private final AsymmetricCipherKeyPair ephemeral;
    private final byte[] key = new byte[32];
    private final byte[] nonce = new byte[12];
    private final byte[] info = new byte[60];

    Bare() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        this.own = generator.generateKeyPair();
        this.other = generator.generateKeyPair();
        byte[] spki = ((ECPublicKey) other.getPublic()).getEncoded();
        this.point = Arrays.copyOfRange(spki, spki.length - POINT_BYTES, spki.length);
        ECDomainParameters curve = new ECDomainParameters(CustomNamedCurves.getByName("P-256"));
        this.ownScalar = new ECPrivateKeyParameters(((ECPrivateKey) own.getPrivate()).getS(), curve);
        this.otherPoint = new ECPublicKeyParameters(curve.getCurve().decodePoint(point), curve);
        this.ephemeral = new HPKE(HPKE.mode_base, HPKE.kem_P256_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256)
                .generatePrivateKey();
    }

    /** RFC 9180, base mode, with an ephemeral key of its own. */
    byte[] seal(byte[] plaintext) throws InvalidCipherTextException {
        HPKE hpke = new HPKE(HPKE.mode_base, HPKE.kem_P256_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
        return hpke.setupBaseS(hpke.deserializePublicKey(point), info).seal(new byte[0], plaintext);
    }

    /** The same again with an ephemeral key that is there: what a seal that is made twice pays for the second time. */
    byte[] sealAgain(byte[] plaintext) throws InvalidCipherTextException {
        HPKE hpke = new HPKE(HPKE.mode_base, HPKE.kem_P256_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
        return hpke.setupBaseS(hpke.deserializePublicKey(point), info, ephemeral)
                .seal(new byte[0], plaintext);
    }

    byte[] agreeJdk() throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH", "SunEC");
        agreement.init(own.getPrivate());
        agreement.doPhase(other.getPublic(), true);
        return agreement.generateSecret();
    }

    Object agreeBouncyCastle() {
        ECDHBasicAgreement agreement = new ECDHBasicAgreement();
        agreement.init(ownScalar);
        return agreement.calculateAgreement(otherPoint);
    }

    byte[] gcmJdk(byte[] plaintext) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, freshNonce()));
        return cipher.doFinal(plaintext);
    }

    byte[] gcmBouncyCastle(byte[] plaintext) throws InvalidCipherTextException {
        var cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
        cipher.init(true, new AEADParameters(new KeyParameter(key), TAG_BITS, freshNonce()));
        byte[] out = new byte[cipher.getOutputSize(plaintext.length)];
        int written = cipher.processBytes(plaintext, 0, plaintext.length, out, 0);
        cipher.doFinal(out, written);
        return out;
    }

    private byte[] freshNonce() {
        for (int i = 0; i < nonce.length; i++) {
            if (++nonce[i] != 0) {
                break;
            }
        }
        return nonce.clone();
    }
}
