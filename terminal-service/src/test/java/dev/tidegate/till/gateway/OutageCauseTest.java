package dev.tidegate.till.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.till.fake.Enrolment;
import dev.tidegate.till.fake.MemoryJournal;
import dev.tidegate.till.fake.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each way in which a gateway may be away, on real sockets: noticed by one beat in its time, and told for what it is.
 */
final class OutageCauseTest {
    /** With the shipped two seconds between beats, a cut is told within five. */
    private static final Duration ONE_BEAT = Duration.ofSeconds(3);

    @TempDir
    private static Path folder;

    private static Enrolment enrolment;

    private final MemoryJournal journal = new MemoryJournal().opened();

    @BeforeAll
    static void enrol() {
        enrolment = Enrolment.in(folder);
    }

    @Test
    void beat_connectionRefused_isNoNetwork() throws IOException {
        int nobody;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = taken.getLocalPort();
        }

        assertTold("https://localhost:" + nobody, Reason.NO_NETWORK, Trouble.REFUSED);
    }

    @Test
    void beat_nameThatDoesNotResolve_isNoNetworkAndSaysSo() {
        assertTold("https://no-such-host.invalid:8443", Reason.NO_NETWORK, Trouble.NAME_UNRESOLVED);
    }

    @Test
    void beat_gatewayThatAcceptsAndNeverAnswers_isTheGatewaysSilence() throws IOException {
        try (SSLServerSocket server = (SSLServerSocket) enrolment
                .serverContext()
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread ignored = Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    // Reads, which shakes hands, and says nothing until the till goes away.
                    int read = socket.getInputStream().readAllBytes().length;
                    assertThat(read).isNotNegative();
                } catch (IOException e) {
                    // The test is over.
                }
            });

            assertTold("https://localhost:" + server.getLocalPort(), Reason.GATEWAY_SILENT, Trouble.TIMED_OUT);
        }
    }

    @Test
    void beat_gatewayThatAcceptsAndNeverShakesHands_isTheGatewaysSilence() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertTold("https://localhost:" + server.getLocalPort(), Reason.GATEWAY_SILENT, Trouble.TIMED_OUT);
        }
    }

    private void assertTold(String address, Reason cause, Trouble trouble) {
        List<HeartbeatStanding.Seen> changes = new ArrayList<>();
        try (HttpGateway gateway = gateway(address)) {
            HeartbeatStanding standing = standing(gateway, changes);
            long begun = System.nanoTime();

            standing.beat();

            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as("one beat, with a busy machine's second")
                    .isLessThan(ONE_BEAT.plusSeconds(1));
            assertThat(standing.seen().standing()).isEqualTo(new Standing.Offline(cause));
            assertThat(standing.seen().trouble()).isEqualTo(trouble);
            assertThat(standing.gatewayReachable()).isFalse();
            assertThat(changes).hasSize(1);
        }
    }

    private HeartbeatStanding standing(HttpGateway gateway, List<HeartbeatStanding.Seen> changes) {
        InstantSource clock = () -> Samples.NOON;
        Keyring keyring = Keyring.of(enrolment.till(), Samples.TILL, Samples.time(clock));
        return new HeartbeatStanding(
                gateway,
                journal,
                () -> 0,
                new BundleWatch(gateway, keyring, journal, Runnable::run, new HeardNothing()),
                ParametersWatchTest.quiet(gateway, enrolment.till().parameters(), clock),
                clock,
                (last, acked, head) -> {},
                changes::add);
    }

    private static HttpGateway gateway(String address) {
        return new HttpGateway(
                new HttpGateway.Route(
                        URI.create(address),
                        "TIDE0001",
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(25)),
                enrolment.tls(),
                receipt -> true,
                System::nanoTime,
                time -> {});
    }
}
