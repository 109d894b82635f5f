package dev.tidegate.emv.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.data.CardMemory;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.TlvElement;
import dev.tidegate.emv.selection.ApplicationSelection.Selected;
import dev.tidegate.emv.step.Step;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Play;
import dev.tidegate.emv.testcard.ScriptCard;
import dev.tidegate.emv.testcard.Terminals;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Final selection of one candidate (EMV 4.4 Book 1, 12.4). */
final class FinalSelectionTest {
    private static final String FIRST = "A0000000031010";
    private static final String SECOND = "A0000000032010";

    @Test
    void select_firstCandidate_isSelected() {
        ScriptCard card = new ScriptCard().on(selects(FIRST), information(FIRST));

        Selected selected = Play.result(select(candidate(FIRST, 1), candidate(SECOND, 2)), card);

        assertThat(selected.candidate().name().hex()).isEqualTo(FIRST);
        assertThat(selected.others()).hasSize(1);
    }

    @Test
    void select_firstRefused_takesTheNext() {
        ScriptCard card = new ScriptCard().on(selects(FIRST), "6985").on(selects(SECOND), information(SECOND));

        Selected selected = Play.result(select(candidate(FIRST, 1), candidate(SECOND, 2)), card);

        assertThat(selected.candidate().name().hex()).isEqualTo(SECOND);
        assertThat(selected.others()).isEmpty();
    }

    @Test
    void select_answerOfAnotherName_takesTheNext() {
        ScriptCard card =
                new ScriptCard().on(selects(FIRST), information(SECOND)).on(selects(SECOND), information(SECOND));

        Selected selected = Play.result(select(candidate(FIRST, 1), candidate(SECOND, 2)), card);

        assertThat(selected.candidate().name().hex()).isEqualTo(SECOND);
    }

    @Test
    void select_answerThatIsNone_takesTheNext() {
        ScriptCard card = new ScriptCard().on(selects(FIRST), "6F0084009000").on(selects(SECOND), information(SECOND));

        Selected selected = Play.result(select(candidate(FIRST, 1), candidate(SECOND, 2)), card);

        assertThat(selected.candidate().name().hex()).isEqualTo(SECOND);
    }

    @Test
    void select_cardBlocked_ends() {
        ScriptCard card = new ScriptCard().on(selects(FIRST), "6A81");

        assertThat(Play.reason(select(candidate(FIRST, 1), candidate(SECOND, 2)), card))
                .isEqualTo(EndReason.BLOCKED);
    }

    @Test
    void select_noneLeft_isNotAccepted() {
        ScriptCard card = new ScriptCard().on(selects(FIRST), "6A82");

        assertThat(Play.reason(select(candidate(FIRST, 1)), card)).isEqualTo(EndReason.NOT_ACCEPTED);
        assertThat(Play.reason(select(), new ScriptCard())).isEqualTo(EndReason.NOT_ACCEPTED);
    }

    @Test
    void select_candidateThatNeedsTheCardholdersWord_isPassedOver() {
        ScriptCard card = new ScriptCard().on(selects(SECOND), information(SECOND));

        Selected selected = Play.result(select(candidate(FIRST, 0x81), candidate(SECOND, 2)), card);

        assertThat(selected.candidate().name().hex()).isEqualTo(SECOND);
        assertThat(Play.reason(select(candidate(FIRST, 0x81)), new ScriptCard()))
                .isEqualTo(EndReason.NOT_ACCEPTED);
    }

    @Test
    void select_objectsOfTheAnswer_areThoseTheKernelUses() {
        String answer = Hex.tlv(
                        "6F",
                        Hex.tlv("84", FIRST),
                        Hex.tlv(
                                "A5",
                                Hex.tlv("50", "54455354"),
                                Hex.tlv("9F38", "9F1A02"),
                                Hex.tlv("82", "0000"),
                                Hex.tlv("5A", "4761739001010119")))
                + "9000";
        ScriptCard card = new ScriptCard().on(selects(FIRST), answer);

        CardObjects objects = Play.result(select(candidate(FIRST, 1)), card).objects();

        assertThat(objects.has(Tag.APPLICATION_LABEL)).isTrue();
        assertThat(objects.has(new Tag(0x9F38))).isTrue();
        assertThat(objects.has(Tag.AIP))
                .as("an interchange profile before its time")
                .isFalse();
        assertThat(objects.has(new Tag(0x5A))).isFalse();
    }

    private static Step<Selected> select(Candidate... candidates) {
        return ApplicationSelection.select(List.of(candidates), CardObjects.in(new CardMemory()), false);
    }

    private static Candidate candidate(String name, int indicator) {
        return Candidate.of(Octets.ofHex(name), Terminals.application(name, false), said(indicator, "TEST"));
    }

    private static String selects(String name) {
        return "00A4040007" + name + "00";
    }

    private static String information(String name) {
        return Hex.tlv("6F", Hex.tlv("84", name), Hex.tlv("A5", Hex.tlv("50", "54455354"))) + "9000";
    }

    private static List<TlvElement> said(int indicator, String label) {
        String hex = HexFormat.of().withUpperCase().formatHex(label.getBytes(StandardCharsets.US_ASCII));
        return TlvElement.readAll(
                Hex.slice(Hex.tlv("50", hex) + Hex.tlv("87", String.format(Locale.ROOT, "%02X", indicator))));
    }
}
