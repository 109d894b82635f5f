package dev.tidegate.emv.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.emv.data.CardMemory;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.TlvElement;
import dev.tidegate.emv.selection.ApplicationSelection.Selected;
import dev.tidegate.emv.step.Step;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Play;
import dev.tidegate.emv.testcard.ScriptCard;
import dev.tidegate.emv.testcard.Terminals;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cardholder's choice and confirmation (EMV 4.4 Book 1, 12.4, steps 2 to 4). */
final class CardholderChoiceTest {
    private static final String DEBIT = "A0000000031010";
    private static final String CREDIT = "A0000000032010";

    private final List<List<String>> asked = new ArrayList<>();

    private Step<Selected> play(ScriptCard card, List<Candidate> candidates, Integer... answers) {
        Iterator<Integer> next = List.of(answers).iterator();
        return Play.play(
                ApplicationSelection.select(candidates, CardObjects.in(new CardMemory()), true), card, labels -> {
                    asked.add(labels);
                    return next.next();
                });
    }

    private static Candidate candidate(String name, String label, String indicator) {
        String said = (label.isEmpty()
                        ? ""
                        : Hex.tlv("50", Hex.of(label.getBytes(java.nio.charset.StandardCharsets.US_ASCII))))
                + Hex.tlv("87", indicator);
        return Candidate.of(
                Octets.ofHex(name), Terminals.application(name, false), TlvElement.readAll(Hex.slice(said)));
    }

    private static ScriptCard selecting(String name) {
        return on(new ScriptCard(), name);
    }

    private static ScriptCard on(ScriptCard card, String name) {
        return card.on(
                "00A4040007" + name + "00",
                Hex.tlv("6F", Hex.tlv("84", name), Hex.tlv("A5", Hex.tlv("50", "54455354"))) + "9000");
    }

    private static String name(Step<Selected> end) {
        return end instanceof Step.Done<Selected>(var selected)
                ? selected.candidate().name().hex()
                : String.valueOf(end);
    }

    @Test
    void several_areOfferedByTheirLabels() {
        List<Candidate> both = List.of(candidate(DEBIT, "DEBIT", "01"), candidate(CREDIT, "CREDIT", "02"));

        assertThat(name(play(selecting(CREDIT), both, 1))).isEqualTo(CREDIT);
        assertThat(asked).containsExactly(List.of("DEBIT", "CREDIT"));
    }

    @Test
    void chosenOne_leavesTheOthersForWhenItDoesNotStart() {
        List<Candidate> both = List.of(candidate(DEBIT, "DEBIT", "01"), candidate(CREDIT, "CREDIT", "02"));

        Step<Selected> end = play(selecting(CREDIT), both, 1);

        assertThat(((Step.Done<Selected>) end).result().others())
                .extracting(Candidate::label)
                .containsExactly("DEBIT");
    }

    @Test
    void oneThatNeedsNoWord_isNotAskedFor() {
        assertThat(name(play(selecting(DEBIT), List.of(candidate(DEBIT, "DEBIT", "01")))))
                .isEqualTo(DEBIT);
        assertThat(asked).isEmpty();
    }

    @Test
    void oneThatNeedsTheCardholdersWord_isConfirmed() {
        assertThat(name(play(selecting(DEBIT), List.of(candidate(DEBIT, "DEBIT", "81")), 0)))
                .isEqualTo(DEBIT);
        assertThat(asked).containsExactly(List.of("DEBIT"));
    }

    @Test
    void oneThatIsNotConfirmed_endsTheSale() {
        Step<Selected> end = play(new ScriptCard(), List.of(candidate(DEBIT, "DEBIT", "81")), ApplicationChoice.NONE);

        assertThat(end).isEqualTo(Step.ended(EndReason.CANCELLED));
    }

    @Test
    void chosenOne_thatTheCardRefuses_isTakenOutAndTheRestIsUsed() {
        List<Candidate> both = List.of(candidate(DEBIT, "DEBIT", "01"), candidate(CREDIT, "CREDIT", "02"));
        ScriptCard card = on(new ScriptCard().on("00A4040007" + DEBIT + "00", "6985"), CREDIT);

        assertThat(name(play(card, both, 0))).isEqualTo(CREDIT);
    }

    @Test
    void place_beyondTheList_isNoChoice() {
        List<Candidate> both = List.of(candidate(DEBIT, "DEBIT", "01"), candidate(CREDIT, "CREDIT", "02"));

        assertThat(play(new ScriptCard(), both, 2)).isEqualTo(Step.ended(EndReason.CANCELLED));
    }

    @Test
    void applicationWithoutALabel_isOfferedByItsName() {
        List<Candidate> both = List.of(candidate(DEBIT, "", "01"), candidate(CREDIT, "CREDIT", "02"));

        assertThat(name(play(selecting(DEBIT), both, 0))).isEqualTo(DEBIT);
        assertThat(asked).containsExactly(List.of(DEBIT, "CREDIT"));
    }
}
