package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DrawerTest {
    private static final byte[] KEY = Bytes.hex(Invocation.TEST_MASTER_KEY);

    @TempDir
    private Path folder;

    @Test
    void passing_ofOneName_hasThatCardAlone() {
        try (Drawer drawer = Drawer.passing("chip-cda")) {
            assertThat(drawer.cards()).extracting(SimulatedCard::name).containsExactly("chip-cda");
        }
    }

    @Test
    void drawer_beginsWithTheFourCardsOfTheDemo() {
        try (Drawer drawer = open()) {
            assertThat(drawer.cards())
                    .extracting(card -> card.profile().name())
                    .startsWith("chip-approves", "chip-offline", "chip-declined", "chip-refuses");
        }
    }

    @Test
    void card_thatIsNotInIt_isNotFound() {
        try (Drawer drawer = open()) {
            assertThat(drawer.card("chip-nowhere")).isEmpty();
        }
    }

    @Test
    void counter_afterReopening_goesOn() {
        try (Drawer drawer = open()) {
            buy(drawer);
            buy(drawer);
        }

        try (Drawer drawer = open()) {
            Terminal third = buy(drawer);

            assertThat(third.hex(0x9F36)).isEqualTo("0003");
        }
    }

    @Test
    void firstCounter_isThatOfTheFirstTransaction() {
        try (Drawer drawer = Drawer.open(folder, KEY, 500)) {
            assertThat(buy(drawer).hex(0x9F36)).isEqualTo("01F4");
        }
    }

    @Test
    void counters_ofTwoCards_areApart() {
        try (Drawer drawer = open()) {
            buy(drawer);

            assertThat(drawer.card("chip-approves").orElseThrow().counter()).isZero();
            assertThat(drawer.card("chip-offline").orElseThrow().counter()).isEqualTo(1);
        }
    }

    @Test
    void issuerMasterKey_ofAnotherIssuer_makesOtherCryptograms() {
        String other = "FEDCBA98765432100123456789ABCDEF";
        try (Drawer drawer = Drawer.open(folder, Bytes.hex(other), 1)) {
            Terminal terminal = buy(drawer);

            CardProfile profile = Cards.profile("chip-offline");
            ReferenceIssuer issuer = new ReferenceIssuer(other, profile.number().digits(), "01", 1);
            assertThat(terminal.value(0x9F26)).isEqualTo(issuer.cryptogram(terminal));
        }
    }

    @Test
    void secondDrawer_overOneFolder_isRefused() {
        try (Drawer drawer = open()) {
            assertThat(drawer.cards()).isNotEmpty();
            assertThatThrownBy(this::open).isInstanceOf(StartRefusedException.class);
        }
    }

    @Test
    void damagedMemory_refusesTheDrawerAndNamesTheFile() throws IOException {
        Files.writeString(folder.resolve("chip-declined.memory"), "?");

        assertThatThrownBy(this::open)
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("chip-declined.memory");
    }

    @Test
    void folder_thatIsAFile_isRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> Drawer.open(file, KEY, 1)).isInstanceOf(StartRefusedException.class);
    }

    @Test
    void folder_afterPurchases_holdsNoCardNumber() throws IOException {
        try (Drawer drawer = open()) {
            buy(drawer);
        }

        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertThat(file.getFileName() + Files.readString(file)).doesNotContain("5413330089010012");
            }
        }
    }

    private Drawer open() {
        return Drawer.open(folder, KEY, 1);
    }

    private static Terminal buy(Drawer drawer) {
        SimulatedCard card = drawer.card("chip-offline").orElseThrow();
        Terminal terminal = new Terminal(card::answer).ready();
        terminal.generate(0x40, 0x8C);
        return terminal;
    }
}
