package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The control service over HTTP, with a reader on the other side. */
@Timeout(60)
final class ControlServiceTest {
    private static final String INSERT = "{\"card\":\"chip-offline\"}";

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    @TempDir
    private Path state;

    private FakeReader reader;
    private CardSimulator simulator;

    @BeforeEach
    void start() throws IOException {
        reader = new FakeReader();
        simulator =
                CardSimulator.start(new Invocation.Serve(reader.address(), 0, state, 41, Invocation.TEST_MASTER_KEY));
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        simulator.close();
        reader.close();
    }

    @Test
    void cards_areListedWithoutTheirNumbers() throws Exception {
        HttpResponse<String> response = get("/cards");

        JsonNode first = json(response).get("cards").get(0);
        assertThat(json(response).get("cards")).hasSize(25);
        assertThat(first.get("name").textValue()).isEqualTo("chip-approves");
        assertThat(first.get("brand").textValue()).isEqualTo("Visa");
        assertThat(first.get("last4").textValue()).isEqualTo("0119");
        assertThat(first.get("description").textValue()).isNotBlank();
        assertThat(response.body()).doesNotContain("476173");
    }

    @Test
    void state_beforeTheFirstCard_isEmpty() throws Exception {
        HttpResponse<String> response = get("/state");

        assertThat(response.body()).isEqualTo("{\"card\":null,\"atc\":null,\"lastCommands\":0,\"removed\":null}");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void insert_connectsTheCardToTheReader() throws Exception {
        HttpResponse<String> response = post("/insert", INSERT);

        try (FakeReader.Inserted inserted = reader.awaitCard()) {
            inserted.tell(0x04);
            assertThat(inserted.hear()).isNotEmpty();
        }
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("card").textValue()).isEqualTo("chip-offline");
    }

    @Test
    void state_afterAPurchase_tellsCounterAndCommands() throws Exception {
        post("/insert", INSERT);
        try (FakeReader.Inserted inserted = reader.awaitCard()) {
            new Terminal(inserted::ask).ready().generate(0x40, 0x8C);

            JsonNode told = json(get("/state"));

            assertThat(told.get("card").textValue()).isEqualTo("chip-offline");
            assertThat(told.get("atc").intValue()).isEqualTo(41);
            assertThat(told.get("lastCommands").intValue()).isEqualTo(10);
            assertThat(told.get("removed").isNull()).isTrue();
        }
    }

    @Test
    void remove_tellsWhatWasTakenOut() throws Exception {
        post("/insert", INSERT);
        try (FakeReader.Inserted inserted = reader.awaitCard()) {
            HttpResponse<String> response = post("/remove", "");

            assertThat(inserted.isGone()).isTrue();
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(json(response).get("card").isNull()).isTrue();
            assertThat(json(response).get("removed").toString())
                    .isEqualTo("{\"card\":\"chip-offline\",\"by\":\"control\"}");
        }
    }

