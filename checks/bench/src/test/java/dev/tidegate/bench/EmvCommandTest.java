package dev.tidegate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.cards.JvmCard;
import dev.tidegate.cards.Till;
import dev.tidegate.emv.apdu.CardChannel.Transmission;
import dev.tidegate.simulator.card.Drawer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That it measures what it says; how fast it is depends on the machine and is asserted nowhere. */
final class EmvCommandTest {
    private static final List<DiskFigure> FIGURES = new EmvBench(new EmvBench.Length(0, 3), step -> {}).run();

    @TempDir
    private Path home;

    @Test
    void run_shortest_measuresEachLine() {
        assertThat(FIGURES)
                .extracting(DiskFigure::name)
                .containsExactly(
                        "contactFloor",
                        "contact",
                        "contactHigh",
                        "contactCard",
                        "contactCommands",
                        "visaFloor",
                        "visa",
                        "visaHigh",
                        "visaCard",
                        "visaCommands",
                        "mastercardFloor",
                        "mastercard",
                        "mastercardHigh",
                        "mastercardCard",
                        "mastercardCommands");
        assertThat(FIGURES).allMatch(figure -> figure.value() > 0);
    }

    @Test
    void run_whatTheDesignAsks_isThere() {
        assertThat(FIGURES)
                .filteredOn(figure -> figure.bar() != null)
                .extracting(figure -> figure.name() + " " + figure.bar())
                .containsExactly(
                        "contactHigh Bar[isMost=true, limit=2000.0]",
                        "contactCommands Bar[isMost=true, limit=15.0]",
                        "visaHigh Bar[isMost=true, limit=1000.0]",
                        "visaCommands Bar[isMost=true, limit=15.0]",
                        "mastercardHigh Bar[isMost=true, limit=1000.0]",
                        "mastercardCommands Bar[isMost=true, limit=15.0]");
    }

    /** This does not depend on the machine. */
    @Test
    void run_commands_areNoMoreThanAsked() {
        assertThat(FIGURES)
                .filteredOn(figure -> figure.unit().equals("commands"))
                .hasSize(3)
                .allMatch(figure -> Boolean.TRUE.equals(figure.held()));
    }

    @Test
    void run_floor_isOfEachCertificateAndSignature() {
        assertThat(FIGURES)
                .filteredOn(figure -> figure.name().endsWith("Floor"))
                .extracting(DiskFigure::what)
                .containsExactly(
                        "  floor: its 4 RSA recoveries",
                        "  floor: its 3 RSA recoveries",
                        "  floor: its 3 RSA recoveries");
    }

    @Test
    void command_short_writesJson() throws Exception {
        int code = Bench.commandLine().execute("emv", "--project", home.toString(), "--transactions", "1", "--json");

        assertThat(code).isZero();
        JsonNode whole = new ObjectMapper()
                .readTree(home.resolve("target/bench/emv.json").toFile());
        assertThat(whole.get("quick").asBoolean()).isTrue();
        assertThat(whole.get("transactions").asInt()).isEqualTo(1);
        assertThat(whole.get("figures")).hasSize(15);
    }

    @Test
    void timedCard_takesTheCardsTimeAlone() {
        AtomicLong clock = new AtomicLong();
        TimedCard card = new TimedCard(
                (command, response) -> {
                    clock.addAndGet(700);
                    return Transmission.ANSWERED;
                },
                clock::get);

        clock.addAndGet(50);
        card.transmit(ByteBuffer.allocate(5), ByteBuffer.allocate(258));
        clock.addAndGet(50);

        assertThat(card.taken()).isEqualTo(700);
        assertThat(card.commands()).isEqualTo(1);
    }

    @Test
    void recoveries_ofACardThatWasNotHeard_saySo() {
        try (Drawer drawer = Drawer.passing("chip-cda")) {
            Recoveries silent = new Recoveries(JvmCard.of(drawer, "chip-cda", false));

            assertThatThrownBy(() -> silent.prepare(Till.standard().authorities()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("gave no 8F");
        }
    }
}
