package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.crypto.DeviceAuthority;
import dev.tidegate.gateway.fixture.Sales;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets through the handshake at the tills' door, and how. */
class HandshakeTest {
    private static final int PATIENCE_MILLIS = 20_000;

    @TempDir
    private static Path shared;

    private static ServedGateway gateway;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        gateway = new ServedGateway(shared);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static SSLContext till() throws Exception {
        return ServedGateway.context(
                gateway.till.home().keyStore(), gateway.till.home().trustStore());
    }

    /** Shakes hands and asks for results. @return the status line */
    private static String asked(SSLContext context, String[] protocols, String[] suites) throws IOException {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", gateway.apiPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(protocols);
            if (suites.length > 0) {
                parameters.setCipherSuites(suites);
            }
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            socket.getOutputStream().write("GET /v1/results HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes("US-ASCII"));
            byte[] line = socket.getInputStream().readNBytes(12);
            if (line.length < 12) {
                throw new IOException("closed");
            }
            return new String(line, "US-ASCII") + " " + socket.getSession().getCipherSuite();
        }
    }

    @Test
    void till_withTheOneProtocolAndSuite_isServed() throws Exception {
        assertThat(asked(till(), new String[] {"TLSv1.3"}, new String[0]))
                .isEqualTo("HTTP/1.1 200 TLS_AES_256_GCM_SHA384");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256"})
    void till_withAnotherSuite_isRefused(String suite) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> asked(till(), new String[] {"TLSv1.3"}, new String[] {suite}));
    }

    @Test
    void till_withTls12_isRefused() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> asked(SSLContext.getDefault(), new String[] {"TLSv1.2"}, new String[0]));
    }

    // The JDK's own client does not speak these any more: a ClientHello by hand (RFC 2246, 7.4.1.2).
    @ParameterizedTest
    @CsvSource({"1, TLS 1.0", "2, TLS 1.1", "3, TLS 1.2"})
    void hello_ofAnOlderProtocol_isAnsweredByAnAlert(int minor, String name) throws IOException {
        byte[] hello = ByteBuffer.allocate(50)
                .put(new byte[] {22, 3, 1, 0, 45})
                .put(new byte[] {1, 0, 0, 41, 3, (byte) minor})
                .put(new byte[32])
                .put((byte) 0)
                .putShort((short) 2)
                .putShort((short) 0x002F)
                .put(new byte[] {1, 0})
                .array();
        try (Socket socket = new Socket("localhost", gateway.apiPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(hello);

            byte[] answer = socket.getInputStream().readNBytes(7);

            assertThat(answer).as(name).hasSize(7);
            assertThat(answer[0]).as("an alert").isEqualTo((byte) 21);
            assertThat(answer[5]).as("a fatal one").isEqualTo((byte) 2);
            assertThat(answer[6]).as("protocol version").isEqualTo((byte) 70);
        }
    }

    @Test
    void stranger_withoutACertificate_isNotKnown() throws Exception {
        SSLContext bare = ServedGateway.context(
                gateway.till.home().trustStore(), gateway.till.home().trustStore());

        assertThat(asked(bare, new String[] {"TLSv1.3"}, new String[0])).startsWith("HTTP/1.1 401");
    }

    @Test
    void till_ofAnAuthorityWithTheSameName_isRefused() throws Exception {
        DeviceAuthority stranger = DeviceAuthority.create(folder.resolve("ca.p12"), InstantSource.system());
        stranger.issueTill(Sales.TILL, folder.resolve("till.p12"));
        SSLContext foreign = ServedGateway.context(
                folder.resolve("till.p12"), gateway.till.home().trustStore());

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> asked(foreign, new String[] {"TLSv1.3"}, new String[0]));
    }

    @Test
    void caller_withAServersCertificate_isRefused() throws Exception {
        gateway.home().authority(InstantSource.system()).issueServer(folder.resolve("server.p12"), List.of());
        SSLContext server = ServedGateway.context(
                folder.resolve("server.p12"), gateway.till.home().trustStore());

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> asked(server, new String[] {"TLSv1.3"}, new String[0]));
    }

    @Test
    void till_thatTrustsAnotherAuthority_hangsUp() throws Exception {
        DeviceAuthority other = DeviceAuthority.create(folder.resolve("ca.p12"), InstantSource.system());
        other.writeTrust(folder.resolve("trust.p12"));
        SSLContext wary = ServedGateway.context(gateway.till.home().keyStore(), folder.resolve("trust.p12"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> asked(wary, new String[] {"TLSv1.3"}, new String[0]));
    }

    @Test
    void caller_withoutTls_getsNoPage() throws IOException {
        try (Socket socket = new Socket("localhost", gateway.apiPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write("GET /v1/results HTTP/1.0\r\n\r\n".getBytes("US-ASCII"));

            byte[] answer = socket.getInputStream().readNBytes(64);

            assertThat(new String(answer, "ISO-8859-1")).doesNotContain("HTTP");
        }
    }
}
