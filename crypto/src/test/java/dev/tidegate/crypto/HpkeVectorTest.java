package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContext;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.junit.jupiter.api.Test;

/**
 * RFC 9180 Appendix A has no case of our suite: P-256 with HKDF-SHA256 comes with AES-128-GCM and ChaCha20Poly1305.
 * Those are compared whole; the step to AES-256-GCM is checked against a second, independent recipient made of the JDK
 * alone, which is itself compared with the AES-128-GCM case.
 */
final class HpkeVectorTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void context_baseModeCasesOfTheRfc_agree() throws InvalidCipherTextException {
        int compared = 0;

        for (JsonNode each : ofOurs()) {
            compared += compare(each);
        }

        Vectors.compared("RFC 9180 A, DHKEM(P-256, HKDF-SHA256) with HKDF-SHA256, base mode", compared);
        assertThat(compared).isEqualTo(2 * (1 + 6 * 2 + 3 * 2));
    }

    @Test
    void jdkRecipient_aes128CaseOfTheRfc_agrees() throws GeneralSecurityException {
        JsonNode rfc = ofOurs().getFirst();
        JsonNode first = rfc.get("encryptions").get(0);
        JdkRecipient recipient = new JdkRecipient(Vectors.hex(rfc, "skRm"), Vectors.hex(rfc, "pkRm"), 1);

        byte[] opened = recipient.open(
                Vectors.hex(rfc, "info"), Vectors.hex(first, "aad"), Vectors.hex(rfc, "enc"), Vectors.hex(first, "ct"));

        assertThat(opened).isEqualTo(Vectors.hex(first, "pt"));
    }

    @Test
    void jdkRecipient_whatOurSuiteSeals_opens() throws GeneralSecurityException, InvalidCipherTextException {
        JsonNode rfc = ofOurs().getFirst();
        JdkRecipient recipient = new JdkRecipient(Vectors.hex(rfc, "skRm"), Vectors.hex(rfc, "pkRm"), 2);
        Hpke hpke = new Hpke(Hpke.AES_256_GCM);
        byte[] info = Samples.ascii("tidegate");
        byte[] plaintext = Samples.bytes(256, 0x42).toByteArray();

        for (int i = 0; i < 50; i++) {
            Hpke.Sealed sealed = hpke.seal(Vectors.hex(rfc, "pkRm"), info, plaintext, hpke.ephemeral());
            assertThat(recipient.open(info, new byte[0], sealed.encapsulated, sealed.ciphertext))
                    .isEqualTo(plaintext);
        }
    }

    @Test
    void receiver_everyBadPointOfWycheproof_isRefused() {
        JsonNode rfc = ofOurs().getFirst();
        Hpke hpke = new Hpke(Hpke.AES_256_GCM);
        int refused = 0;

        for (Vectors.Case each :
                Vectors.wycheproof("ecdh_secp256r1_ecpoint_test.json").toList()) {
            byte[] point = each.bytes("public");
            if (!each.valid()) {
                assertThatThrownBy(() ->
                                hpke.receiver(Vectors.hex(rfc, "skRm"), Vectors.hex(rfc, "pkRm"), new byte[0], point))
                        .as(each.name())
                        .isInstanceOf(RuntimeException.class);
                refused++;
            }
        }

        Vectors.compared("wycheproof/ecdh_secp256r1_ecpoint_test.json, points that HPKE must refuse", refused);
        assertThat(refused).isEqualTo(24);
    }

    /** Base mode, DHKEM(P-256, HKDF-SHA256) and HKDF-SHA256: with AES-128-GCM, then with ChaCha20Poly1305. */
    private static List<JsonNode> ofOurs() {
        return Vectors.each(Vectors.read("hpke-rfc9180.json").get("vectors"))
                .filter(each -> each.get("mode").asInt() == HPKE.mode_base
                        && each.get("kem_id").asInt() == HPKE.kem_P256_SHA256
                        && each.get("kdf_id").asInt() == HPKE.kdf_HKDF_SHA256)
                .toList();
    }

    private static int compare(JsonNode rfc) throws InvalidCipherTextException {
        Hpke hpke = new Hpke((short) rfc.get("aead_id").asInt());
        byte[] info = Vectors.hex(rfc, "info");
        AsymmetricCipherKeyPair ephemeral = new HPKE(
                        HPKE.mode_base, HPKE.kem_P256_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM128)
                .deserializePrivateKey(Vectors.hex(rfc, "skEm"), Vectors.hex(rfc, "pkEm"));
        HPKEContextWithEncapsulation sender = hpke.sender(Vectors.hex(rfc, "pkRm"), info, ephemeral);
        HPKEContext receiver =
                hpke.receiver(Vectors.hex(rfc, "skRm"), Vectors.hex(rfc, "pkRm"), info, Vectors.hex(rfc, "enc"));
        assertThat(HEX.formatHex(sender.getEncapsulation()))
                .isEqualTo(rfc.get("enc").asText());
        int compared = 1;
        for (int sequence = 0; sequence <= 256; sequence++) {
            JsonNode known = at(rfc, sequence);
            byte[] plaintext = known == null ? new byte[0] : Vectors.hex(known, "pt");
            byte[] aad = known == null ? new byte[0] : Vectors.hex(known, "aad");
            byte[] sealed = sender.seal(aad, plaintext);
            byte[] opened = receiver.open(aad, sealed);
            if (known != null) {
                assertThat(sealed).isEqualTo(Vectors.hex(known, "ct"));
                assertThat(opened).isEqualTo(plaintext);
                compared += 2;
            }
        }
        for (JsonNode export : rfc.get("exports")) {
            byte[] context = Vectors.hex(export, "exporter_context");
            byte[] value = Vectors.hex(export, "exported_value");
            assertThat(sender.export(context, value.length)).isEqualTo(value);
            assertThat(receiver.export(context, value.length)).isEqualTo(value);
            compared += 2;
        }
        return compared;
    }

    private static @org.jspecify.annotations.Nullable JsonNode at(JsonNode rfc, int sequence) {
        return Vectors.each(rfc.get("encryptions"))
                .filter(each -> each.get("sequence").asInt() == sequence)
                .findFirst()
                .orElse(null);
    }
}
