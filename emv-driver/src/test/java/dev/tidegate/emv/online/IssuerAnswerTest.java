package dev.tidegate.emv.online;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.data.InterchangeProfile;
import dev.tidegate.emv.data.TlvElement;
import dev.tidegate.emv.online.IssuerAuthentication.Authentication;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Play;
import dev.tidegate.emv.testcard.ScriptCard;
import dev.tidegate.emv.testcard.Vectors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the issuer sends to its card: authentication and scripts (EMV 4.4 Book 3, 10.9 and 10.10). */
final class IssuerAnswerTest {
    private static final InterchangeProfile KNOWS = new InterchangeProfile(Octets.ofHex("0400"));
    private static final InterchangeProfile KNOWS_NOT = new InterchangeProfile(Octets.ofHex("F800"));
    private static final String COMMAND = "84DA9F5809000000000000000000";

    @ParameterizedTest
    @CsvSource({"9000, 0000000000", "6300, 0000000040", "6700, 0000000040", "6985, 0000000040"})
    void authenticate_statusWord_isPassedOrFailed(String status, String tvr) {
        ScriptCard card = new ScriptCard().on("00820000081122334455667788", status);

        Authentication authentication =
                Play.result(IssuerAuthentication.perform(KNOWS, data("91", "1122334455667788")), card);

        assertThat(authentication.performed()).isTrue();
        assertThat(authentication.found()).hasToString(tvr);
    }

