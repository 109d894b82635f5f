package dev.tidegate.till.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.till.fake.Enrolment;
import dev.tidegate.till.gateway.OwnConnection.Exchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a byte of the request may have left: for each place where a connection may break. */
final class OwnConnectionTest {
    private static final Duration CONNECT = Duration.ofMillis(1_500);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @TempDir
    private static Path folder;

    private static Enrolment enrolment;
    private static Enrolment stranger;

    /** What the other side does with one connection. */
    private interface Peer {
        void serve(Socket socket) throws IOException;
    }

    @BeforeAll
    static void enrol() {
        enrolment = Enrolment.in(folder.resolve("ours"));
        stranger = Enrolment.ofStrangers(folder.resolve("theirs"));
    }

    @Test
    void post_nobodyListens_leavesNothing() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }

        assertThat(post(port, enrolment, "localhost")).isEqualTo(new Exchange.NothingLeft());
    }

    @Test
    void post_nameThatDoesNotResolve_leavesNothing() {
        assertThat(post(8443, enrolment, "no-such-host.invalid")).isEqualTo(new Exchange.NothingLeft());
    }

    @Test
    void post_connectionClosedBeforeTheHandshake_leavesNothing() throws IOException {
        assertThat(against(plain(Socket::close))).isEqualTo(new Exchange.NothingLeft());
    }

    @Test
    void post_connectionThatNeverShakesHands_leavesNothing() throws IOException {
        assertThat(against(plain(socket -> socket.getInputStream().skipNBytes(100_000))))
                .isEqualTo(new Exchange.NothingLeft());
    }

    @Test
    void post_somebodyWhoSpeaksNoTls_leavesNothing() throws IOException {
        assertThat(against(plain(socket ->
                        socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))))
                .isEqualTo(new Exchange.NothingLeft());
    }

    @Test
    void post_gatewayOfAnotherAuthority_leavesNothing() throws IOException {
        try (ServerSocket server = tls(stranger, socket -> answer(socket, "200 OK", "{}"))) {
            assertThat(post(server.getLocalPort(), enrolment, "localhost")).isEqualTo(new Exchange.NothingLeft());
        }
    }

    @Test
    void post_nameThatTheCertificateDoesNotHave_leavesNothing() throws IOException {
        try (ServerSocket server = tls(enrolment, socket -> answer(socket, "200 OK", "{}"))) {
            assertThat(post(server.getLocalPort(), enrolment, "127.0.0.2")).isEqualTo(new Exchange.NothingLeft());
        }
    }

    @Test
    void post_aTillThatTheGatewayDoesNotKnow_isNeverAnswered() throws IOException {
        // In TLS 1.3 the client may have written before it learns that its certificate is refused, or may not.
        try (ServerSocket server = tls(enrolment, socket -> answer(socket, "200 OK", "{}"))) {
            OwnConnection foreigner = new OwnConnection(
                    TillTls.of(
                            Enrolment.store(stranger.till().keyStore()),
                            Enrolment.store(enrolment.till().trustStore())),
                    URI.create("https://localhost:" + server.getLocalPort()),
                    CONNECT,
                    System::nanoTime);

            assertThat(foreigner.post("/x", new byte[0], PATIENCE)).isNotInstanceOf(Exchange.Answered.class);
        }
    }

    @Test
    void post_closedAfterTheHandshake_countsAsBytesLeft() throws IOException {
        assertThat(against(tls(enrolment, socket -> {}))).isEqualTo(new Exchange.NoAnswer());
    }

    @Test
    void post_resetAfterTheRequest_countsAsBytesLeft() throws IOException {
        assertThat(against(tls(enrolment, socket -> {
                    readRequest(socket);
                    socket.setSoLinger(true, 0);
                })))
                .isEqualTo(new Exchange.NoAnswer());
    }

    @Test
    void post_anAnswerThatIsCut_isNoAnswer() throws IOException {
        assertThat(against(tls(enrolment, socket -> {
                    readRequest(socket);
                    write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{}");
                })))
                .isEqualTo(new Exchange.NoAnswer());
    }

    @Test
    void post_anAnswerThatDripsPastTheTime_isNoAnswer() throws IOException {
        assertThat(against(tls(enrolment, socket -> {
                    readRequest(socket);
                    write(socket, "HTTP/1.1 200 OK\r\n");
                    for (int i = 0; i < 1_000; i++) {
                        write(socket, "X: y\r\n");
                        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
                    }
                })))
                .isEqualTo(new Exchange.NoAnswer());
    }

    @Test
    void post_aWholeAnswer_isGiven() throws IOException {
        Exchange exchange = against(tls(enrolment, socket -> {
            readRequest(socket);
            answer(socket, "200 OK", "{\"answer\":\"UNKNOWN\"}");
        }));

        assertThat(exchange)
                .isInstanceOfSatisfying(
                        Exchange.Answered.class,
                        answered -> assertThat(answered.answer().status()).isEqualTo(200));
    }

    @Test
    void post_anything_asksForTls13AndNothingOlder() throws IOException {
        CompletableFuture<String> protocol = new CompletableFuture<>();
        Exchange answered = against(tls(enrolment, socket -> {
            boolean ignored =
                    protocol.complete(((SSLSocket) socket).getSession().getProtocol());
            answer(socket, "200 OK", "{}");
        }));

        assertThat(answered).isInstanceOf(Exchange.Answered.class);
        assertThat(protocol).isCompletedWithValue("TLSv1.3");
    }

    private static Exchange against(ServerSocket server) throws IOException {
        try (server) {
            return post(server.getLocalPort(), enrolment, "localhost");
        }
    }

    private static Exchange post(int port, Enrolment as, String host) {
        URI address = URI.create("https://" + host + ":" + port);
        return new OwnConnection(as.tls(), address, CONNECT, System::nanoTime)
                .post("/v1/payments/x/authorise", "{}".getBytes(StandardCharsets.US_ASCII), PATIENCE);
    }

    private static ServerSocket plain(Peer peer) throws IOException {
        return serve(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), peer);
    }

    private static ServerSocket tls(Enrolment as, Peer peer) throws IOException {
        SSLServerSocket server = (SSLServerSocket)
                as.serverContext().getServerSocketFactory().createServerSocket(0, 1, InetAddress.getByName("0.0.0.0"));
        server.setNeedClientAuth(true);
        return serve(server, socket -> {
            ((SSLSocket) socket).startHandshake();
            peer.serve(socket);
        });
    }

    private static ServerSocket serve(ServerSocket server, Peer peer) {
        Thread ignored = Thread.ofVirtual().start(() -> {
            try (Socket socket = server.accept()) {
                peer.serve(socket);
            } catch (IOException e) {
                // The till went away: what it made of it is what the test looks at.
            }
        });
        return server;
    }

    private static void readRequest(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) socket.getInputStream().read());
        }
        socket.getInputStream().skipNBytes(2);
    }

    private static void answer(Socket socket, String status, String body) throws IOException {
        write(
                socket,
                "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body);
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