    @Test
    void remove_withNoCardIn_changesNothing() throws Exception {
        HttpResponse<String> response = post("/remove", "");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("removed").isNull()).isTrue();
    }

    @Test
    void insert_whileACardIsIn_isAConflict() throws Exception {
        post("/insert", INSERT);

        HttpResponse<String> response = post("/insert", "{\"card\":\"chip-approves\"}");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(json(response).get("error").textValue()).contains("chip-offline");
    }

    @Test
    void insert_withoutAReader_isUnavailable() throws Exception {
        reader.close();

        HttpResponse<String> response = post("/insert", INSERT);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(json(response).get("error").textValue())
                .isEqualTo("no reader listens at " + reader.address().getHostString() + ":"
                        + reader.address().getPort());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "7",
                "[]",
                "{}",
                "{",
                "\u0000",
                "{\"card\":7}",
                "{\"card\":null}",
                "{\"card\":\"\"}",
                "{\"card\":\"chip-nowhere\"}",
                "{\"card\":\"../chip-offline\"}",
                "{\"card\":\"chip-offline\",\"more\":1}",
                "{\"card\":\"chip-offline\",\"card\":\"chip-offline\"}",
                "{\"card\":\"chip-offline\"}{}",
                "{\"name\":\"chip-offline\"}"
            })
    void insert_withABodyThatIsWrong_isRefused(String body) throws Exception {
        HttpResponse<String> response = post("/insert", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("error").textValue()).doesNotContain("nowhere");
    }

    @Test
    void insert_withADeepBody_isRefused() throws Exception {
        HttpResponse<String> response = post("/insert", "[".repeat(4000));

        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void body_thatIsTooLong_isRefused() throws Exception {
        HttpResponse<String> response = post("/insert", " ".repeat(ControlService.BODY_BYTES_MAX + 1));

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS"})
    void insert_byAnotherMethod_isNotFound(String method) throws Exception {
        HttpRequest request = request("/insert")
                .method(method, HttpRequest.BodyPublishers.ofString(INSERT))
                .build();

        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(get("/state")).get("card").isNull()).isTrue();
    }

    @Test
    void secondCard_afterTheFirstWasRemoved_isInserted() throws Exception {
        post("/insert", INSERT);
        post("/remove", "{}");

        HttpResponse<String> response = post("/insert", "{\"card\":\"chip-approves\"}");

        assertThat(json(response).get("card").textValue()).isEqualTo("chip-approves");
        assertThat(json(response).get("atc").intValue()).isEqualTo(40);
        assertThat(json(response).get("lastCommands").intValue()).isZero();
        assertThat(json(response).get("removed").isNull()).isTrue();
    }

    @Test
    void swipe_ofACard_tellsItsTracks() throws Exception {
        HttpResponse<String> response = post("/swipe", "{\"card\":\"stripe-only\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("track1").textValue())
                .startsWith("%B2223")
                .endsWith("?");
        assertThat(json(response).get("track2").textValue()).startsWith(";2223").contains("=3012101");
    }

    @Test
    void swipe_withoutAStripe_isAConflict() throws Exception {
        assertThat(post("/swipe", "{\"card\":\"tap-phone\"}").statusCode()).isEqualTo(409);
        assertThat(post("/swipe", "{\"card\":\"nobody\"}").statusCode()).isEqualTo(400);
    }

    @Test
    void insert_ofACardWithoutAChip_isAConflict() throws Exception {
        assertThat(post("/insert", "{\"card\":\"stripe-only\"}").statusCode()).isEqualTo(409);
    }

    @Test
    void tap_withoutAnAntenna_isUnavailable() throws Exception {
        assertThat(post("/tap", "{\"card\":\"tap-visa\"}").statusCode()).isEqualTo(503);
        assertThat(post("/lift", "").statusCode()).isEqualTo(503);
    }

    @Test
    void tap_connectsTheCardToTheAntenna() throws Exception {
        Invocation.Serve serve = (Invocation.Serve) Invocation.parse(List.of(
                "--reader",
                "127.0.0.1:1",
                "--contactless-reader",
                reader.address().getHostString() + ":" + reader.address().getPort(),
                "--state",
                state.resolve("tap").toString()));
        simulator.close();
        simulator = CardSimulator.start(serve);

        HttpResponse<String> response = post("/tap", "{\"card\":\"tap-visa\"}");

        try (FakeReader.Inserted inserted = reader.awaitCard()) {
            Terminal terminal = new Terminal(inserted::ask).tap("20000000");
            assertThat(terminal.hex(0x9F27)).isEqualTo("40");
            assertThat(json(response).at("/contactless/card").textValue()).isEqualTo("tap-visa");
            assertThat(json(response).get("card").isNull()).isTrue();
            assertThat(json(post("/lift", "")).at("/contactless/removed/by").textValue())
                    .isEqualTo("control");
        }
    }

    @Test
    void faults_setByName_areMetAtTheNextInsertion() throws Exception {
        String body = "{\"card\":\"chip-offline\",\"faults\":[\"any#*=status:6F00\"]}";

        HttpResponse<String> response = post("/faults", body);

        assertThat(response.body()).isEqualTo(body);
        post("/insert", INSERT);
        try (FakeReader.Inserted inserted = reader.awaitCard()) {
            assertThat(Bytes.hex(inserted.ask(Bytes.hex("00A4040005A000000004"))))
                    .isEqualTo("6F00");
        }
    }

    @Test
    void faults_setToNone_areGone() throws Exception {
        HttpResponse<String> response = post("/faults", "{\"card\":\"chip-pulled\",\"faults\":[]}");

        assertThat(response.body()).isEqualTo("{\"card\":\"chip-pulled\",\"faults\":[]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"card\":\"chip-offline\"}",
                "{\"card\":\"chip-offline\",\"faults\":\"select=empty\"}",
                "{\"card\":\"chip-offline\",\"faults\":[7]}",
                "{\"card\":\"chip-offline\",\"faults\":[\"select=nothing\"]}",
                "{\"card\":\"nobody\",\"faults\":[]}"
            })
    void faults_thatAreWrong_changeNothing(String body) throws Exception {
        assertThat(post("/faults", body).statusCode()).isEqualTo(400);
        assertThat(json(get("/cards")).at("/cards/1/faults")).isEmpty();
    }

    @Test
    void port_thatIsTaken_refusesTheStart() {
        Invocation.Serve serve = new Invocation.Serve(
                reader.address(), simulator.controlPort(), state.resolve("other"), 1, Invocation.TEST_MASTER_KEY);

        assertThatThrownBy(() -> CardSimulator.start(serve))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("control port");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/insert", "/remove", "/cards/", "/cards/chip-offline", "/STATE"})
    void get_ofSomethingElse_isNotFound(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).get("error").textValue()).isNotBlank();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest request =
                request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        URI uri = URI.create("http://127.0.0.1:" + simulator.controlPort() + path);
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10));
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new JsonMapper().readTree(response.body());
    }
}