    @Test
    void authenticate_cardThatDoesNotKnowIt_isNotAsked() {
        Authentication authentication =
                Play.result(IssuerAuthentication.perform(KNOWS_NOT, data("91", "1122334455667788")), new ScriptCard());

        assertThat(authentication.performed()).isFalse();
        assertThat(authentication.found()).hasToString("0000000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "11223344556677", "1122334455667788112233445566778811"})
    void authenticate_impossibleLength_isFailedAndNotSent(String value) {
        Authentication authentication =
                Play.result(IssuerAuthentication.perform(KNOWS, data("91", value)), new ScriptCard());

        assertThat(authentication.performed()).isFalse();
        assertThat(authentication.found()).hasToString("0000000040");
    }

    @Test
    void script_noneSent_doesNothing() {
        assertThat(IssuerScript.BEFORE.isIn(TlvSet.empty())).isFalse();
        assertThat(Play.result(IssuerScript.BEFORE.run(TlvSet.empty()), new ScriptCard()))
                .isEqualTo(IssuerScript.Ran.NONE);
    }

    @Test
    void script_eachCommand_isSentInItsOrder() {
        ScriptCard card =
                new ScriptCard().on("8424000000", "9000").on("841E0000", "6283").on(COMMAND, "63C1");
        TlvSet data = data(
                "71", Hex.tlv("9F18", "00000001") + command("8424000000") + command("841E0000") + command(COMMAND));

        assertThat(Play.result(IssuerScript.BEFORE.run(data), card).found()).hasToString("0000000000");
        assertThat(card.left()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"71, 0000000020", "72, 0000000010"})
    void script_firstRefusal_endsIt(String template, String tvr) {
        ScriptCard card = new ScriptCard().on("841E0000", "6985");
        TlvSet data = data(template, command("841E0000") + command(COMMAND));
        IssuerScript script = template.equals("71") ? IssuerScript.BEFORE : IssuerScript.AFTER;

        assertThat(Play.result(script.run(data), card).found()).hasToString(tvr);
        assertThat(card.left()).isZero();
    }

    @Test
    void script_afterOneThatFailed_isStillRun() {
        ScriptCard card =
                new ScriptCard().on("8424000000", "6985").on("841E0000", "9000").on(COMMAND, "9000");
        TlvSet data = data(
                "71",
                Hex.tlv("71", command("8424000000") + command(COMMAND))
                        + Hex.tlv("71", command("841E0000"))
                        + Hex.tlv("71", command(COMMAND)));

        assertThat(Play.result(IssuerScript.BEFORE.run(data), card).found()).hasToString("0000000020");
        assertThat(card.left()).isZero();
    }

    @Test
    void script_afterOneThatCannotBeRead_isStillRun() {
        ScriptCard card = new ScriptCard().on("841E0000", "9000");
        TlvSet data = data("72", Hex.tlv("72", "8603841E00") + Hex.tlv("72", command("841E0000")));

        assertThat(Play.result(IssuerScript.AFTER.run(data), card).found()).hasToString("0000000010");
        assertThat(card.left()).isZero();
    }

    @Test
    void script_severalThatPass_setNothing() {
        ScriptCard card = new ScriptCard().on("8424000000", "9000").on("841E0000", "6300");
        TlvSet data = data("71", Hex.tlv("71", command("8424000000")) + Hex.tlv("71", command("841E0000")));

        assertThat(Play.result(IssuerScript.BEFORE.run(data), card).found()).hasToString("0000000000");
        assertThat(card.left()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"86", "860484", "8603841E00", "86058424000000" + "860184"})
    void script_thatCannotBeRead_isFailedBeforeItsFirstCommand(String script) {
        assertThat(Play.result(IssuerScript.AFTER.run(data("72", script)), new ScriptCard())
                        .found())
                .hasToString("0000000010");
    }

    @Test
    void script_moreCommandsThanATerminalTakes_isFailed() {
        String script = command("841E0000").repeat(IssuerScript.COMMANDS_MAX + 1);

        assertThat(Play.result(IssuerScript.AFTER.run(data("72", script)), new ScriptCard())
                        .found())
                .hasToString("0000000010");
    }

    @Test
    void script_recordedOneWithZeroPadding_isSent() {
        String run = Vectors.json("tlv/pyemv-tlv.json")
                        .get("issuer_script_with_zero_padding_emv_bertlv")
                        .asText()
                + "00";
        List<TlvElement> elements = TlvElement.readAll(Hex.slice(run));
        TlvSet data = TlvSet.empty()
                .with(Tag.ISSUER_SCRIPT_2, elements.getLast().value().octets());
        ScriptCard card =
                new ScriptCard().on("04DA9F5809004B360CA0FF728F68", "9000").on("04DA9F580904B50F23328A5C7885", "9000");

        assertThat(Play.result(IssuerScript.AFTER.run(data), card).found()).hasToString("0000000000");
        assertThat(card.left()).isZero();
    }

    @Test
    void results_ofEachScript_sayWhatCameOfItAndWhichItWas() {
        ScriptCard card =
                new ScriptCard().on("8424000000", "9000").on("841E0000", "6985").on(COMMAND, "9000");
        TlvSet data = data(
                "71",
                Hex.tlv("71", Hex.tlv("9F18", "01020304") + command("8424000000") + command("841E0000"))
                        + Hex.tlv("71", Hex.tlv("9F18", "05060708") + "8603841E00")
                        + Hex.tlv("71", command(COMMAND)));

        assertThat(Play.result(IssuerScript.BEFORE.run(data), card).results().hex())
                .isEqualTo("1201020304" + "0005060708" + "2000000000");
    }

    @ParameterizedTest
    @CsvSource({"14, 1E", "15, 1F", "16, 1F"})
    void results_commandThatWasRefused_isNumberedUpToFifteen(int refused, String result) {
        ScriptCard card = new ScriptCard();
        for (int i = 1; i <= refused; i++) {
            card.on("841E0000", i == refused ? "6A80" : "9000");
        }
        TlvSet data = data("72", command("841E0000").repeat(refused));

        assertThat(Play.result(IssuerScript.AFTER.run(data), card).results().hex())
                .startsWith(result);
    }

    @Test
    void results_identifierOfAnotherLength_isNone() {
        ScriptCard card = new ScriptCard().on("841E0000", "9000");

        assertThat(Play.result(
                                IssuerScript.AFTER.run(data("72", Hex.tlv("9F18", "010203") + command("841E0000"))),
                                card)
                        .results()
                        .hex())
                .isEqualTo("2000000000");
    }

    private static String command(String hex) {
        return Hex.tlv("86", hex);
    }

    private static TlvSet data(String tag, String value) {
        return TlvSet.empty().with(new Tag(Integer.parseInt(tag, 16)), Octets.ofHex(value));
    }
}
