package dev.tidegate.emv.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.authentication.OfflineAuthentication.Authentication;
import dev.tidegate.emv.authentication.OfflineAuthentication.Terms;
import dev.tidegate.emv.data.CardMemory;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.InterchangeProfile;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import dev.tidegate.emv.data.TlvElement;
import dev.tidegate.emv.settings.TerminalCapabilities;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Objects;
import dev.tidegate.emv.testcard.Play;
import dev.tidegate.emv.testcard.ScriptCard;
import dev.tidegate.emv.testcard.Vectors;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Certificates and signatures of real and of known test cards, from the authority's key down. */
final class OdaVectorsTest {
    private static final LocalDate DAY = LocalDate.of(2012, 3, 15);
    private static final JsonNode CASES = Vectors.json("oda/oda-vectors.json");

    @TestFactory
    Stream<DynamicTest> issuerCertificate_ofEachVector_givesTheIssuersKey() {
        System.out.println("oda: " + CASES.size() + " chains of certificates");
        return cases(vector ->
                assertThat(issuerKey(vector, DAY).modulus().hex()).isEqualTo(expected(vector, "issuer_modulus")));
    }

    @TestFactory
    Stream<DynamicTest> cardCertificate_ofEachVectorWithStaticData_givesTheCardsKey() {
        return cases(vector -> {
            if (hasStaticData(vector)) {
                assertThat(cardKey(vector).modulus().hex())
                        .isEqualTo(vector.at("/expect/icc/modulus").asText());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> staticSignature_ofEachVectorWithOne_givesItsCode() {
        return cases(vector -> {
            if (vector.has("ssad_93") && hasStaticData(vector)) {
                Octets code = StaticSignature.verify(
                        issuerKey(vector, DAY),
                        Hex.slice(vector.get("ssad_93").asText()),
                        List.of(Hex.slice(vector.get("static_data").asText())));
                assertThat(code.hex()).isEqualTo(vector.at("/expect/sda/dac").asText());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> dynamicSignature_ofEachVectorWithOne_givesItsNumber() {
        return cases(vector -> {
            if (vector.has("dda")) {
                DynamicSignature signature = DynamicSignature.verify(
                        knownCardKey(vector),
                        Hex.slice(vector.at("/dda/sdad").asText()),
                        Hex.slice(vector.at("/dda/ddol_data").asText()));
                assertThat(signature.number().hex())
                        .isEqualTo(vector.at("/expect/dda/icc_dynamic_number").asText());
            }
        });
    }

    @Test
    void combinedSignature_ofARealCard_givesItsCryptogram() {
        JsonNode vector = vector("contactless-mastercard");
        JsonNode cda = vector.get("cda");
        List<TlvElement> answer = TlvElement.readAll(TlvElement.template(
                Hex.slice(cda.get("generate_ac_response_data").asText()), new Tag(0x77)));

        CombinedAuthentication.Signed signed = new CombinedAuthentication(cardKey(vector))
                .verify(answer, List.of(Hex.slice(cda.get("cdol1_values").asText())), Vectors.octets(cda.get("un")));

        assertThat(signed.cryptogram().hex())
                .isEqualTo(vector.at("/expect/cda/ac").asText());
        assertThat(signed.learned().value(new Tag(0x9F4C)).hex())
                .isEqualTo(vector.at("/expect/cda/icc_dynamic_number").asText());
    }

    @Test
    void combinedSignature_overOtherValues_isRefused() {
        JsonNode vector = vector("contactless-mastercard");
        JsonNode cda = vector.get("cda");
        List<TlvElement> answer = TlvElement.readAll(TlvElement.template(
                Hex.slice(cda.get("generate_ac_response_data").asText()), new Tag(0x77)));
        CombinedAuthentication combined = new CombinedAuthentication(cardKey(vector));
        String told = cda.get("cdol1_values").asText();

        assertThatThrownBy(() -> combined.verify(
                        answer,
                        List.of(Hex.slice(told.replace("000000010001", "000000990001"))),
                        Vectors.octets(cda.get("un"))))
                .isInstanceOf(MalformedCardDataException.class);
        assertThatThrownBy(() -> combined.verify(answer, List.of(Hex.slice(told)), Octets.ofHex("000EEC86")))
                .isInstanceOf(MalformedCardDataException.class);
    }

    @Test
    void certificate_ofEachNegativeVector_isRefused() {
        JsonNode vector = vector("emv-utils-visa-sda-dda");
        JsonNode negative = vector.get("negative");

        refusesIssuer(vector, "90", negative.get("issuer_cert_last_byte_wrong"));
        refusesIssuer(vector, "9F32", negative.get("issuer_exp_wrong"));
        assertThatThrownBy(() -> issuerKey(vector, LocalDate.of(2032, 1, 1)))
                .isInstanceOf(MalformedCardDataException.class);
        assertThat(issuerKey(vector, LocalDate.of(2031, 12, 31)).modulus().length())
                .isEqualTo(176);
    }

    @Test
    void dynamicSignature_lastByteWrong_isRefused() {
        JsonNode vector = vector("emv-utils-visa-sda-dda");

        assertThatThrownBy(() -> DynamicSignature.verify(
                        knownCardKey(vector),
                        Hex.slice(vector.at("/negative/sdad_last_byte_wrong").asText()),
                        Hex.slice(vector.at("/dda/ddol_data").asText())))
                .isInstanceOf(MalformedCardDataException.class);
    }

    @Test
    void staticSignature_lastByteWrong_isRefused() {
        JsonNode vector = vector("emv-utils-visa-sda-dda");

        assertThatThrownBy(() -> StaticSignature.verify(
                        issuerKey(vector, DAY),
                        Hex.slice(vector.at("/negative/ssad_last_byte_wrong").asText()),
                        List.of()))
                .isInstanceOf(MalformedCardDataException.class);
    }

    @Test
    void certificate_ofAnotherNumber_isRefused() {
        JsonNode vector = vector("contact-mastercard");

        assertThatThrownBy(() -> Certificate.ISSUER.recover(
                        authority(vector), objects(vector), Hex.slice("4761739001010119"), DAY, List.of()))
                .isInstanceOf(MalformedCardDataException.class);
        assertThatThrownBy(() -> Certificate.CARD.recover(
                        issuerKey(vector, DAY),
                        objects(vector),
                        Hex.slice("5413330089010012"),
                        DAY,
                        List.of(Hex.slice(vector.get("static_data").asText()))))
                .isInstanceOf(MalformedCardDataException.class);
    }

    @TestFactory
    Stream<DynamicTest> authentication_ofEachWholeCard_passes() {
        return cases(vector -> {
            if (hasStaticData(vector) && (vector.has("dda") || vector.has("ssad_93"))) {
                Authentication authentication = authenticate(vector);

                assertThat(authentication.performed()).isTrue();
                assertThat(authentication.found().bits() & 0x4C00000000L)
                        .as("no bit of a failure")
                        .isZero();
            }
        });
    }

    /** The whole chapter: records as they were read, method by profile and capabilities. */
    private static Authentication authenticate(JsonNode vector) {
        boolean dynamic = vector.has("dda");
        String statics = vector.get("static_data").asText();
        boolean named = vector.has("sda_tag_list_9F4A");
        String aip = vector.get("aip").asText();
        CardObjects card = objects(vector)
                .with(Tag.AIP, Hex.slice(aip))
                .withAuthenticated(Hex.slice(named ? statics.substring(0, statics.length() - 4) : statics));
        String number = dynamic ? vector.at("/dda/ddol_data").asText() : "00000000";
        Terms terms = new Terms(
                new TerminalCapabilities(Octets.ofHex(dynamic ? "6028C0" : "602880")),
                keys(vector),
                Vectors.octets(vector.get("rid")),
                DAY,
                Octets.ofHex("9F3704"),
                TlvSet.empty().with(Tag.UNPREDICTABLE_NUMBER, Octets.ofHex(number)));
        ScriptCard answers = new ScriptCard();
        if (dynamic) {
            String signature = vector.at("/dda/sdad").asText();
            answers.on("0088000004" + number + "00", Hex.tlv("80", signature) + "9000");
        }
        return Play.result(
                OfflineAuthentication.perform(terms, new InterchangeProfile(Octets.ofHex(aip)), card, true), answers);
    }

    private static void refusesIssuer(JsonNode vector, String tag, JsonNode value) {
        CardObjects card = objects(vector, tag, value.asText());
        assertThatThrownBy(() -> Certificate.ISSUER.recover(
                        authority(vector), card, Hex.slice(vector.get("pan").asText()), DAY, List.of()))
                .isInstanceOf(MalformedCardDataException.class);
    }

    private static PublicKey issuerKey(JsonNode vector, LocalDate day) {
        return Certificate.ISSUER.recover(
                authority(vector), objects(vector), Hex.slice(vector.get("pan").asText()), day, List.of());
    }

    private static PublicKey cardKey(JsonNode vector) {
        return Certificate.CARD.recover(
                issuerKey(vector, DAY),
                objects(vector),
                Hex.slice(vector.get("pan").asText()),
                DAY,
                List.of(Hex.slice(vector.get("static_data").asText())));
    }

    /** Where the static data is not given, the key is taken from the vector. */
    private static PublicKey knownCardKey(JsonNode vector) {
        return hasStaticData(vector)
                ? cardKey(vector)
                : new PublicKey(
                        Octets.ofHex(vector.at("/expect/icc/modulus").asText()),
                        Vectors.octets(vector.get("icc_exp_9F47")));
    }

    private static PublicKey authority(JsonNode vector) {
        return new PublicKey(Vectors.octets(vector.get("capk_modulus")), Vectors.octets(vector.get("capk_exponent")));
    }

    private static CertificationAuthorityKeys keys(JsonNode vector) {
        return new CertificationAuthorityKeys(List.of(new CertificationAuthorityKey(
                Vectors.octets(vector.get("rid")),
                Integer.parseInt(vector.get("capk_index").asText(), 16),
                Vectors.octets(vector.get("capk_modulus")),
                Vectors.octets(vector.get("capk_exponent")),
                Vectors.FAR_AWAY)));
    }

    private static CardObjects objects(JsonNode vector, String... instead) {
        CardObjects card = instead.length == 0 ? CardObjects.in(new CardMemory()) : Objects.card(instead);
        card = card.with(new Tag(0x5A), Hex.slice(vector.get("pan").asText()));
        card = card.with(new Tag(0x8F), Hex.slice(vector.get("capk_index").asText()));
        card = with(card, vector, 0x90, "issuer_cert_90");
        card = with(card, vector, 0x92, "issuer_remainder_92");
        card = with(card, vector, 0x93, "ssad_93");
        card = with(card, vector, 0x9F32, "issuer_exp_9F32");
        card = with(card, vector, 0x9F46, "icc_cert_9F46");
        card = with(card, vector, 0x9F47, "icc_exp_9F47");
        card = with(card, vector, 0x9F48, "icc_remainder_9F48");
        return with(card, vector, 0x9F4A, "sda_tag_list_9F4A");
    }

    private static CardObjects with(CardObjects card, JsonNode vector, int tag, String name) {
        return vector.has(name)
                ? card.with(new Tag(tag), Slice.of(Hex.bytes(vector.get(name).asText())))
                : card;
    }

    private static boolean hasStaticData(JsonNode vector) {
        return vector.has("static_data") && !vector.get("static_data").isNull();
    }

    private static String expected(JsonNode vector, String name) {
        return vector.get("expect").get(name).asText();
    }

    private static JsonNode vector(String id) {
        return Vectors.each(CASES)
                .filter(each -> each.get("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private interface Check {
        void of(JsonNode vector);
    }

    private static Stream<DynamicTest> cases(Check check) {
        return Vectors.each(CASES)
                .map(vector -> DynamicTest.dynamicTest(vector.get("id").asText(), () -> check.of(vector)));
    }
}
