package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.gateway.ServedGateway.Reply;
import dev.tidegate.gateway.fixture.Sales;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A till that is revoked while it is connected, with a TLS session that is warm. */
class RevocationTest {
    private static final int PATIENCE_MILLIS = 20_000;

    @TempDir
    private Path folder;

    private ServedGateway gateway;
    private SSLContext context;

    @BeforeEach
    void start() throws Exception {
        gateway = new ServedGateway(folder);
        context = ServedGateway.context(
                gateway.till.home().keyStore(), gateway.till.home().trustStore());
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private SSLSocket connected() throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", gateway.apiPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.startHandshake();
        return socket;
    }

    /** One request on a connection that is kept open. @return the whole answer, without its body */
    private static String asked(SSLSocket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /v1/results HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("closed after " + head.length() + " bytes");
            }
            head.append((char) c);
        }
        String lower = head.toString().toLowerCase(java.util.Locale.ROOT);
        int at = lower.indexOf("content-length: ");
        int length = at < 0 ? 0 : Integer.parseInt(lower.substring(at + 16, lower.indexOf("\r\n", at)));
        if (in.readNBytes(length).length != length) {
            throw new IOException("the body is cut");
        }
        return head.toString();
    }

    private void revoke() throws Exception {
        assertThat(gateway.command("revoke-till", "--till", Sales.TILL.toString(), "--reason", "stolen"))
                .contains("is revoked");
    }

    @Test
    void till_revokedOnAWarmConnection_isRefusedWithItsNextRequest() throws Exception {
        try (SSLSocket warm = connected()) {
            String before = asked(warm);
            revoke();

            String after;
            try {
                after = asked(warm);
            } catch (IOException e) {
                // The duty that closes connections was faster than this request.
                after = "HTTP/1.1 403 closed\r\nConnection: close\r\n";
            }

            assertThat(before).startsWith("HTTP/1.1 200");
            assertThat(after).startsWith("HTTP/1.1 403").containsIgnoringCase("Connection: close");
            assertThat(closed(warm)).isTrue();
        }
    }

    @Test
    void till_revokedWithAWarmSession_isRefusedOnANewConnection() throws Exception {
        long began;
        try (SSLSocket first = connected()) {
            assertThat(asked(first)).startsWith("HTTP/1.1 200");
            began = first.getSession().getCreationTime();
        }
        revoke();

        try (SSLSocket second = connected()) {
            assertThat(second.getSession().getCreationTime())
                    .as("a session that was taken up again would be as old as the first")
                    .isGreaterThan(began);
            assertThat(asked(second)).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void till_revokedWhileItsConnectionIsIdle_losesIt() throws Exception {
        try (SSLSocket idle = connected()) {
            assertThat(asked(idle)).startsWith("HTTP/1.1 200");

            revoke();

            assertThat(closed(idle)).isTrue();
        }
    }

    @Test
    void till_revokedBetweenTwoRequestsOfItsClient_hearsWhy() throws Exception {
        HttpClient client = HttpClient.newBuilder().sslContext(context).build();
        HttpRequest results = HttpRequest.newBuilder(gateway.api("/v1/results")).build();
        Reply before = ServedGateway.send(client, results);
        revoke();

        Reply after = ServedGateway.send(client, results);
        Reply again = ServedGateway.send(client, results);

        assertThat(before.status()).isEqualTo(200);
        assertThat(after.status()).isEqualTo(403);
        assertThat(again.body().path("code").asText()).isEqualTo("till_not_enrolled");
        assertThat(gateway.fromPage("/api/v1/tills").body().at("/tills/0/state").asText())
                .isEqualTo("REVOKED");
    }

    // A TLS end may be said or may come as a reset; a timeout is neither.
    private static boolean closed(SSLSocket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
