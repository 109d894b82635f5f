package dev.tidegate.emv.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.emv.data.InterchangeProfile;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.settings.TerminalCapabilities;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Objects;
import dev.tidegate.emv.testcard.Vectors;
import dev.tidegate.emv.verification.CardholderVerification.Sale;
import dev.tidegate.emv.verification.CardholderVerification.Verification;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The CVM list, rule by rule (EMV 4.4 Book 3, 10.5; results as Book 4, Annex A4). */
final class CardholderVerificationTest {
    private static final InterchangeProfile SUPPORTED = new InterchangeProfile(Octets.ofHex("1000"));
    private static final String EURO = "0978";
    private static final String NO_AMOUNTS = "0000000000000000";
    /** X is 50.00, Y is 100.00. */
    private static final String AMOUNTS = "0000138800002710";

    @TestFactory
    Stream<DynamicTest> list_eachListOfTheVectors_isReadAsExpected() {
        JsonNode vectors = Vectors.json("scripts/emv-utils-cvmlist.json");
        System.out.println("cvm lists: " + vectors.get("lists").size());
        return vectors.get("lists")
                .propertyStream()
                .map(list -> DynamicTest.dynamicTest(list.getKey(), () -> {
                    JsonNode expected = vectors.get("expect").get(list.getKey());
                    String hex = list.getValue().asText();
                    if (expected.asText().startsWith("reject (no rule)")) {
                        // No rules are the same as no list (10.5).
                        assertThat(CvmList.read(Hex.slice(hex)).rules()).isEmpty();
                    } else if (expected.isTextual()) {
                        assertThatThrownBy(() -> CvmList.read(Hex.slice(hex)))
                                .isInstanceOf(MalformedCardDataException.class);
                    } else {
                        CvmList read = CvmList.read(Hex.slice(hex));
                        assertThat(read.amountX()).isEqualTo(expected.get("X").asLong());
                        assertThat(read.amountY()).isEqualTo(expected.get("Y").asLong());
                        assertThat(read.rules().stream()
                                        .map(rule -> Hex.of(new byte[] {(byte) rule.code(), (byte) rule.condition()})))
                                .containsExactlyElementsOf(Vectors.each(expected.get("rules"))
                                        .map(JsonNode::asText)
                                        .toList());
                    }
                }));
    }

