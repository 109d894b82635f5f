package dev.tidegate.cards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.simulator.card.Drawer;
import dev.tidegate.simulator.card.Face;
import dev.tidegate.simulator.card.SimulatedCard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TraceCommandTest {
    @TempDir
    private Path home;

    @Test
    void inserted_online_isToldToTheLastWord() {
        Console told = Console.run("trace", "chip-cda", "--amount", "75");

        assertThat(told.code()).isZero();
        assertThat(told.out())
                .startsWith(" 1  SELECT 1PAY.SYS.DDF01")
                .contains("9F02 amount authorised: 000000007500")
                .contains("GENERATE AC ARQC, signed")
                .contains("outcome              the host is asked, ARQC")
                .contains("last word            approved, the host said so");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chip-approves --amount 75 --offline | not approved by the card (Z3)",
                "chip-approves --amount 75 --host 51 | last word            declined",
                "chip-offline --amount 5 | approved by the card, TC (Y1)",
                "chip-refuses | declined by the card, AAC",
                "chip-pulled --amount 75 | no cryptogram: REMOVED",
                "chip-blocked | no cryptogram: NOT_ACCEPTED",
                "chip-bad-signature --amount 75 | data authentication  not passed",
                "tap-visa --tap --amount 40 | approved by the card, TC (Y1)",
                "tap-mastercard --tap --amount 40 | approved by the card, TC (Y1)",
                "tap-phone --tap --amount 200 | ON_DEVICE",
                "stripe-only --swipe | verdict              taken",
                "stripe-online-only --swipe | only with the host: ISSUER_ONLY",
                "chip-approves --swipe | insert or tap the chip instead",
                "chip-approves --swipe --chip-failures 3 | in the place of the chip"
            })
    void card_endsAsItsProfileSays(String arguments, String expected) {
        Console told = Console.run((Object[]) ("trace " + arguments).split(" "));

        assertThat(told.code()).as(told.err()).isZero();
        assertThat(told.out()).contains(expected);
    }

    @Test
    void everyCard_inEveryWay_isToldWithoutItsNumber() {
        List<String> all = new ArrayList<>();
        Set<String> numbers = new HashSet<>();
        try (Drawer drawer = Drawer.passing()) {
            for (SimulatedCard card : drawer.cards()) {
                card.tracks().forEach(track -> numbers.add(track.replaceAll("^[%;]B?([0-9]+).*$", "$1")));
                if (card.has(Face.CONTACT)) {
                    all.add(Console.run("trace", card.name()).out());
                }
                if (card.has(Face.CONTACTLESS)) {
                    all.add(Console.run("trace", card.name(), "--tap").out());
                }
            }
        }

        assertThat(all).hasSize(25);
        assertThat(numbers).allMatch(number -> number.matches("[0-9]{13,19}"));
        for (String number : numbers) {
            assertThat(String.join("\n", all)).doesNotContain(number);
        }
    }

    @Test
    void labels_areShown() {
        assertThat(Console.run("trace", "chip-cda").out())
                .contains("50 application label: 4D415354455243415244 \"MASTERCARD\"");
    }

    @Test
    void json_isOneObject() throws Exception {
        JsonNode told = new ObjectMapper()
                .readTree(Console.run("trace", "chip-cda", "--amount", "75", "--json")
                        .out());

        assertThat(told.get("commands").asInt()).isEqualTo(12);
        assertThat(told.get("lines")).hasSizeGreaterThan(50);
        assertThat(told.at("/end/TVR").asText()).isEqualTo("0000008000");
    }

    @Test
    void list_namesEveryCard() {
        Console told = Console.run("trace", "--list");

        assertThat(told.out().lines()).hasSize(25);
        assertThat(told.out()).containsPattern("tap-visa +inserted, tapped, swiped");
    }

    @Test
    void record_overAFileThatIsThere_isRefused() throws Exception {
        Path file = Files.writeString(home.resolve("sale.trace"), "mine");

        Console told = Console.run("trace", "chip-cda", "--record", file);

        assertThat(told.code()).isEqualTo(3);
        assertThat(file).hasContent("mine");
    }

    @Test
    void recordedFile_isToldAsTheCardWas() {
        Path file = home.resolve("sale.trace");
        String live = Console.run("trace", "tap-visa", "--tap", "--amount", "40", "--record", file)
                .out();

        String recorded = Console.run("trace", file).out();

        assertThat(untimed(recorded)).isEqualTo(untimed(live));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing | no such card and no such file",
                "'' | Name a card or a trace file",
                "stripe-only | cannot be inserted",
                "chip-approves --tap | cannot be tapped",
                "tap-phone --swipe | cannot be swiped",
                "chip-approves --issuer-data 91 | ends",
                "chip-approves --number 01 | four bytes",
                "chip-approves --host 000 | two characters"
            })
    void wrongOptions_areSaidInASentence(String arguments, String expected) {
        Console told = Console.run((Object[]) ("trace " + arguments).strip().split(" "));

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains(expected).contains("Usage:");
    }

    @Test
    void withoutACommand_saysSo() {
        assertThat(Console.run().err()).contains("Say what to do: trace or replay.");
    }

    private static String untimed(String told) {
        return told.replaceAll("\\([0-9.]+ ms\\)", "").replaceAll("card [0-9.]+ ms.*", "");
    }
}
