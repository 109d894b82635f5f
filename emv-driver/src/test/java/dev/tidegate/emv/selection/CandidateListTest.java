package dev.tidegate.emv.selection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.emv.settings.TerminalApplication;
import dev.tidegate.emv.step.Step;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Play;
import dev.tidegate.emv.testcard.ScriptCard;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.Vectors;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Candidates by directory and by list, command by command (EMV 4.4 Book 1, 12.3). */
final class CandidateListTest {
    private static final JsonNode VECTORS = Vectors.json("scripts/emv-utils-candidate-list.json");
    private static final String PSE = "00A404000E315041592E5359532E444446303100";
    private static final String PSE_ANSWER = "6F15840E315041592E5359532E4444463031A503880101" + "9000";

    @TestFactory
    Stream<DynamicTest> candidates_eachCaseOfTheVectors_areAsExpected() {
        List<TerminalApplication> supported = Vectors.each(VECTORS.get("terminal_aids"))
                .map(aid -> Terminals.application(
                        aid.get("aid").asText(), aid.get("asi").asText().equals("partial")))
                .toList();
        System.out.println("candidate list: " + VECTORS.get("cases").size() + " cases");
        return Vectors.each(VECTORS.get("cases"))
                .map(vector -> DynamicTest.dynamicTest(vector.get("name").asText(), () -> {
                    ScriptCard card = ScriptCard.of(vector.get("apdus"));

                    Step<List<Candidate>> end = Play.play(ApplicationSelection.candidates(supported), card);

                    assertThat(card.left()).isZero();
                    check(vector.get("expect"), end);
                }));
    }

    private static void check(JsonNode expected, Step<List<Candidate>> end) {
        switch (expected.get("outcome").asText()) {
            case "CARD_BLOCKED" -> assertThat(end).isEqualTo(Step.ended(EndReason.BLOCKED));
            case "NOT_ACCEPTED" -> assertThat(end).isEqualTo(Step.done(List.of()));
            default -> {
                List<Candidate> candidates = ((Step.Done<List<Candidate>>) end).result();
                boolean choice = candidates.size() > 1 || candidates.getFirst().needsConfirmation();
                assertThat(choice)
                        .isEqualTo(expected.get("cardholder_selection_required").asBoolean());
                if (expected.has("labels_in_order")) {
                    assertInPriority(candidates, expected.get("labels_in_order").size());
                }
            }
        }
    }

    // Applications 1 to 6 of the vectors are named so; the seventh, of another scheme, has no priority.
    private static void assertInPriority(List<Candidate> candidates, int count) {
        assertThat(candidates).hasSize(count);
        assertThat(candidates)
                .extracting(candidate -> candidate.name().hex())
                .containsExactly(
                        "A000000003101001",
                        "A000000003101002",
                        "A000000003101003",
                        "A000000003101004",
                        "A000000003101005",
                        "A000000003101006",
                        "A0000000041010");
        assertThat(candidates).extracting(Candidate::priority).containsExactly(1, 1, 4, 4, 5, 7, 0);
    }

    @Test
    void candidates_directoryWithoutAnEnd_isReadUpToALimit() {
        String record = Hex.tlv("70", Hex.tlv("61", Hex.tlv("4F", "A0000000031010"), Hex.tlv("87", "01"))) + "9000";
        int[] records = {0};
        CardChannel card = (command, response) -> {
            byte[] bytes = new byte[command.remaining()];
            command.get(bytes);
            boolean reading = Hex.of(bytes).startsWith("00B2");
            records[0] += reading ? 1 : 0;
            response.put(Hex.bytes(reading ? record : PSE_ANSWER));
            return CardChannel.Transmission.ANSWERED;
        };

        List<Candidate> candidates = Play.result(ApplicationSelection.candidates(visa()), card);

        assertThat(records[0]).isEqualTo(DirectorySearch.RECORDS_MAX);
        assertThat(candidates).hasSize(DirectorySearch.RECORDS_MAX);
    }

    @Test
    void candidates_cardAlwaysHasANextOne_isAskedUpToALimit() {
        String information = Hex.tlv("6F", Hex.tlv("84", "A000000003101099"), Hex.tlv("A5", "")) + "9000";
        int[] selects = {0};
        CardChannel card = (command, response) -> {
            byte[] bytes = new byte[command.remaining()];
            command.get(bytes);
            boolean pse = Hex.of(bytes).equals(PSE);
            selects[0] += pse ? 0 : 1;
            response.put(Hex.bytes(pse ? "6A82" : information));
            return CardChannel.Transmission.ANSWERED;
        };

        List<Candidate> candidates = Play.result(ApplicationSelection.candidates(visa()), card);

        assertThat(selects[0]).isEqualTo(ListSearch.OCCURRENCES_MAX);
        assertThat(candidates).hasSize(1);
    }

    @Test
    void candidates_directoryRecordThatIsNone_leadsToTheList() {
        ScriptCard card = new ScriptCard()
                .on(PSE, PSE_ANSWER)
                .on("00B2010C00", "7003610199" + "9000")
                .on("00A4040007A000000003101000", "6A82");

        assertThat(Play.result(ApplicationSelection.candidates(visa()), card)).isEmpty();
        assertThat(card.left()).isZero();
    }

    @Test
    void candidates_directoryInAnImpossibleFile_leadsToTheList() {
        ScriptCard card = new ScriptCard()
                .on(PSE, "6F15840E315041592E5359532E4444463031A503" + "88010B" + "9000")
                .on("00A4040007A000000003101000", "6A82");

        assertThat(Play.result(ApplicationSelection.candidates(visa()), card)).isEmpty();
    }

    @Test
    void candidates_directoryRecordThatCannotBeRead_leadsToTheList() {
        ScriptCard card =
                new ScriptCard().on(PSE, PSE_ANSWER).on("00B2010C00", "6985").on("00A4040007A000000003101000", "6A82");

        assertThat(Play.result(ApplicationSelection.candidates(visa()), card)).isEmpty();
    }

    @Test
    void candidates_answerToTheListThatIsNone_isPassedOver() {
        ScriptCard card = new ScriptCard().on(PSE, "6A82").on("00A4040007A000000003101000", "6F03840199" + "9000");

        assertThat(Play.result(ApplicationSelection.candidates(visa()), card)).isEmpty();
    }

    @Test
    void candidates_twoNamesThatFit_areTheLonger() {
        ScriptCard card = new ScriptCard()
                .on(PSE, PSE_ANSWER)
                .on(
                        "00B2010C00",
                        Hex.tlv("70", Hex.tlv("61", Hex.tlv("4F", "A0000000031010"), Hex.tlv("87", "01"))) + "9000")
                .on("00B2020C00", "6A83");
        List<TerminalApplication> both =
                List.of(Terminals.application("A000000003", true), Terminals.application("A0000000031010", false));

        List<Candidate> candidates = Play.result(ApplicationSelection.candidates(both), card);

        assertThat(candidates).hasSize(1);
        assertThat(candidates.getFirst().application()).isEqualTo(both.get(1));
    }

    private static List<TerminalApplication> visa() {
        return List.of(Terminals.application("A0000000031010", true));
    }
}
