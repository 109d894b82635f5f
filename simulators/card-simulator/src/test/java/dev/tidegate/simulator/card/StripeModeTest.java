package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A card that has nothing but a track behind the antenna, with digits that change (CVC3). */
final class StripeModeTest {
    private static final String CARD = """
            {"cards":[{"name":"tap-stripe","shows":"Tells its stripe.","faces":["contact","contactless"],
              "applications":[{"scheme":"SCHEME","number":"NUMBER","contactless":"stripe"}]}]}
            """;

    @TempDir
    private Path state;

    private final Cardholder own = new Cardholder();

    @Test
    void record_isTheTrackAlone() {
        Terminal terminal = own.tapped();

        assertThat(terminal.hex(0x82)).isEqualTo("0000");
        assertThat(terminal.hex(0x94)).isEqualTo("08010100");
        assertThat(terminal.hex(0x9F6B))
                .startsWith("5413330089010012" + "D3012" + "201")
                .endsWith("F");
        assertThat(terminal.has(0x5A)).isFalse();
        assertThat(terminal.has(0x8C)).isFalse();
    }

    @Test
    void checksum_hangsOnTheNumberAndTheCounter() {
        String first = hex(own.tapped().send("802A8E800400000123 00"), 0x9F61);
        String otherCounter = hex(own.tapped().send("802A8E800400000123 00"), 0x9F61);
        String otherNumber = hex(own.tapped().send("802A8E800400000124 00"), 0x9F61);

        assertThat(List.of(first, otherCounter, otherNumber))
                .doesNotHaveDuplicates()
                .allMatch(hex -> hex.length() == 4);
    }

    @Test
    void checksum_comesWithTheCounter() {
        assertThat(hex(own.tapped().send("802A8E800400000123 00"), 0x9F36)).isEqualTo("0001");
        assertThat(hex(own.tapped().send("802A8E800400000123 00"), 0x9F36)).isEqualTo("0002");
    }

    @Test
    void checksum_isGivenOnceATap() {
        Terminal terminal = own.tapped();
        terminal.send("802A8E800400000123 00");

        assertThat(terminal.send("802A8E800400000123 00").status()).isEqualTo("6985");
    }

    @ParameterizedTest
    @CsvSource({"802A8E00040000012300, 6A86", "802A8E8002012300, 6700"})
    void checksum_commandOfAnotherForm_isRefused(String command, String status) {
        assertThat(own.tapped().send(command).status()).isEqualTo(status);
    }

    @Test
    void sameCard_atItsContacts_hasNoStripeMode() {
        SimulatedCard card = own.card();
        card.powerUp(Face.CONTACT);
        Terminal terminal = new Terminal(card::answer).ready();

        assertThat(terminal.hex(0x82)).isNotEqualTo("0000");
        assertThat(terminal.send("802A8E800400000123 00").status()).isEqualTo("6D00");
    }

    @Test
    void fault_ofTheChecksum_isPlayed() {
        SimulatedCard card = own.card();
        card.breakWith(List.of(Fault.parse("checksum=status:6F00")));
        DirectReader reader = new DirectReader();
        reader.insert(card, Face.CONTACTLESS);

        Terminal terminal = new Terminal(reader::transmit).tap();

        assertThat(terminal.send("802A8E800400000123 00").status()).isEqualTo("6F00");
    }

    @Test
    void visaLikeCard_hasNoStripeMode() {
        assertThatThrownBy(() -> ProfileFile.parse(json("visa", "4761739001010119")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("tap-stripe");
    }

    private static String hex(Response response, int tag) {
        return HexFormat.of().withUpperCase().formatHex(response.object(tag));
    }

    private static byte[] json(String scheme, String number) {
        return CARD.replace("SCHEME", scheme).replace("NUMBER", number).getBytes(StandardCharsets.UTF_8);
    }

    /** Somebody with one such card, who taps it again and again. */
    private final class Cardholder {
        private final CardProfile profile =
                ProfileFile.parse(json("mastercard", "5413330089010012")).getFirst();
        private Optional<SimulatedCard> held = Optional.empty();

        SimulatedCard card() {
            SimulatedCard card = held.orElseGet(() -> Cards.of(state, profile));
            held = Optional.of(card);
            return card;
        }

        Terminal tapped() {
            SimulatedCard card = card();
            card.powerUp(Face.CONTACTLESS);
            return new Terminal(card::answer).tap();
        }
    }
}
