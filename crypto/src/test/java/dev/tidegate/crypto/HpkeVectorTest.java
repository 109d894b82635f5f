package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.card.Octets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import javax.crypto.KeyAgreement;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * RFC 9180 Appendix A has no case of our suites: P-256 and X25519 with HKDF-SHA256 come with AES-128-GCM and
 * ChaCha20Poly1305. The sender is compared with those whole, the recipient with the AES-128-GCM ones; the step to
 * AES-256-GCM is checked by letting one library's sender meet the other's recipient.
 */
final class HpkeVectorTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] NO_AAD = new byte[0];

    @Test
    void sender_baseModeCasesOfTheRfc_agrees() throws InvalidCipherTextException {
        int compared = 0;

        for (JsonNode each : ofOurs()) {
            compared += compare(each);
        }

        Vectors.compared("RFC 9180 A, sender, DHKEM(P-256) and DHKEM(X25519), base mode", compared);
        assertThat(compared).isEqualTo(4 * (1 + 6 + 3));
    }

    @Test
    void recipient_aes128CasesOfTheRfc_agrees() {
        int compared = 0;

        for (JsonNode rfc : ofOurs()) {
            if (rfc.get("aead_id").asInt() == 1) {
                JsonNode first = rfc.get("encryptions").get(0);
                Hpke.Sealed sealed = new Hpke.Sealed(Vectors.hex(rfc, "enc"), Vectors.hex(first, "ct"));
                byte[] opened = new HpkeRecipient(suite(rfc), 1)
                        .open(
                                agreement(rfc),
                                Vectors.hex(rfc, "pkRm"),
                                Vectors.hex(rfc, "info"),
                                Vectors.hex(first, "aad"),
                                sealed);
                assertThat(opened).isEqualTo(Vectors.hex(first, "pt"));
                compared++;
            }
        }

        Vectors.compared("RFC 9180 A, recipient, first messages of the AES-128-GCM cases", compared);
        assertThat(compared).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Suite.class)
    void recipient_whatTheOtherLibrarySeals_opens(Suite suite) throws InvalidCipherTextException {
        KeyPair pair = MemoryVault.pair(suite);
        byte[] point = suite.point(Octets.of(pair.getPublic().getEncoded()));
        Hpke hpke = new Hpke(suite);
        SplittableRandom chance = new SplittableRandom(5);

        for (int i = 0; i < 200; i++) {
            byte[] info = new byte[chance.nextInt(100)];
            byte[] plaintext = new byte[chance.nextInt(2_000)];
            chance.nextBytes(info);
            chance.nextBytes(plaintext);
            Hpke.Sealed sealed = hpke.seal(point, info, plaintext, hpke.ephemeral());
            assertThat(new HpkeRecipient(suite).open(agreement(suite, pair.getPrivate()), point, info, NO_AAD, sealed))
                    .isEqualTo(plaintext);
        }
    }

    @Test
    void recipient_everyBadPointOfWycheproof_isRefusedBeforeTheKeyIsAsked() {
        int refused = 0;
        HpkeRecipient recipient = new HpkeRecipient(Suite.P256);
        HpkeRecipient.Agreement never = point -> {
            throw new AssertionError("the private key met a bad point");
        };

        for (Vectors.Case each :
                Vectors.wycheproof("ecdh_secp256r1_ecpoint_test.json").toList()) {
            if (!each.valid()) {
                Hpke.Sealed sealed = new Hpke.Sealed(each.bytes("public"), new byte[272]);
                assertThatThrownBy(() -> recipient.open(never, new byte[65], NO_AAD, NO_AAD, sealed))
                        .as(each.name())
                        .isInstanceOf(Rejection.class);
                refused++;
            }
        }

        Vectors.compared("Wycheproof ECDH P-256, points that must be refused", refused);
        assertThat(refused).isGreaterThan(10);
    }

    @Test
    void agreement_everyGoodPointOfWycheproof_givesTheSharedSecret() throws GeneralSecurityException {
        int compared = 0;

        for (Vectors.Case each :
                Vectors.wycheproof("ecdh_secp256r1_ecpoint_test.json").toList()) {
            byte[] point = each.bytes("public");
            if (each.valid() && Suite.P256.isPoint(point)) {
                PrivateKey key = p256(each.bytes("private"));
                assertThat(agreement(Suite.P256, key).with(point))
                        .as(each.name())
                        .isEqualTo(each.bytes("shared"));
                compared++;
            }
        }

        Vectors.compared("Wycheproof ECDH P-256, shared secrets", compared);
        assertThat(compared).isGreaterThan(200);
    }

    private static int compare(JsonNode rfc) throws InvalidCipherTextException {
        Suite suite = suite(rfc);
        Hpke hpke = new Hpke(suite, (short) rfc.get("aead_id").asInt());
        AsymmetricCipherKeyPair ephemeral = new HPKE(
                        HPKE.mode_base, suite.kem(), HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM128)
                .deserializePrivateKey(Vectors.hex(rfc, "skEm"), Vectors.hex(rfc, "pkEm"));
        HPKEContextWithEncapsulation sender =
                hpke.sender(Vectors.hex(rfc, "pkRm"), Vectors.hex(rfc, "info"), ephemeral);
        assertThat(HEX.formatHex(sender.getEncapsulation()))
                .isEqualTo(rfc.get("enc").asText());
        int compared = 1;
        for (int sequence = 0; sequence <= 256; sequence++) {
            JsonNode known = at(rfc, sequence);
            byte[] plaintext = known == null ? NO_AAD : Vectors.hex(known, "pt");
            byte[] aad = known == null ? NO_AAD : Vectors.hex(known, "aad");
            byte[] sealed = sender.seal(aad, plaintext);
            if (known != null) {
                assertThat(sealed).isEqualTo(Vectors.hex(known, "ct"));
                compared++;
            }
        }
        for (JsonNode export : rfc.get("exports")) {
            byte[] value = Vectors.hex(export, "exported_value");
            assertThat(sender.export(Vectors.hex(export, "exporter_context"), value.length))
                    .isEqualTo(value);
            compared++;
        }
        return compared;
    }

    /** Base mode of our two KEMs with HKDF-SHA256: two cases each, with AES-128-GCM and ChaCha20Poly1305. */
    private static List<JsonNode> ofOurs() {
        return Vectors.each(Vectors.read("hpke-rfc9180.json").get("vectors"))
                .filter(each -> each.get("mode").asInt() == HPKE.mode_base
                        && each.get("kdf_id").asInt() == HPKE.kdf_HKDF_SHA256
                        && each.get("aead_id").asInt() != 0xFFFF
                        && Arrays.stream(Suite.values())
                                .anyMatch(suite -> each.get("kem_id").asInt() == suite.kem()))
                .toList();
    }

    private static Suite suite(JsonNode rfc) {
        return rfc.get("kem_id").asInt() == Suite.P256.kem() ? Suite.P256 : Suite.X25519;
    }

    private static HpkeRecipient.Agreement agreement(JsonNode rfc) {
        byte[] scalar = Vectors.hex(rfc, "skRm");
        return suite(rfc) == Suite.P256
                ? agreement(Suite.P256, p256(scalar))
                : agreement(Suite.X25519, key("XDH", "302E020100300506032B656E04220420", scalar));
    }

    // RFC 5915 in PKCS #8, the scalar alone.
    private static PrivateKey p256(byte[] scalar) {
        byte[] fixed = new byte[32];
        int length = Math.min(32, scalar.length);
        System.arraycopy(scalar, scalar.length - length, fixed, 32 - length, length);
        return key("EC", "3041020100301306072A8648CE3D020106082A8648CE3D030107042730250201010420", fixed);
    }

    private static PrivateKey key(String algorithm, String prefix, byte[] scalar) {
        byte[] head = HEX.withUpperCase().parseHex(prefix);
        byte[] encoded = new byte[head.length + 32];
        System.arraycopy(head, 0, encoded, 0, head.length);
        System.arraycopy(scalar, 0, encoded, head.length, 32);
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HpkeRecipient.Agreement agreement(Suite suite, PrivateKey key) {
        return point -> {
            try {
                KeyAgreement agreement = KeyAgreement.getInstance(suite.agreement());
                agreement.init(key);
                agreement.doPhase(suite.publicKey(point), true);
                return agreement.generateSecret();
            } catch (GeneralSecurityException e) {
                throw new Rejection("OPEN_FAILED");
            }
        };
    }

    private static @org.jspecify.annotations.Nullable JsonNode at(JsonNode rfc, int sequence) {
        return Vectors.each(rfc.get("encryptions"))
                .filter(each -> each.get("sequence").asInt() == sequence)
                .findFirst()
                .orElse(null);
    }
}
