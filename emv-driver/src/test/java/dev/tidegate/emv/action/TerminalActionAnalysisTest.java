package dev.tidegate.emv.action;

import static dev.tidegate.emv.settings.OnlineCapability.OFFLINE_ONLY;
import static dev.tidegate.emv.settings.OnlineCapability.OFFLINE_WITH_ONLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.settings.ActionCodes;
import dev.tidegate.emv.settings.OnlineCapability;
import dev.tidegate.emv.testcard.Objects;
import dev.tidegate.emv.testcard.Terminals;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of terminal action analysis (EMV 4.4 Book 3, 10.7). */
final class TerminalActionAnalysisTest {
    private static final String NONE = "0000000000";
    private static final String FLOOR_LIMIT = "0000008000";
    private static final CardObjects OPEN = card(NONE, NONE, NONE);

    /** Issuer's codes, acquirer's codes, results: what an online-capable and an offline-only terminal ask for. */
    @ParameterizedTest
    @CsvSource({
        // Nothing found: a TC, whatever the codes.
        "FFFFFFFFFF, FFFFFFFFFF, FFFFFFFFFF, 0000000000, TC, TC",
        // Found, and nobody minds.
        "0000000000, 0000000000, 0000000000, 0000008000, TC, TC",
        // Denied before anything else.
        "0000008000, 0000008000, 0000000000, 0000008000, AAC, AAC",
        "0000008000, 0000000000, 0000000000, 0000008000, AAC, AAC",
        // Online; offline, nobody minds.
        "0000000000, 0000008000, 0000000000, 0000008000, ARQC, TC",
        // Online; offline, declined.
        "0000000000, 0000008000, 0000008000, 0000008000, ARQC, AAC",
        // Declined offline, and nobody sends it online.
        "0000000000, 0000000000, 0000008000, 0000008000, TC, AAC",
        // Another bit than the codes'.
        "0000004000, 0000004000, 0000004000, 0000008000, TC, TC",
        // One bit of many.
        "0000000000, 0000008000, 0000000000, 8000008000, ARQC, TC",
    })
    void first_codesAndResults_askForTheBooksCryptogram(
            String denial, String online, String unable, String results, Type online1, Type offline) {
        for (boolean acquirers : new boolean[] {false, true}) {
            CardObjects card = acquirers ? OPEN : card(denial, online, unable);
            ActionCodes codes = acquirers ? Terminals.codes(denial, online, unable) : Terminals.codes(NONE, NONE, NONE);

            assertThat(new TerminalActionAnalysis(card, codes, OFFLINE_WITH_ONLINE).first(Terminals.results(results)))
                    .isEqualTo(online1);
            assertThat(new TerminalActionAnalysis(card, codes, OFFLINE_ONLY).first(Terminals.results(results)))
                    .isEqualTo(offline);
        }
    }

    @Test
    void first_cardWithoutCodes_goesOnlineForAnyResult() {
        TerminalActionAnalysis analysis = analysis(Objects.card(), Terminals.codes(NONE, NONE, NONE));

        assertThat(analysis.first(Terminals.results(FLOOR_LIMIT))).isEqualTo(Type.ARQC);
        assertThat(analysis.unable(Terminals.results(FLOOR_LIMIT))).isEqualTo(Type.AAC);
        assertThat(analysis.first(Terminals.results(NONE))).isEqualTo(Type.TC);
    }

    @ParameterizedTest
    @CsvSource({"0000008000, AAC", "0000004000, TC", "0000000000, TC"})
    void unable_defaultCodes_decide(String unable, Type asked) {
        TerminalActionAnalysis analysis = analysis(card("0000008000", NONE, unable), Terminals.codes(NONE, NONE, NONE));

        assertThat(analysis.unable(Terminals.results(FLOOR_LIMIT))).isEqualTo(asked);
    }

    /** An online-only terminal: denied as anywhere, else the issuer's, and nobody's where it cannot be asked. */
    @ParameterizedTest
    @CsvSource({"0000000000, ARQC", "0000008000, AAC", "0000004000, ARQC"})
    void first_onlineOnlyTerminal_asksTheIssuerForEverySale(String results, Type asked) {
        TerminalActionAnalysis analysis = new TerminalActionAnalysis(
                card(FLOOR_LIMIT, NONE, NONE), Terminals.codes(NONE, NONE, NONE), OnlineCapability.ONLINE_ONLY);

        assertThat(analysis.first(Terminals.results(results))).isEqualTo(asked);
        assertThat(analysis.unable(Terminals.results(results))).isEqualTo(Type.AAC);
    }

    @TestFactory
    Stream<DynamicTest> first_eachOfTheFortyBits_isLookedAt() {
        return IntStream.range(0, 40)
                .mapToObj(bit -> DynamicTest.dynamicTest("bit " + bit, () -> {
                    TerminalVerificationResults one = new TerminalVerificationResults(1L << bit);
                    TerminalVerificationResults none = TerminalVerificationResults.none();
                    ActionCodes codes = new ActionCodes(none, one, none);

                    TerminalActionAnalysis analysis = analysis(OPEN, codes);

                    assertThat(analysis.first(one)).isEqualTo(Type.ARQC);
                    assertThat(analysis.first(new TerminalVerificationResults(0xFFFFFFFFFFL & ~(1L << bit))))
                            .isEqualTo(Type.TC);
                }));
    }

    @Test
    void analysis_codeOfAnotherLength_isMalformed() {
        CardObjects card = Objects.card("9F0E", "00");

        assertThatThrownBy(() -> analysis(card, Terminals.ACTION_CODES)).isInstanceOf(MalformedCardDataException.class);
    }

    private static TerminalActionAnalysis analysis(CardObjects card, ActionCodes codes) {
        return new TerminalActionAnalysis(card, codes, OFFLINE_WITH_ONLINE);
    }

    private static CardObjects card(String denial, String online, String unable) {
        return Objects.card("9F0E", denial, "9F0F", online, "9F0D", unable);
    }
}
