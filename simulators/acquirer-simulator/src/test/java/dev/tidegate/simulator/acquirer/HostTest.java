package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.simulator.acquirer.books.Ledger;
import dev.tidegate.simulator.acquirer.issuer.Messages;
import dev.tidegate.simulator.acquirer.wire.GoldenMessages;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.Mti;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostTest {
    private static final String FRAMED_ECHO = "001C" + GoldenMessages.ECHO;

    @TempDir
    Path folder;

    private RunningSimulator simulator;

    @BeforeEach
    void start() {
        simulator = new RunningSimulator(folder);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void frames_oneByteAtATime_areRead() throws Exception {
        try (HostClient gateway = simulator.connect()) {
            for (int i = 0; i < FRAMED_ECHO.length(); i += 2) {
                gateway.sendRaw(FRAMED_ECHO.substring(i, i + 2));
            }

            assertThat(gateway.receive().text(39)).isEqualTo("00");
        }
    }

    @Test
    void frames_manyInOnePiece_areAnsweredInOrder() throws Exception {
        try (HostClient gateway = simulator.connect()) {
            gateway.sendRaw(FRAMED_ECHO.repeat(50));

            for (int i = 0; i < 50; i++) {
                assertThat(gateway.receive().mti().digits()).isEqualTo("0810");
            }
        }
    }

    @Test
    void finishedSending_answersInFlight_stillArrive() throws Exception {
        try (HostClient gateway = simulator.connect()) {
            gateway.send(Messages.sale());
            gateway.finishSending();

            assertThat(gateway.receive().text(39)).isEqualTo("00");
            assertThat(gateway.isHungUpOn()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000", "FFFF00", "0004FF000000", "000A08000000000000000001", "001C08"})
    void frame_unreadable_closesTheConnectionAndIsCounted(String hex) throws Exception {
        try (HostClient gateway = simulator.connect()) {
            gateway.sendRaw(hex);
            gateway.finishSending();

            assertThat(gateway.isHungUpOn()).isTrue();
        }
        assertThat(simulator.get("/connections").path("unreadableFrames").asInt())
                .isEqualTo(1);
    }

    @Test
    void answer_unasked_isMetWithSilence() throws Exception {
        try (HostClient gateway = simulator.connect()) {
            gateway.send(new IsoMessage(new Mti("0810"), Messages.echo().fields()));

            assertThat(gateway.code(Messages.echo())).isEqualTo("00");
        }
    }

    @Test
    void connections_two_areServedSideBySide() throws Exception {
        try (HostClient one = simulator.connect();
                HostClient two = simulator.connect()) {
            assertThat(two.code(Messages.sale())).isEqualTo("00");
            assertThat(one.code(Messages.repeated(Messages.sale()))).isEqualTo("00");
            assertThat(simulator.get("/connections").path("openConnections").asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void connections_moreThanMayBe_areHungUpOn() throws Exception {
        var gateways = new ArrayList<HostClient>();
        try {
            for (int i = 0; i < HostServer.CONNECTIONS_MAX; i++) {
                gateways.add(simulator.connect());
                assertThat(gateways.getLast().code(Messages.echo())).isEqualTo("00");
            }
            try (HostClient oneMore = simulator.connect()) {
                assertThat(oneMore.isHungUpOn()).isTrue();
            }
        } finally {
            for (HostClient gateway : gateways) {
                gateway.close();
            }
        }
    }

    @Test
    void closedDoors_openConnection_isEndedAndNewOnesRefused() throws Exception {
        try (HostClient gateway = simulator.connect()) {
            assertThat(gateway.code(Messages.echo())).isEqualTo("00");

            JsonNode standing = simulator.post("/connections", "{'accept':false}");

            assertThat(standing.path("accepting").asBoolean()).isFalse();
            assertThat(gateway.isHungUpOn()).isTrue();
            assertThatThrownBy(simulator::connect).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void restart_sameFolder_keepsTheLedger() throws Exception {
        try (HostClient gateway = simulator.connect()) {
            assertThat(gateway.code(Messages.sale())).isEqualTo("00");
        }
        JsonNode before = simulator.get("/ledger");
        simulator.close();

        simulator = new RunningSimulator(folder);

        assertThat(simulator.get("/ledger")).isEqualTo(before);
        try (HostClient gateway = simulator.connect()) {
            assertThat(gateway.code(Messages.repeated(Messages.sale()))).isEqualTo("00");
        }
    }

    @Test
    void timeScale_sixty_dividesWhatARuleWaits() throws Exception {
        try (var hurried = new RunningSimulator(folder.resolve("hurried"), LineOptions.PLAIN, 60);
                HostClient gateway = hurried.connect()) {
            hurried.post("/rules", "[{'action':'delay','millis':30000}]");

            gateway.send(Messages.sale());

            assertThat(hurried.later.next().by()).isEqualTo(Duration.ofMillis(500));
        }
    }

    @Test
    void start_portTaken_isRefusedAndTheLedgerLetGo() throws IOException {
        Path other = folder.resolve("other");
        var taken = new Options(simulator.hostPort(), 0, other, Map.of(), 1, LineOptions.PLAIN);

        assertThatThrownBy(() -> AcquirerSimulator.start(
                        taken, InstantSource.system(), new AtomicLong()::get, simulator.later, KillPlan.none()))
                .hasMessage("a port cannot be taken");
        Ledger.open(other).close();
    }
}
