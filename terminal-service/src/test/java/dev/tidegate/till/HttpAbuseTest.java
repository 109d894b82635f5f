package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no page of ours makes: each gets an answer that says why, and changes nothing. */
final class HttpAbuseTest {
    private static final String MONEY = "{\"value\":1250,\"currency\":\"EUR\"}";

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

    @Test
    void payment_withoutKey_isRefused() {
        RunningTill.Answer answer = till.post("/payments", RunningTill.payment(1250));

        assertProblem(answer, 400, "idempotency_key_missing");
    }

    @Test
    void payment_withAKeyThatIsNone_isRefused() {
        assertProblem(till.pay(1250, "two words"), 400, "invalid_request");
    }

    @Test
    void payment_withAnEndlessKey_isRefused() {
        assertProblem(till.pay(1250, "k".repeat(256)), 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "{\"amount\":null,\"tender\":\"card\"}",
                "{\"amount\":" + MONEY + "}",
                "{\"amount\":" + MONEY + ",\"tender\":\"cash\"}",
                "{\"amount\":{\"value\":0,\"currency\":\"EUR\"},\"tender\":\"card\"}",
                "{\"amount\":{\"value\":-1,\"currency\":\"EUR\"},\"tender\":\"card\"}",
                "{\"amount\":{\"value\":1000000000000,\"currency\":\"EUR\"},\"tender\":\"card\"}",
                "{\"amount\":{\"value\":1250,\"currency\":\"USD\"},\"tender\":\"card\"}",
                "{\"amount\":{\"value\":1250,\"currency\":\"euro\"},\"tender\":\"card\"}",
                "{\"amount\":{\"currency\":\"EUR\"},\"tender\":\"card\"}"
            })
    void payment_withAValueThatCannotBe_isRefused(String body) {
        assertProblem(pay(body), 422, "validation_failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "\"text\"",
                "{\"amount\":" + MONEY + ",\"tender\":\"card\",\"discount\":1}",
                "{\"amount\":" + MONEY + ",\"tender\":\"card\"} {}",
                "{\"amount\":" + MONEY + ",\"amount\":" + MONEY + ",\"tender\":\"card\"}",
                "{\"amount\":{\"value\":\"1250\",\"currency\":\"EUR\"},\"tender\":\"card\"}",
                "{\"amount\":{\"value\":12.5,\"currency\":\"EUR\"},\"tender\":\"card\"}",
                "{\"amount\":{\"value\":99999999999999999999,\"currency\":\"EUR\"},\"tender\":\"card\"}",
                "{\"amount\":1250,\"tender\":\"card\"}"
            })
    void payment_ofAnotherShape_isRefused(String body) {
        assertProblem(pay(body), 400, "invalid_request");
    }

