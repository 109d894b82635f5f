package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as no client library sends them, written byte by byte: refused cleanly, and the till goes on. */
final class HttpTricksTest {
    private static final String CLOSE = "Host: localhost\r\nConnection: close\r\n";

    @TempDir
    private static Path folder;

    private static RunningTill till;

    @BeforeAll
    static void start() {
        till = RunningTill.in(folder, Map.of("TILL_GATEWAY", "https://localhost:1"));
    }

    @AfterAll
    static void stop() {
        till.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../../../etc/passwd",
                "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
                "/..%2f..%2f..%2fetc/passwd",
                "/%252e%252e/%252e%252e/etc/passwd",
                "/..%5c..%5cetc/passwd",
                "/..;/..;/etc/passwd",
                "/index.html/../../shop.db",
                "/page/../shop.db",
                "//etc/passwd",
                "/shop.db",
                "/index.html%00.css",
                "/api/v1/../../shop.db",
                "/api/v1/payments/..%2f..%2fterminal",
                "/api/v1/payments/%2e%2e%2fterminal",
                "/api/v1/demo/cards/..%2finsert",
                "/META-INF/MANIFEST.MF",
                "/WEB-INF/web.xml",
                "/dev/tidegate/till/TillApplication.class",
                "http://evil.example/api/v1/terminal"
            })
    void path_thatClimbsOut_givesNothingAway(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\n" + CLOSE + "\r\n");

        assertThat(answer)
                .matches("(?s)HTTP/1.1 (4\\d\\d|30[128]) .*")
                .doesNotContain("root:")
                .doesNotContain("SQLite format")
                .doesNotContain("network_status")
                .doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "TRACE", "CONNECT", "PROPFIND", "FOO", "get"})
    void method_thatNobodyServes_isRefused(String method) throws IOException {
        String answer = raw(method + " /api/v1/terminal HTTP/1.1\r\n" + CLOSE + "Content-Length: 0\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 (400|403|404|405|501) .*").doesNotContain("network_status");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void header_thatNamesAnotherMethod_isOverlooked(String header) throws IOException {
        String answer = raw("GET /api/v1/terminal HTTP/1.1\r\n" + CLOSE + header + ": DELETE\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2\r\nContent-Length: 3",
                "Content-Length: 2\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: xchunked",
                "Content-Length: -1",
                "Content-Length: 99999999999999999999",
                "Host: evil.example"
            })
    void length_saidInTwoWays_isRefusedAndNothingBehindItIsAsked(String headers) throws IOException {
        String smuggled = "GET /api/v1/terminal HTTP/1.1\r\n" + CLOSE + "\r\n";

        String answer =
                raw("POST /api/v1/terminal/sync HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + headers + "\r\n\r\n0\r\n\r\n" + smuggled);

        assertThat(answer).matches("(?s)HTTP/1.1 (4\\d\\d|501) .*").doesNotContain("network_status");
    }

    @Test
    void header_withoutEnd_isRefused() throws IOException {
        assertThat(raw("GET /api/v1/terminal HTTP/1.1\r\n" + CLOSE + "X: " + "y".repeat(70_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void address_withoutEnd_isRefused() throws IOException {
        assertThat(raw("GET /api/v1/" + "y".repeat(70_000) + " HTTP/1.1\r\n" + CLOSE + "\r\n"))
                .matches("(?s)HTTP/1.1 (414|431) .*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/customer.html", "/api/v1/terminal/events", "/api/v1/display"})
    void everyDoor_underAnotherName_isShut(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: rebound.evil.example\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 403 ").contains("foreign_host");
    }

    @Test
    void preflight_ofAnotherOrigin_isPromisedNothing() throws IOException {
        String answer = raw("OPTIONS /api/v1/payments HTTP/1.1\r\n" + CLOSE + "Origin: https://evil.example\r\n"
                + "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: idempotency-key\r\n\r\n");

        assertThat(answer).doesNotContainIgnoringCase("access-control-allow");
    }

    @Test
    void post_whoseOriginIsItsForgedHost_isRefused() throws IOException {
        String answer =
                raw("POST /api/v1/terminal/sync HTTP/1.1\r\nHost: evil.example\r\nOrigin: http://evil.example\r\n"
                        + "Connection: close\r\nContent-Length: 0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 403 ");
    }

    @Test
    void door_ofTheTill_isOnLoopbackAlone() throws SocketException {
        List<InetAddress> others = Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                .flatMap(each -> Collections.list(each.getInetAddresses()).stream())
                .filter(each -> !each.isLoopbackAddress() && !each.isLinkLocalAddress())
                .toList();
        assumeTrue(!others.isEmpty(), "this machine has no address but loopback's");

        for (InetAddress other : others) {
            try (Socket socket = new Socket()) {
                assertThatThrownBy(() -> socket.connect(new InetSocketAddress(other, till.page()), 2_000))
                        .isInstanceOf(ConnectException.class);
            } catch (IOException e) {
                throw new AssertionError("a socket that cannot be closed", e);
            }
        }
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), till.page())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
