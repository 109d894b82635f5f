package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every card's chain, recovered from what the till is given and what the card says, and from nothing else. */
final class CertificateChainTest {
    @TempDir
    private Path state;

    @ParameterizedTest
    @ValueSource(strings = {"chip-approves", "chip-offline", "chip-declined", "chip-refuses"})
    void staticData_ofEachCard_isSignedByItsIssuer(String name) {
        Terminal terminal = new Terminal(Cards.of(state, name)::answer).ready();

        CertificateChain chain = new CertificateChain(terminal);

        assertThat(chain.dataAuthenticationCode()).isEqualTo("DAC1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chip-approves", "chip-offline", "chip-declined", "chip-refuses"})
    void internalAuthenticate_ofEachCard_isSignedByTheCard(String name) {
        Terminal terminal = new Terminal(Cards.of(state, name)::answer).ready();
        byte[] number = terminal.fill(terminal.value(0x9F49));

        Response response = terminal.send(Terminal.command("00880000", number));

        byte[] dynamicData = new CertificateChain(terminal).dynamicData(signature(response), number);
        assertThat(dynamicData).hasSize(9).startsWith(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chip-approves", "chip-offline"})
    void internalAuthenticate_ofAnotherNumber_isNotWhatWasSigned(String name) {
        Terminal terminal = new Terminal(Cards.of(state, name)::answer).ready();
        CertificateChain chain = new CertificateChain(terminal);

        Response response = terminal.send("00880000 04 01020304 00");

        assertThatThrownBy(() -> chain.dynamicData(signature(response), new byte[] {1, 2, 3, 5}))
                .isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chip-approves", "chip-offline"})
    void dynamicNumber_ofTwoTransactions_differs(String name) {
        SimulatedCard card = Cards.of(state, name);
        byte[] first = dynamicNumber(new Terminal(card::answer).ready());

        byte[] second = dynamicNumber(new Terminal(card::answer).ready());

        assertThat(second).isNotEqualTo(first);
    }

    private static byte[] dynamicNumber(Terminal terminal) {
        Response response = terminal.send("00880000 04 01020304 00");
        return new CertificateChain(terminal).dynamicData(signature(response), new byte[] {1, 2, 3, 4});
    }

    private static byte[] signature(Response response) {
        byte[] format = response.objects().getOrDefault(0x80, new byte[0]);
        return format.length > 0 ? format : response.object(0x9F4B);
    }
}