    @Test
    void problem_always_saysNothingOfWhatWasSent() {
        RunningTill.Answer answer =
                pay("{\"amount\":" + MONEY + ",\"tender\":\"card\",\"pan4761739001010119\":\"4761739001010119\"}");

        assertThat(answer.raw().body()).doesNotContain("4761").doesNotContain("0119");
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/json-patch+json"
    })
    void post_ofAnotherType_isRefused(String type) {
        RunningTill.Answer answer = till.send(till.request("/payments")
                .POST(BodyPublishers.ofString(RunningTill.payment(1250)))
                .header("Idempotency-Key", "type")
                .header("Content-Type", type));

        assertProblem(answer, 415, "unsupported_media_type");
    }

    @Test
    void post_aBodyThatIsTooLong_isRefused() {
        String body = "{\"lines\":\"" + "x".repeat(70_000) + "\"}";

        // It asks first: who is refused while he still sends may lose the answer with the connection.
        RunningTill.Answer answer = till.send(till.request("/carts")
                .expectContinue(true)
                .POST(BodyPublishers.ofString(body))
                .header("Content-Type", "application/json"));

        assertProblem(answer, 413, "body_too_long");
    }

    @Test
    void post_aBodyTooLongThatDoesNotSayHowLong_isRefused() {
        String line = "{\"name\":\"x\",\"amount\":" + MONEY + "}";
        String body = "{\"lines\":[" + (line + ",").repeat(65_536 / line.length()) + line + "]}";
        RunningTill.Answer answer = till.send(till.request("/carts")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(body)))
                .header("Content-Type", "application/json"));

        assertProblem(answer, 413, "body_too_long");
    }

    @Test
    void post_tooDeeplyNested_isRefused() {
        assertProblem(till.post("/carts", "[".repeat(5_000)), 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost:1", "http://127.0.0.1", "file://"})
    void post_fromAnotherOrigin_isRefused(String origin) {
        assertProblem(till.post("/terminal/sync", "{}", "Origin", origin), 403, "foreign_origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void post_thatABrowserSendsForAnotherSite_isRefused(String site) {
        assertProblem(till.post("/terminal/sync", "{}", "Sec-Fetch-Site", site), 403, "foreign_origin");
    }

    @Test
    void post_fromTheTillsOwnPage_isTaken() {
        String own = "http://localhost:" + till.page();

        assertThat(till.post("/terminal/sync", "{}", "Origin", own, "Sec-Fetch-Site", "same-origin")
                        .status())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.nip.io:8080", "[::2]", ""})
    void get_underAnotherName_isRefused(String host) throws IOException {
        assertThat(raw("GET /api/v1/terminal HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .matches("(?s)HTTP/1.1 40[03] .*")
                .doesNotContain("network_status");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:99", "127.0.0.1:8080", "[::1]:8080"})
    void get_underItsOwnName_isAnswered(String host) throws IOException {
        assertThat(raw("GET /api/v1/terminal HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/payments/018f3c52-7d2a-7c10-9f6e-5a1d0c0ffee1",
                "/payments/x",
                "/payments/018f3c52-7d2a-7c10-9f6e-5a1d0c0ffee1/events",
                "/carts/018f3c52-7d2a-7c10-9f6e-5a1d0c0ffee1",
                "/nothing",
                "/demo/cards"
            })
    void get_whatIsNotThere_isNotFound(String path) {
        assertProblem(till.get(path), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel", "seen", "void"})
    void post_aWordOnAPaymentThatIsNotThere_isNotFound(String verb) {
        assertProblem(till.post("/payments/018f3c52-7d2a-7c10-9f6e-5a1d0c0ffee1/" + verb, "{}"), 404, "not_found");
    }

    @Test
    void post_anAnswerThatIsNone_isRefused() {
        String path = "/payments/018f3c52-7d2a-7c10-9f6e-5a1d0c0ffee1/answer";

        assertProblem(till.post(path, "{\"goods\":\"lost\"}"), 422, "validation_failed");
        assertProblem(till.post(path, "{\"goods\":\"keep\"}"), 404, "not_found");
    }

    @Test
    void get_aListOfNoState_isRefused() {
        assertProblem(till.get("/payments?state=LOST"), 400, "invalid_request");
        assertProblem(till.get("/payments?cursor=x"), 400, "invalid_request");
    }

    @Test
    void delete_anything_isNotDoneHere() {
        assertProblem(till.send(till.request("/terminal").DELETE()), 405, "method_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"lines\":[{\"name\":\"\",\"amount\":" + MONEY + "}]}",
                "{\"lines\":[{\"name\":\"Tea\"}]}",
                "{\"lines\":[null]}",
                "{\"lines\":[{\"name\":\"Tea\",\"quantity\":0,\"amount\":" + MONEY + "}]}",
                "{\"lines\":[{\"name\":\"Tea\",\"amount\":{\"value\":1,\"currency\":\"VND\"}}]}"
            })
    void cart_withALineThatCannotBe_isRefused(String body) {
        assertProblem(till.post("/carts", body), 422, "validation_failed");
    }

    @Test
    void cart_withMoreLinesThanAnybodyBuys_isRefused() {
        String line = "{\"name\":\"Tea\",\"amount\":" + MONEY + "}";
        String body = "{\"lines\":[" + (line + ",").repeat(200) + line + "]}";

        assertProblem(till.post("/carts", body), 422, "validation_failed");
    }

    @Test
    void answer_always_forbidsToBeFramedOrSniffed() {
        var headers = till.get("/terminal").raw().headers();

        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Content-Security-Policy").orElse("")).contains("frame-ancestors 'none'");
    }

    @Test
    void garbage_onTheWire_doesNotStopTheTill() throws IOException {
        String ignored = raw("\0\1\2\3 not http at all\r\n\r\n");

        assertThat(till.get("/terminal").status()).isEqualTo(200);
    }

    private static RunningTill.Answer pay(String body) {
        return till.post("/payments", body, "Idempotency-Key", "abuse");
    }

    private static void assertProblem(RunningTill.Answer answer, int status, String code) {
        assertThat(answer.raw().body()).as("status " + answer.status()).contains("\"code\":\"" + code + "\"");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.raw().headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT))
                .startsWith("application/problem+json");
        assertThat(answer.body().path("type").asText()).isEqualTo("urn:tidegate:problem:" + code);
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), till.page())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            socket.setSoTimeout(10_000);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