    /** Rules, TVR, results: goods for 12.50 euro at a till that can take signatures and no verification. */
    @ParameterizedTest
    @CsvSource({
        "1E03, 0000000000, 1E0300, SIGNATURE",
        "5E031F03, 0000000000, 5E0300, SIGNATURE",
        "1F03, 0000000000, 1F0302, NONE",
        "1F00, 0000000000, 1F0002, NONE",
        "1F02, 0000000000, 1F0202, NONE",
        "410342031E031F02, 0000000000, 1E0300, SIGNATURE",
        "41001E03, 0000100000, 1E0300, SIGNATURE",
        "0100, 0000900000, 3F0001, FAILED",
        "0200, 0000900000, 3F0001, FAILED",
        "4200, 0000900000, 3F0001, FAILED",
        "42004100, 0000900000, 3F0001, FAILED",
        "430044004500, 0000900000, 3F0001, FAILED",
        "0000, 0000800000, 000001, FAILED",
        "42000000, 0000900000, 000001, FAILED",
        "60004200, 0000D00000, 3F0001, FAILED",
        "40001F00, 0000800000, 400001, FAILED",
        "2000, 0000C00000, 3F0001, FAILED",
        "60001F00, 0000400000, 1F0002, NONE",
        "1F01, 0000800000, 3F0001, FAILED",
        "1F04, 0000800000, 3F0001, FAILED",
        "1F05, 0000800000, 3F0001, FAILED",
        "1F0A, 0000800000, 3F0001, FAILED",
        "1F80, 0000800000, 3F0001, FAILED",
        "6003, 0000800000, 3F0001, FAILED",
    })
    void perform_rules_giveTheBooksResults(String rules, String tvr, String results, CvmResult outcome) {
        Verification verification = perform(NO_AMOUNTS + rules, goods(1_250));

        assertThat(verification.found()).hasToString(tvr);
        assertThat(verification.results().hex()).isEqualTo(results);
        assertThat(verification.outcome()).isEqualTo(outcome);
        assertThat(verification.performed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "06, 4999, true",
        "06, 5000, false",
        "06, 5001, false",
        "07, 4999, false",
        "07, 5000, false",
        "07, 5001, true",
        "08, 9999, true",
        "08, 10000, false",
        "09, 10000, false",
        "09, 10001, true",
    })
    void perform_amountCondition_isMetStrictlyOnItsSide(String condition, long minor, boolean met) {
        Verification verification = perform(AMOUNTS + "1F" + condition, goods(minor));

        assertThat(verification.outcome()).isEqualTo(met ? CvmResult.NONE : CvmResult.FAILED);
        assertThat(verification.results().hex()).isEqualTo(met ? "1F" + condition + "02" : "3F0001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"06", "07", "08", "09"})
    void perform_amountConditionInAnotherCurrency_isNotMet(String condition) {
        Verification verification = VerificationPlay.perform(
                SUPPORTED, Objects.card("8E", AMOUNTS + "1F" + condition, "9F42", "0840"), goods(1));

        assertThat(verification.outcome()).isEqualTo(CvmResult.FAILED);
    }

    @Test
    void perform_amountConditionWithoutCardCurrency_isNotMet() {
        Verification verification = VerificationPlay.perform(SUPPORTED, Objects.card("8E", AMOUNTS + "1F06"), goods(1));

        assertThat(verification.outcome()).isEqualTo(CvmResult.FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "01, 01, true, true",
        "01, 01, false, false",
        "04, 01, false, true",
        "04, 01, true, false",
        "05, 09, false, true",
        "05, 00, false, false",
        "02, 00, false, true",
        "02, 01, false, false",
        "02, 09, false, false",
    })
    void perform_kindOfSale_meetsItsCondition(String condition, String type, boolean unattended, boolean met) {
        Sale sale = new Sale(1_250, Octets.ofHex(EURO), Integer.parseInt(type, 16), unattended, capabilities("6028C0"));

        assertThat(perform(NO_AMOUNTS + "1F" + condition, sale).outcome())
                .isEqualTo(met ? CvmResult.NONE : CvmResult.FAILED);
    }

    @Test
    void perform_tillWithoutSignature_passesOver() {
        Sale sale = new Sale(1_250, Octets.ofHex(EURO), 0, false, capabilities("6008C0"));

        Verification verification = perform(NO_AMOUNTS + "1E031F03", sale);

        assertThat(verification.results().hex()).isEqualTo("1F0302");
    }

    /** One kind of offline PIN is enough of a pad for the bit that says there is none. */
    @ParameterizedTest
    @CsvSource({
        "6080C0, 0400, 0000800000",
        "6010C0, 0100, 0000800000",
        "6090C0, 0300, 0000800000",
        "6080C0, 0200, 0000900000",
        "6020C0, 0300, 0000900000",
    })
    void perform_tillWithoutTheMethod_hasNoPadWhereItHasNoPinOfThatKind(String capabilities, String rules, String tvr) {
        Sale sale = new Sale(1_250, Octets.ofHex(EURO), 0, false, capabilities(capabilities));

        Verification verification = perform(NO_AMOUNTS + rules, sale);

        assertThat(verification.found()).hasToString(tvr);
        assertThat(verification.results().hex()).isEqualTo("3F0001");
    }

    @Test
    void perform_tillThatCannotDoWhatIsAlwaysAskedFor_fails() {
        Sale sale = new Sale(1_250, Octets.ofHex(EURO), 0, false, capabilities("6008C0"));

        Verification verification = perform(NO_AMOUNTS + "1E00", sale);

        assertThat(verification.results().hex()).isEqualTo("3F0001");
        assertThat(verification.found().has(3, 8)).isTrue();
    }

    @Test
    void perform_cardWithoutVerification_isNotPerformed() {
        Verification verification = VerificationPlay.perform(
                new InterchangeProfile(Octets.ofHex("0000")), Objects.card("8E", NO_AMOUNTS + "0000"), goods(1));

        assertThat(verification.performed()).isFalse();
        assertThat(verification.results().hex()).isEqualTo("3F0000");
        assertThat(verification.found()).hasToString("0000000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", NO_AMOUNTS})
    void perform_listMissingOrWithoutRules_isDataMissing(String list) {
        Verification verification = VerificationPlay.perform(
                SUPPORTED, list.isEmpty() ? Objects.card() : Objects.card("8E", list), goods(1));

        assertThat(verification.performed()).isFalse();
        assertThat(verification.found()).hasToString("2000000000");
        assertThat(verification.results().hex()).isEqualTo("3F0000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "00000000000000", "00000000000000001F"})
    void perform_listOfAnotherForm_isMalformed(String list) {
        assertThatThrownBy(() -> perform(list, goods(1))).isInstanceOf(MalformedCardDataException.class);
    }

    private static Verification perform(String list, Sale sale) {
        return VerificationPlay.perform(SUPPORTED, Objects.card("8E", list, "9F42", EURO), sale);
    }

    private static Sale goods(long minor) {
        return new Sale(minor, Octets.ofHex(EURO), 0x00, false, capabilities("6028C0"));
    }

    private static TerminalCapabilities capabilities(String hex) {
        return new TerminalCapabilities(Octets.ofHex(hex));
    }
}
