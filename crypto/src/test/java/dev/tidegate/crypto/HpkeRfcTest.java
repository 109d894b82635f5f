package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContext;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.junit.jupiter.api.Test;

/**
 * All of RFC 9180 Appendix A against the library that seals: its four modes, three curves, and ciphers. Ours is base
 * mode with AES-256-GCM on P-256 or X25519, a combination that the appendix does not have ({@link HpkeVectorTest});
 * what the others show is that each of its parts is right.
 */
final class HpkeRfcTest {
    private static final int EXPORT_ONLY = 65_535;

    @Test
    void recipient_everyCaseOfTheRfc_agrees() throws InvalidCipherTextException {
        int cases = 0;
        int compared = 0;

        for (JsonNode each : Vectors.read("hpke-rfc9180.json").get("vectors")) {
            compared += compare(each);
            cases++;
        }

        Vectors.compared("hpke-rfc9180.json", compared);
        assertThat(cases).isEqualTo(28);
        assertThat(compared).isEqualTo(24 * (6 + 3) + 4 * 3);
    }

    private static int compare(JsonNode rfc) throws InvalidCipherTextException {
        int aead = rfc.get("aead_id").asInt();
        HPKEContext receiver = receiver(rfc);
        int compared = 0;
        // An export-only suite has no messages.
        for (int sequence = 0; sequence <= 256 && aead != EXPORT_ONLY; sequence++) {
            JsonNode known = at(rfc, sequence);
            if (known == null) {
                // Moves the receiver's counter on, by a message that only it can make.
                skip(receiver);
            } else {
                assertThat(receiver.open(Vectors.hex(known, "aad"), Vectors.hex(known, "ct")))
                        .isEqualTo(Vectors.hex(known, "pt"));
                compared++;
            }
        }
        for (JsonNode export : rfc.get("exports")) {
            byte[] value = Vectors.hex(export, "exported_value");
            assertThat(receiver.export(Vectors.hex(export, "exporter_context"), value.length))
                    .isEqualTo(value);
            compared++;
        }
        return compared;
    }

    // A context counts its own seals as it counts opens, one counter for both.
    private static void skip(HPKEContext receiver) throws InvalidCipherTextException {
        receiver.seal(new byte[0], new byte[0]);
    }

    private static HPKEContext receiver(JsonNode rfc) {
        byte mode = (byte) rfc.get("mode").asInt();
        HPKE hpke = new HPKE(
                mode,
                (short) rfc.get("kem_id").asInt(),
                (short) rfc.get("kdf_id").asInt(),
                (short) rfc.get("aead_id").asInt());
        byte[] enc = Vectors.hex(rfc, "enc");
        byte[] info = Vectors.hex(rfc, "info");
        AsymmetricCipherKeyPair own = hpke.deserializePrivateKey(Vectors.hex(rfc, "skRm"), Vectors.hex(rfc, "pkRm"));
        return switch (mode) {
            case HPKE.mode_base -> hpke.setupBaseR(enc, own, info);
            case HPKE.mode_psk -> hpke.setupPSKR(enc, own, info, Vectors.hex(rfc, "psk"), Vectors.hex(rfc, "psk_id"));
            case HPKE.mode_auth -> hpke.setupAuthR(enc, own, info, sender(hpke, rfc));
            default ->
                hpke.setupAuthPSKR(
                        enc, own, info, Vectors.hex(rfc, "psk"), Vectors.hex(rfc, "psk_id"), sender(hpke, rfc));
        };
    }

    private static AsymmetricKeyParameter sender(HPKE hpke, JsonNode rfc) {
        return hpke.deserializePublicKey(Vectors.hex(rfc, "pkSm"));
    }

    private static @org.jspecify.annotations.Nullable JsonNode at(JsonNode rfc, int sequence) {
        return Vectors.each(rfc.get("encryptions"))
                .filter(each -> each.get("sequence").asInt() == sequence)
                .findFirst()
                .orElse(null);
    }
}
