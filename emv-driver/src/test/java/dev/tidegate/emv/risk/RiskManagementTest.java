package dev.tidegate.emv.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.settings.RandomSelection;
import dev.tidegate.emv.step.Step;
import dev.tidegate.emv.testcard.Objects;
import dev.tidegate.emv.testcard.Play;
import dev.tidegate.emv.testcard.ScriptCard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Floor limit, chance, velocity (EMV 4.4 Book 3, 10.6). */
final class RiskManagementTest {
    private static final CardObjects NO_LIMITS = Objects.card();
    private static final CardObjects LIMITS = Objects.card("9F14", "03", "9F23", "05");

    @ParameterizedTest
    @CsvSource({"4999, 0000000000", "5000, 0000008000", "5001, 0000008000"})
    void perform_amountAtTheFloorLimit_isAboveIt(long minor, String tvr) {
        assertThat(perform(terms(minor, 5_000, RandomSelection.none(), 1, false)))
                .hasToString(tvr);
    }

    @ParameterizedTest
    @CsvSource({"2999, 2000, 0000000000", "3000, 2000, 0000008000", "1, 4999, 0000008000"})
    void perform_amountWithTheLastOfTheSameCard_countsAgainstTheFloorLimit(long minor, long last, String tvr) {
        RiskManagement.Terms terms =
                new RiskManagement.Terms(minor, 5_000, RandomSelection.none(), 1, false, false, last);

        assertThat(perform(terms)).hasToString(tvr);
    }

    @Test
    void perform_cardOnTheExceptionFile_isMarked() {
        RiskManagement.Terms terms = new RiskManagement.Terms(1, 5_000, RandomSelection.none(), 1, false, true, 0);

        assertThat(perform(terms)).hasToString("1000000000");
    }

    @Test
    void perform_floorLimitOfZero_isAboveItAlways() {
        assertThat(perform(terms(0, 0, RandomSelection.none(), 99, false))).hasToString("0000008000");
    }

    @Test
    void perform_merchantForcesOnline_isMarked() {
        assertThat(perform(terms(1, 5_000, RandomSelection.none(), 99, true))).hasToString("0000000800");
        assertThat(perform(terms(5_000, 5_000, RandomSelection.none(), 99, true)))
                .hasToString("0000008800");
    }

    /** Target 20 % below 10.00, up to 60 % at the floor limit of 50.00. */
    @ParameterizedTest
    @CsvSource({
        "999, 20, true",
        "999, 21, false",
        "0, 1, true",
        "1000, 20, true",
        "1000, 21, false",
        "3000, 40, true",
        "3000, 41, false",
        "4999, 59, true",
        "4999, 60, false",
        "5000, 1, false",
    })
    void perform_chance_selectsAsTheBookSays(long minor, int chance, boolean selected) {
        RandomSelection selection = new RandomSelection(1_000, 20, 60);

        TerminalVerificationResults found = perform(terms(minor, 5_000, selection, chance, false));

        assertThat(found.has(4, 5)).isEqualTo(selected);
    }

    @Test
    void perform_noSelection_neverSelects() {
        assertThat(perform(terms(1, 5_000, RandomSelection.none(), 1, false))).hasToString("0000000000");
    }

    /** Counter, counter at the last one online; lower limit 3, upper limit 5. */
    @ParameterizedTest
    @CsvSource({
        "0004, 0001, 0000000000",
        "0005, 0001, 0000004000",
        "0006, 0001, 0000004000",
        "0007, 0001, 0000006000",
        "0001, 0001, 0000006000",
        "0001, 0002, 0000006000",
        "0003, 0000, 0008000000",
        "0000, 0000, 0008006000",
        "FFFF, FFFD, 0000000000",
    })
    void perform_velocity_setsItsBits(String counter, String last, String tvr) {
        ScriptCard card = new ScriptCard()
                .on("80CA9F3600", "9F3602" + counter + "9000")
                .on("80CA9F1300", "9F1302" + last + "9000");

        assertThat(Play.result(RiskManagement.perform(small(), LIMITS), card)).hasToString(tvr);
    }

    @Test
    void perform_counterThatTheCardDoesNotTell_isTakenAsTooMuch() {
        ScriptCard card = new ScriptCard().on("80CA9F3600", "6A88").on("80CA9F1300", "9F13020001" + "9000");

        assertThat(Play.result(RiskManagement.perform(small(), LIMITS), card)).hasToString("0000006000");
    }

    @Test
    void perform_lastOnlineThatTheCardDoesNotTell_isNoNewCard() {
        ScriptCard card =
                new ScriptCard().on("80CA9F3600", "9F36020004" + "9000").on("80CA9F1300", "6A88");

        assertThat(Play.result(RiskManagement.perform(small(), LIMITS), card)).hasToString("0000006000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9F14", "9F23"})
    void perform_oneLimitAlone_asksTheCardNothing(String tag) {
        CardObjects card = Objects.card(tag, "03");

        assertThat(Play.result(RiskManagement.perform(small(), card), new ScriptCard()))
                .hasToString("0000000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9000", "9F13020001" + "9000", "9F36020004" + "9F1302" + "00019000", "9F369000"})
    void perform_answerThatIsNotTheObject_isACardError(String answer) {
        ScriptCard card = new ScriptCard().on("80CA9F3600", answer);

        assertThat(Play.reason(RiskManagement.perform(small(), LIMITS), card)).isEqualTo(EndReason.CARD_ERROR);
    }

    @Test
    void perform_counterOfAnotherLength_isTakenAsUnknown() {
        ScriptCard card =
                new ScriptCard().on("80CA9F3600", "9F360104" + "9000").on("80CA9F1300", "9F13020001" + "9000");

        assertThat(Play.result(RiskManagement.perform(small(), LIMITS), card)).hasToString("0000006000");
    }

    @Test
    void perform_limitOfAnotherLength_isACardError() {
        Step<TerminalVerificationResults> step =
                Step.guarded(() -> RiskManagement.perform(small(), Objects.card("9F14", "0003", "9F23", "05")));

        assertThat(step).isEqualTo(Step.ended(EndReason.CARD_ERROR));
    }

    @Test
    void terms_chanceBeyondPercent_areTheCallersMistake() {
        assertThatThrownBy(() -> terms(1, 1, RandomSelection.none(), 0, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> terms(1, 1, RandomSelection.none(), 100, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static TerminalVerificationResults perform(RiskManagement.Terms terms) {
        return Play.result(RiskManagement.perform(terms, NO_LIMITS), new ScriptCard());
    }

    private static RiskManagement.Terms small() {
        return terms(1_250, 5_000, RandomSelection.none(), 50, false);
    }

    private static RiskManagement.Terms terms(
            long minor, long floorLimit, RandomSelection selection, int chance, boolean forced) {
        return new RiskManagement.Terms(minor, floorLimit, selection, chance, forced, false, 0);
    }
}
