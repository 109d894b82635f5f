package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cards as data: the drawer itself, and files that are wrong. */
final class ProfileFileTest {
    private static final String GOOD =
            "{\"name\":\"own\",\"applications\":[{\"scheme\":\"visa\",\"number\":\"4761739001010119\"}]}";

    @TempDir
    private Path folder;

    @Test
    void drawer_holdsTwentyFiveCardsWithNumbersOfTheirOwn() {
        List<String> numbers = CardProfile.all().stream()
                .flatMap(card -> card.applications().stream())
                .map(one -> one.holder().number().digits())
                .toList();

        assertThat(CardProfile.all()).hasSize(25);
        assertThat(numbers).doesNotHaveDuplicates();
    }

    @TestFactory
    Stream<DynamicTest> card_ofTheDrawer_hasOneSentence() {
        return CardProfile.all().stream()
                .map(card -> DynamicTest.dynamicTest(
                        card.name(),
                        () -> assertThat(card.description())
                                .matches("[A-Z].{10,130}\\.")
                                .doesNotContain(". ")));
    }

    @TestFactory
    Stream<DynamicTest> card_ofTheDrawer_hasAKeyOfItsLength() {
        KeyRing keys = KeyRing.load();
        return CardProfile.all().stream()
                .flatMap(card -> card.applications().stream()
                        .map(one -> DynamicTest.dynamicTest(
                                card.keyName(one),
                                () -> assertThat(keys.keysOf(card, one).card().length() * 8)
                                        .isEqualTo(one.keyBits()))));
    }

    @Test
    void keys_ofTheCards_areAllDifferent() {
        KeyRing keys = KeyRing.load();

        List<String> moduli = CardProfile.all().stream()
                .flatMap(card -> card.applications().stream().map(one -> keys.keysOf(card, one)))
                .map(own -> Bytes.hex(own.card().modulus()))
                .toList();

        assertThat(moduli).doesNotHaveDuplicates();
    }

    @Test
    void file_ofOnesOwn_isRead() throws IOException {
        Path file = Files.writeString(folder.resolve("own.json"), "{\"cards\":[" + GOOD + "]}");

        CardProfile card = ProfileFile.read(file).getFirst();

        assertThat(card.name()).isEqualTo("own");
        assertThat(card.behaviour()).isEqualTo(Behaviour.ASKS_ISSUER);
        assertThat(card.faces()).containsExactly(Face.CONTACT);
        assertThat(card.stripe()).isEmpty();
    }

    @Test
    void card_ofOnesOwn_makesAPurchaseWithABorrowedKey() throws IOException {
        Path file = Files.writeString(folder.resolve("own.json"), "{\"cards\":[" + GOOD + "]}");
        byte[] key = Bytes.hex(Invocation.TEST_MASTER_KEY);

        try (Drawer drawer = Drawer.open(folder.resolve("state"), key, 1, ProfileFile.read(file))) {
            SimulatedCard card = drawer.card("own").orElseThrow();
            Terminal terminal = new Terminal(card::answer).ready();

            assertThat(new CertificateChain(terminal).dataAuthenticationCode()).isEqualTo("DAC1");
        }
    }

    @Test
    void file_thatIsNotThere_refusesTheStart() {
        assertThatThrownBy(() -> ProfileFile.read(folder.resolve("none"))).isInstanceOf(StartRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"cards\":[]}",
                "{\"cards\":{}}",
                "{\"cards\":[{}]}",
                "{\"cards\":[{\"name\":\"own\",\"applications\":[]}]}",
                "{\"cards\":[{\"name\":\"own\",\"applications\":[{\"scheme\":\"visa\",\"number\":\"47\"}]}]}",
                "{\"cards\":[{\"name\":\"own\",\"applications\":[{\"scheme\":\"nobody\"}]}]}"
            })
    void file_thatIsNoDrawer_refusesTheStart(String json) {
        assertThatThrownBy(() -> ProfileFile.parse(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageNotContaining("47");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"keyBits\":512",
                "\"keyBits\":2048",
                "\"priority\":\"100\"",
                "\"label\":\"a label of seventeen\"",
                "\"sequence\":\"1\"",
                "\"expiry\":\"3012\"",
                "\"behaviour\":\"kind\"",
                "\"consecutiveMax\":256",
                "\"pin\":{\"digits\":\"123\"}",
                "\"pin\":{\"digits\":\"1234\",\"tries\":16}",
                "\"pin\":{\"digits\":\"1234\",\"more\":1}",
                "\"authentication\":[\"xda\"]",
                "\"contactless\":\"yes\"",
                "\"objects\":{\"8E\":\"0\"}",
                "\"objects\":{\"tag\":\"00\"}",
                "\"more\":1"
            })
    void application_withAValueThatIsWrong_refusesTheStartAndNamesTheCard(String wrong) {
        String json = "{\"cards\":[" + GOOD.replace("\"scheme\"", wrong + ",\"scheme\"") + "]}";

        assertThatThrownBy(() -> ProfileFile.parse(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("card own: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"more\":1", "\"stripe\":\"20\"", "\"faces\":[\"back\"]", "\"faults\":[\"select=nothing\"]"})
    void card_withAValueThatIsWrong_refusesTheStartAndNamesTheCard(String wrong) {
        String json = "{\"cards\":[" + GOOD.replace("{\"name\"", "{" + wrong + ",\"name\"") + "]}";

        assertThatThrownBy(() -> ProfileFile.parse(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("card own: ");
    }

    @Test
    void card_thatIsThereTwice_refusesTheStart() {
        String json = "{\"cards\":[" + GOOD + "," + GOOD + "]}";

        assertThatThrownBy(() -> ProfileFile.parse(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("own");
    }
}
