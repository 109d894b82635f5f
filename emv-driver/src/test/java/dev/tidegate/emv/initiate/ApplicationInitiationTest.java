package dev.tidegate.emv.initiate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.data.CardMemory;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.TlvElement;
import dev.tidegate.emv.initiate.ApplicationInitiation.Initiation;
import dev.tidegate.emv.step.Step;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Objects;
import dev.tidegate.emv.testcard.Play;
import dev.tidegate.emv.testcard.ScriptCard;
import dev.tidegate.emv.testcard.Vectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GET PROCESSING OPTIONS (EMV 4.4 Book 3, 10.1 and 6.5.8). */
final class ApplicationInitiationTest {
    private static final JsonNode VECTORS = Vectors.json("scripts/emv-utils-gpo.json");
    private static final Tag FILE_LOCATOR = new Tag(0x94);
    private static final TlvSet TERMINAL = Objects.terminal("9F33", "60F0C8", "9F1A", "0528", "9F02", "000123456789");

    @TestFactory
    Stream<DynamicTest> initiate_eachCaseOfTheVectors_endsAsExpected() {
        System.out.println("processing options: " + VECTORS.get("cases").size() + " cases");
        return Vectors.each(VECTORS.get("cases"))
                .map(vector -> DynamicTest.dynamicTest(vector.get("name").asText(), () -> {
                    CardObjects selected = selected(vector.get("fci").asText());
                    ScriptCard card = ScriptCard.of(vector.get("apdus"));
                    Step<Initiation> step = Step.guarded(() -> ApplicationInitiation.initiate(selected, TERMINAL));

                    Step<Initiation> end = Play.play(step, card);

                    assertThat(card.left()).isZero();
                    check(vector.get("expect"), end);
                }));
    }

    private static void check(JsonNode expected, Step<Initiation> end) {
        String outcome = expected.get("outcome").asText();
        if (outcome.startsWith("GPO_NOT_ACCEPTED")) {
            assertThat(end).isEqualTo(Step.done(new Initiation.NotSatisfied()));
        } else if (outcome.equals("CARD_ERROR")) {
            assertThat(end).isEqualTo(Step.ended(EndReason.CARD_ERROR));
        } else {
            Initiation.Begun begun = (Initiation.Begun) ((Step.Done<Initiation>) end).result();
            assertThat(begun.profile().value().hex())
                    .isEqualTo(expected.get("82").asText());
            assertThat(begun.objects().octets(FILE_LOCATOR).hex())
                    .isEqualTo(expected.get("94").asText());
        }
    }

    @Test
    void initiate_longList_isToldInATemplateOfTwoLengthBytes() {
        CardObjects selected = Objects.card("9F38", "9F0280");
        ScriptCard card = new ScriptCard()
                .on("80A8000083" + "838180" + "00".repeat(122) + "000123456789" + "00", "80067C00080101009000");

        assertThat(Play.result(ApplicationInitiation.initiate(selected, TERMINAL), card))
                .isInstanceOf(Initiation.Begun.class);
    }

    @Test
    void initiate_listThatDoesNotFitItsTemplate_isACardError() {
        CardObjects selected = Objects.card("9F38", "9F02FE");

        assertThat(Play.reason(ApplicationInitiation.initiate(selected, TERMINAL), new ScriptCard()))
                .isEqualTo(EndReason.CARD_ERROR);
    }

    @Test
    void initiate_valuesTold_areKeptForTheSignature() {
        CardObjects selected = Objects.card("9F38", "9F1A02");
        ScriptCard card = new ScriptCard().on("80A800000483020528" + "00", "80067C00080101009000");

        Initiation.Begun begun =
                (Initiation.Begun) Play.result(ApplicationInitiation.initiate(selected, TERMINAL), card);

        assertThat(begun.objects().told())
                .singleElement()
                .satisfies(told -> assertThat(Hex.of(told)).isEqualTo("0528"));
    }

    @ParameterizedTest
    @CsvSource({
        "9000",
        "80009000",
        "8001789000",
        "770482027C009000",
        "770694040801010" + "09000",
        "7703820178" + "9000",
        "700482027C009000",
        "80067C0008010100" + "80009000",
        "FF9000",
    })
    void initiate_answerOfAnotherForm_isACardError(String answer) {
        ScriptCard card = new ScriptCard().on("80A8000002830000", answer);
        Step<Initiation> step = ApplicationInitiation.initiate(CardObjects.in(new CardMemory()), TERMINAL);

        Step<Initiation> end = Play.play(step, card);

        boolean begun = end instanceof Step.Done<Initiation>;
        // A missing file locator is found out when the records are to be read.
        assertThat(begun).isEqualTo(answer.startsWith("770482"));
    }

    private static CardObjects selected(String fci) {
        CardObjects objects = CardObjects.in(new CardMemory());
        for (TlvElement element : TlvElement.readAll(TlvElement.template(Hex.slice(fci), new Tag(0x6F)))) {
            if (element.tag().isConstructed()) {
                objects = objects.withAll(TlvElement.readAll(element.value()));
            }
        }
        return objects;
    }

    @Test
    void profile_ofFormat1_isItsFirstTwoBytes() {
        ScriptCard card = new ScriptCard().on("80A8000002830000", "80067C00080101009000");

        Initiation.Begun begun = (Initiation.Begun)
                Play.result(ApplicationInitiation.initiate(CardObjects.in(new CardMemory()), TERMINAL), card);

        assertThat(begun.profile().value()).isEqualTo(Octets.ofHex("7C00"));
        assertThat(begun.objects().octets(FILE_LOCATOR).hex()).isEqualTo("08010100");
    }
}
