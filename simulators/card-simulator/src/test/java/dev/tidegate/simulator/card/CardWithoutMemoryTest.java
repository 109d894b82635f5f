package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a card does when its counter cannot be kept, or has come to its end. */
final class CardWithoutMemoryTest {
    @TempDir
    private Path state;

    @Test
    void transaction_whenTheDiskRefuses_doesNotBegin() throws IOException {
        Terminal terminal = new Terminal(Cards.of(state, "chip-offline")::answer);
        terminal.select();
        Files.createDirectory(state.resolve("chip-offline.new"));

        Response response = terminal.send("80A80000 028300 00");

        assertThat(response.status()).isEqualTo("6581");
        assertThat(terminal.send("80AE40001D" + "00".repeat(29)).status()).isEqualTo("6985");
    }

    @Test
    void transaction_whenTheDiskIsBack_hasACounterOfItsOwn() throws IOException {
        Terminal terminal = new Terminal(Cards.of(state, "chip-offline")::answer);
        terminal.select();
        Path inTheWay = Files.createDirectory(state.resolve("chip-offline.new"));
        terminal.send("80A80000 028300 00");
        Files.delete(inTheWay);

        terminal.ready().generate(0x40, 0x8C);

        assertThat(terminal.hex(0x9F36)).isEqualTo("0002");
    }

    @Test
    void secondCryptogram_whenTheDiskRefuses_doesNotLeave() throws IOException {
        Terminal terminal = new Terminal(Cards.of(state, "chip-approves")::answer).ready();
        terminal.generate(0x80, 0x8C);
        terminal.authenticateExternally(Cards.issuer("chip-approves", 1).issuerData(terminal.value(0x9F26), "3030"));
        Files.createDirectory(state.resolve("chip-approves.new"));

        Response response = terminal.generate(0x40, 0x8D);

        assertThat(response.status()).isEqualTo("6581");
    }

    @Test
    void transaction_ofACardThatIsUsedUp_doesNotBegin() throws IOException {
        Files.writeString(state.resolve("chip-offline"), "atc 65535 lastOnline 0\n");
        Terminal terminal = new Terminal(Cards.of(state, "chip-offline")::answer);
        terminal.select();

        Response response = terminal.send("80A80000 028300 00");

        assertThat(response.status()).isEqualTo("6985");
    }
}
