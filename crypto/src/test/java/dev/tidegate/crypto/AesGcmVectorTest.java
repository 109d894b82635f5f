package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The cipher that {@link AesKey} asks for, as it is on this platform. */
final class AesGcmVectorTest {
    @Test
    void decrypt_everyWycheproofCase_agrees() throws GeneralSecurityException {
        List<Vectors.Case> cases = Vectors.wycheproof("aes_gcm_test.json").toList();

        for (Vectors.Case each : cases) {
            assertThat(opens(each)).as(each.name()).isEqualTo(each.valid());
        }

        Vectors.compared("wycheproof/aes_gcm_test.json", cases.size());
        assertThat(cases).hasSize(316);
    }

    private static boolean opens(Vectors.Case each) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        SecretKeySpec key = new SecretKeySpec(each.bytes("key"), "AES");
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(each.size("tagSize"), each.bytes("iv")));
        } catch (InvalidAlgorithmParameterException emptyNonce) {
            return false;
        }
        cipher.updateAAD(each.bytes("aad"));
        cipher.update(each.bytes("ct"));
        try {
            return Arrays.equals(cipher.doFinal(each.bytes("tag")), each.bytes("msg"));
        } catch (AEADBadTagException e) {
            return false;
        }
    }
}
