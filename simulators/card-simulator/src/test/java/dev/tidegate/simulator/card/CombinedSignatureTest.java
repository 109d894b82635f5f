package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cards whose profile says CDA sign the cryptogram too (EMV 4.4 Book 2, 6.6). */
final class CombinedSignatureTest {
    @TempDir
    private Path state;

    @ParameterizedTest
    @ValueSource(strings = {"chip-approves", "chip-offline"})
    void firstCryptogram_askedForWithSignature_isWithinIt(String name) {
        Terminal terminal = terminal(name);
        byte[] told = Terminal.join(terminal.processingValues(), terminal.fill(terminal.value(0x8C)));

        Response response = terminal.generate(0x90, 0x8C);

        assertSigned(terminal, response, told, name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chip-approves", "chip-offline"})
    void secondCryptogram_askedForWithSignature_coversBothCommands(String name) {
        Terminal terminal = terminal(name);
        byte[] told = Terminal.join(terminal.processingValues(), terminal.fill(terminal.value(0x8C)));
        terminal.generate(0x90, 0x8C);
        told = Terminal.join(told, terminal.fill(terminal.value(0x8D)));

        Response response = terminal.generate(0x50, 0x8D);

        assertSigned(terminal, response, told, name);
    }

    @Test
    void decline_askedForWithSignature_isBare() {
        Terminal terminal = terminal("chip-refuses");

        Response response = terminal.generate(0x90, 0x8C);

        assertThat(response.objects()).doesNotContainKey(0x9F4B).containsKey(0x9F26);
        assertThat(terminal.hex(0x9F27)).isEqualTo("00");
    }

    @Test
    void cryptogram_askedForWithoutSignature_isBare() {
        Terminal terminal = terminal("chip-offline");

        Response response = terminal.generate(0x40, 0x8C);

        assertThat(response.objects()).doesNotContainKey(0x9F4B);
    }

    @Test
    void interchangeProfile_ofACombinedCard_saysSo() {
        Terminal terminal = terminal("chip-offline");

        assertThat(terminal.hex(0x82)).isEqualTo("7D00");
    }

    private Terminal terminal(String name) {
        CardProfile profile = Cards.profile(name).withCombinedSignature();
        return new Terminal(Cards.of(state, profile)::answer).ready();
    }

    private static void assertSigned(Terminal terminal, Response response, byte[] told, String name) {
        byte[] signed = new CertificateChain(terminal).dynamicData(response.object(0x9F4B), terminal.value(0x9F37));
        byte[] answered = Terminal.join(
                new byte[] {(byte) 0x9F, 0x27, 1},
                response.object(0x9F27),
                new byte[] {(byte) 0x9F, 0x36, 2},
                response.object(0x9F36),
                new byte[] {(byte) 0x9F, 0x10, 7},
                response.object(0x9F10));
        assertThat(signed).hasSize(38).startsWith(8);
        assertThat(signed[9]).isEqualTo(response.object(0x9F27)[0]);
        assertThat(Arrays.copyOfRange(signed, 10, 18))
                .isEqualTo(Cards.issuer(name, 1).cryptogram(terminal));
        assertThat(Arrays.copyOfRange(signed, 18, 38)).isEqualTo(CertificateChain.sha1(Terminal.join(told, answered)));
    }
}
