package dev.tidegate.emv.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.action.CardActionAnalysis.Analysis;
import dev.tidegate.emv.data.DataObjectList;
import dev.tidegate.emv.step.Step;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Objects;
import dev.tidegate.emv.testcard.Play;
import dev.tidegate.emv.testcard.ScriptCard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GENERATE AC and the forms of its answer (EMV 4.4 Book 3, 6.5.5 and 10.8). */
final class CardActionAnalysisTest {
    private static final TlvSet TERMINAL = Objects.terminal("9F37", "01020304", "9F02", "000000001250");
    private static final String VALUES = "00000000125001020304";
    private static final String AC = "1122334455667788";

    @Test
    void ask_answerInFormat1_isTakenApart() {
        Analysis analysis = Play.result(
                ask(Type.ARQC), card("80AE80000A", "8012" + "80" + "0029" + AC + "06010A03A4B800" + "9000"));

        assertThat(analysis.answer().type()).isEqualTo(Type.ARQC);
        assertThat(analysis.answer().cryptogram().atc()).isEqualTo(0x29);
        assertThat(analysis.answer().cryptogram().value().hex()).isEqualTo(AC);
        assertThat(analysis.answer().values().value(Tag.ISSUER_APPLICATION).hex())
                .isEqualTo("06010A03A4B800");
    }

    @Test
    void ask_answerInFormat1WithoutIssuerData_hasNone() {
        Analysis analysis = Play.result(ask(Type.TC), card("80AE40000A", "800B" + "40" + "0029" + AC + "9000"));

        assertThat(analysis.answer().values().has(Tag.ISSUER_APPLICATION)).isFalse();
    }

    @Test
    void ask_answerInFormat2_isTakenApart() {
        String template = Hex.tlv(
                "77", Hex.tlv("9F10", "0102"), Hex.tlv("9F26", AC), Hex.tlv("9F36", "0029"), Hex.tlv("9F27", "40"));

        Analysis analysis = Play.result(ask(Type.TC), card("80AE40000A", template + "9000"));

        assertThat(analysis.answer().type()).isEqualTo(Type.TC);
        assertThat(analysis.answer().values().tags()).hasSize(4);
    }

    @Test
    void ask_informationBesideTheKind_isKeptAsItCame() {
        Analysis analysis = Play.result(ask(Type.ARQC), card("80AE80000A", "800B" + "09" + "0029" + AC + "9000"));

        assertThat(analysis.answer().type()).isEqualTo(Type.AAC);
        assertThat(analysis.answer().values().value(Tag.CRYPTOGRAM_INFORMATION).hex())
                .isEqualTo("09");
    }

    @Test
    void ask_valuesTold_areKeptForTheSignature() {
        Analysis analysis = Play.result(ask(Type.TC), card("80AE40000A", "800B" + "40" + "0029" + AC + "9000"));

        assertThat(analysis.objects().told())
                .singleElement()
                .satisfies(told -> assertThat(Hex.of(told)).isEqualTo(VALUES));
        assertThat(analysis.terminal()).isEqualTo(TERMINAL);
    }

    @ParameterizedTest
    @CsvSource({
        "TC, TC, false",
        "TC, ARQC, false",
        "TC, AAC, false",
        "ARQC, TC, true",
        "ARQC, ARQC, false",
        "ARQC, AAC, false",
        "AAC, TC, true",
        "AAC, ARQC, true",
        "AAC, AAC, false",
    })
    void isHigher_cardMayOnlyLower(Type asked, Type given, boolean higher) {
        assertThat(CardActionAnalysis.isHigher(given, asked)).isEqualTo(higher);
        String control = Hex.of(new byte[] {(byte) asked.informationByte()});
        String information = Hex.of(new byte[] {(byte) given.informationByte()});

        Step<Analysis> end =
                Play.play(ask(asked), card("80AE" + control + "000A", "800B" + information + "0029" + AC + "9000"));

        assertThat(end instanceof Step.Ended<Analysis>).isEqualTo(higher);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "80",
                "8000",
                "800A" + "4000291122334455" + "6677",
                "802C" + "400029" + "1122334455667788"
                        + "0000000000000000000000000000000000000000000000000000000000000000" + "00",
                "800BC000291122334455667788",
                "80" + "0B4000291122334455667788" + "8000",
                "7700",
                "770F9F270140" + "9F26081122334455667788",
                "77139F270140" + "9F360100" + "9F26081122334455667788",
                "77169F2702" + "4000" + "9F36020029" + "9F26081122334455667788",
                "77199F270140" + "9F36020029" + "9F2608112233445566778" + "8" + "9F2701" + "40",
                "771C9F270140" + "9F36020029" + "9F26081122334455667788" + "9F4B01AA" + "9F4B01AA",
                "700F9F270140",
                "6F00",
            })
    void ask_answerOfAnotherForm_isACardError(String answer) {
        assertThat(Play.reason(ask(Type.TC), card("80AE40000A", answer + "9000")))
                .isEqualTo(EndReason.CARD_ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6985", "6A86", "6283", "63C0", "6700", "9001"})
    void ask_otherStatus_isACardError(String status) {
        // A warning makes the exchange look for data behind it: there is none.
        ScriptCard card = new ScriptCard().on("80AE40000A" + VALUES + "00", status);
        card = status.startsWith("62") || status.startsWith("63") ? card.on("00C0000000", "6D00") : card;

        assertThat(Play.reason(ask(Type.TC), card)).isEqualTo(EndReason.CARD_ERROR);
    }

    private static Step<Analysis> ask(Type type) {
        DataObjectList list = DataObjectList.read(Hex.slice("9F02069F3704"));
        return CardActionAnalysis.ask(type, list, TERMINAL, Objects.card(), null);
    }

    private static ScriptCard card(String header, String answer) {
        return new ScriptCard().on(header + VALUES + "00", answer);
    }
}
