package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
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
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.junit.jupiter.api.Test;

/** Whole files of hostile cases, each against what the product calls or, for key wrap, what it would have to. */
final class WycheproofTest {
    @Test
    void keyWrap_everyCase_agrees() {
        int compared = 0;

        for (Vectors.Case each : Vectors.wycheproof("aes_kwp_test.json").toList()) {
            assertThat(unwraps(each)).as(each.name()).isEqualTo(each.valid());
            compared++;
        }

        Vectors.compared("wycheproof/aes_kwp_test.json", compared);
        assertThat(compared).isEqualTo(254);
    }

    /** Both agreements: that of the sender, which is Bouncy Castle's, and that of a recipient with the JDK's. */
    @Test
    void agreement_everyCase_agrees() {
        int compared = 0;

        for (Vectors.Case each :
                Vectors.wycheproof("ecdh_secp256r1_ecpoint_test.json").toList()) {
            assertThat(agreesInJdk(each)).as(each.name()).isEqualTo(expected(each));
            assertThat(agreesInBouncyCastle(each)).as(each.name()).isEqualTo(expected(each));
            compared++;
        }

        Vectors.compared("wycheproof/ecdh_secp256r1_ecpoint_test.json", compared);
        assertThat(compared).isEqualTo(355);
    }

    // HPKE sends points uncompressed alone (RFC 9180, 7.1.1), so a valid compressed one is refused as well.
    private static boolean expected(Vectors.Case each) {
        return each.valid() && each.bytes("public").length == 65;
    }

    private static boolean unwraps(Vectors.Case each) {
        try {
            Cipher cipher = Cipher.getInstance("AES/KWP/NoPadding", "SunJCE");
            SecretKeySpec key = new SecretKeySpec(each.bytes("key"), "AES");
            cipher.init(Cipher.UNWRAP_MODE, key);
            byte[] opened =
                    cipher.unwrap(each.bytes("ct"), "AES", Cipher.SECRET_KEY).getEncoded();
            cipher.init(Cipher.WRAP_MODE, key);
            byte[] wrapped = cipher.wrap(new SecretKeySpec(each.bytes("msg"), "AES"));
            return Arrays.equals(opened, each.bytes("msg")) && Arrays.equals(wrapped, each.bytes("ct"));
        } catch (GeneralSecurityException | IllegalArgumentException refused) {
            return false;
        }
    }

    private static boolean agreesInBouncyCastle(Vectors.Case each) {
        try {
            HPKE hpke = new HPKE(HPKE.mode_base, HPKE.kem_P256_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
            ECPublicKeyParameters point = (ECPublicKeyParameters) hpke.deserializePublicKey(each.bytes("public"));
            ECDHBasicAgreement agreement = new ECDHBasicAgreement();
            agreement.init(new ECPrivateKeyParameters(new BigInteger(1, each.bytes("private")), point.getParameters()));
            byte[] shared = to32(agreement.calculateAgreement(point));
            return Arrays.equals(shared, each.bytes("shared"));
        } catch (RuntimeException refused) {
            return false;
        }
    }

    private static boolean agreesInJdk(Vectors.Case each) {
        byte[] encoded = each.bytes("public");
        if (encoded.length != 65 || encoded[0] != 4) {
            return false;
        }
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
            KeyFactory factory = KeyFactory.getInstance("EC");
            ECPoint at = new ECPoint(
                    new BigInteger(1, Arrays.copyOfRange(encoded, 1, 33)),
                    new BigInteger(1, Arrays.copyOfRange(encoded, 33, 65)));
            PublicKey point = factory.generatePublic(new ECPublicKeySpec(at, curve));
            PrivateKey scalar =
                    factory.generatePrivate(new ECPrivateKeySpec(new BigInteger(1, each.bytes("private")), curve));
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(scalar);
            agreement.doPhase(point, true);
            return Arrays.equals(agreement.generateSecret(), each.bytes("shared"));
        } catch (GeneralSecurityException refused) {
            return false;
        }
    }

    private static byte[] to32(BigInteger value) {
        byte[] out = new byte[32];
        byte[] magnitude = value.toByteArray();
        int length = Math.min(32, magnitude.length);
        System.arraycopy(magnitude, magnitude.length - length, out, 32 - length, length);
        return out;
    }
}
