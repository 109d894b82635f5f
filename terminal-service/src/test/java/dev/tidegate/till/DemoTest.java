package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drawer of test cards and the switch that cuts the network. */
final class DemoTest {
    @TempDir
    private static Path folder;

    private static final List<String> ASKED = new CopyOnWriteArrayList<>();
    private static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();
    private static int status;
    private static HttpServer simulators;
    private static RunningTill till;

    @BeforeAll
    static void start() throws IOException {
        simulators = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        simulators.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
                ASKED.add((call + " " + body).strip());
                byte[] answer = ANSWERS.getOrDefault(call, "{}").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        simulators.start();
        String address = "http://127.0.0.1:" + simulators.getAddress().getPort();
        till = RunningTill.in(
                folder,
                Map.of(
                        "TILL_DEMO",
                        "true",
                        "TILL_CARDS",
                        address,
                        "TILL_NETWORK",
                        address,
                        "TILL_PAD",
                        address,
                        "TILL_GATEWAY",
                        "https://localhost:1"));
    }

    @AfterAll
    static void stop() {
        till.close();
        simulators.stop(0);
    }

    @BeforeEach
    void forget() {
        ASKED.clear();
        ANSWERS.clear();
        status = 200;
    }

    @Test
    void terminal_ofADemo_saysSo() {
        assertThat(till.get("/terminal").body().path("demo").asBoolean()).isTrue();
    }

    @Test
    void cards_inTheDrawer_areListedWithTheOneInTheReader() {
        ANSWERS.put("GET /cards", "{\"cards\":[{\"name\":\"chip-approves\",\"brand\":\"Visa\",\"last4\":\"0119\"}]}");
        ANSWERS.put("GET /state", "{\"card\":\"chip-approves\"}");

        RunningTill.Answer answer = till.get("/demo/cards");

        assertThat(answer.body().path("cards").path(0).path("name").asText()).isEqualTo("chip-approves");
        assertThat(answer.body().path("inserted").asText()).isEqualTo("chip-approves");
    }

    @Test
    void insert_aCard_isDoneByTheSimulator() {
        assertThat(till.post("/demo/cards/chip-approves/insert", "{}").status()).isEqualTo(200);

        assertThat(ASKED).containsExactly("POST /insert {\"card\":\"chip-approves\"}");
    }

    @Test
    void insert_whileOneIsIn_isAConflict() {
        status = 409;

        assertThat(till.post("/demo/cards/chip-approves/insert", "{}").status()).isEqualTo(409);
    }

    @Test
    void insert_aNameThatIsNone_asksNobody() {
        assertThat(till.post("/demo/cards/..%2Fx/insert", "{}").status()).isIn(400, 404);

        assertThat(ASKED).isEmpty();
    }

    @Test
    void remove_theCard_isDoneByTheSimulator() {
        assertThat(till.post("/demo/cards/remove", "{}").status()).isEqualTo(200);

        assertThat(ASKED).containsExactly("POST /lift {}", "POST /remove {}");
    }

    @Test
    void tap_aCard_isDoneByTheSimulator() {
        assertThat(till.post("/demo/cards/tap-visa/tap", "{}").status()).isEqualTo(200);

        assertThat(ASKED).containsExactly("POST /tap {\"card\":\"tap-visa\"}");
    }

    @Test
    void swipe_aCard_tellsNothingOfItsTracks() {
        ANSWERS.put("POST /swipe", "{\"track1\":\"%B\",\"track2\":\";\"}");

        RunningTill.Answer answer = till.post("/demo/cards/stripe-only/swipe", "{}");

        assertThat(ASKED).containsExactly("POST /swipe {\"card\":\"stripe-only\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void pad_aPress_isOnlyAWord() {
        assertThat(till.post("/demo/pad/right", "{}").status()).isEqualTo(200);

        assertThat(ASKED).containsExactly("POST /press {\"press\":\"right\"}");
    }

    @Test
    void pad_whileNobodyIsAsked_isAConflict() {
        status = 409;

        assertThat(till.post("/demo/pad/cancel", "{}").status()).isEqualTo(409);
    }

    @Test
    void pad_digits_areNoPress() {
        assertThat(till.post("/demo/pad/1234", "{}").status()).isEqualTo(404);

        assertThat(ASKED).isEmpty();
    }

    @Test
    void network_asItIs_isTold() {
        ANSWERS.put("GET /links/till-gateway", "{\"mode\":{\"mode\":\"refuse\"}}");
        assertThat(till.get("/demo/network").body().path("cut").asBoolean()).isTrue();

        ANSWERS.put("GET /links/till-gateway", "{\"mode\":{\"mode\":\"delay\",\"millis\":5}}");
        assertThat(till.get("/demo/network").body().path("cut").asBoolean()).isFalse();
    }

    @Test
    void network_cut_isDoneByTheProxy() {
        ANSWERS.put("GET /links/till-gateway", "{\"mode\":{\"mode\":\"refuse\"}}");

        RunningTill.Answer answer = till.post("/demo/network", "{\"cut\":true}");

        assertThat(answer.body().path("cut").asBoolean()).isTrue();
        assertThat(ASKED).contains("POST /links/till-gateway {\"mode\":\"refuse\"}");
    }

    @Test
    void network_neitherCutNorJoined_isRefused() {
        assertThat(till.post("/demo/network", "{}").status()).isEqualTo(422);
    }

    @Test
    void simulator_inTrouble_isSaidToBeAway() {
        status = 500;

        assertThat(till.post("/demo/cards/remove", "{}").body().path("code").asText())
                .isEqualTo("simulator_away");
        assertThat(till.get("/demo/network").status()).isEqualTo(503);
    }
}
