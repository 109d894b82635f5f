package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.simulator.acquirer.books.Json;
import dev.tidegate.simulator.acquirer.issuer.Messages;
import dev.tidegate.simulator.acquirer.issuer.TestCard;
import dev.tidegate.simulator.acquirer.wire.GoldenMessages;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ControlTest {
    /** Computed by another program. */
    private static final String MAC_KEY_CHECK_VALUE = "4AC8E3";

    private static final String PIN_KEY_CHECK_VALUE = "FC152C";

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
    void ledger_afterASale_isTheDocumentedShape() throws Exception {
        send(Messages.sale());

        assertThat(simulator.get("/ledger")).isEqualTo(json("""
                {"entries":[{
                  "tid":"TID00001","class":"2","stan":"000001","rrn":"632613000001","mid":"MERCHANT0000001",
                  "kind":"sale","amount":1234,"standing":1234,"currency":"978","localDate":"1122","localTime":"133000",
                  "card":"chip-approves","pan":"************0119","atc":1,"cryptogram":"verified",
                  "responseCode":"00","authorisation":"000001","issuerAuthentication":"E9E5020F06896FE03030",
                  "state":"live","about":{},"businessDate":"2026-11-22","batch":1,"item":1,
                  "firstMti":"0200","repeats":0,"reversals":0,
                  "bookedAt":"2026-11-22T12:30:00Z","changedAt":"2026-11-22T12:30:00Z"}],
                 "tombstones":[]}"""));
    }

    @Test
    void ledger_afterAReversalOfNothing_showsTheTombstone() throws Exception {
        send(Messages.reversal(Messages.sale(), "000002"));

        assertThat(simulator.get("/ledger").path("tombstones")).isEqualTo(json("""
                [{"tid":"TID00001","class":"2","stan":"000001","rrn":"632613000001","localTime":"",
                  "amount":1234,"reversals":1,"at":"2026-11-22T12:30:00Z"}]"""));
    }

    @Test
    void totals_afterASale_areTheDocumentedShape() throws Exception {
        send(Messages.sale());

        assertThat(simulator.get("/totals")).isEqualTo(json("""
                {"live":{"count":1,"amount":1234},"declined":{"count":0,"amount":0},
                 "reversed":{"count":0,"amount":0},"liveSales":{"count":1,"amount":1234},
                 "liveDeferredSales":{"count":0,"amount":0},"liveAdvices":{"count":0,"amount":0},
                 "liveCompletions":{"count":0,"amount":0},"liveRefunds":{"count":0,"amount":0},
                 "held":{"count":0,"amount":0},"voided":{"count":0,"amount":0},
                 "repeats":0,"tombstones":0}"""));
    }

    @Test
    void books_oneTerminalOnTwoDays_areOneForEach() throws Exception {
        send(Messages.sale());
        simulator.post("/tell", "{'function':'cutOver'}");
        send(Messages.advice());

        assertThat(simulator.get("/books").path("books"))
                .extracting(
                        book -> book.path("tid").asText(),
                        book -> book.path("businessDate").asText(),
                        book -> book.path("batch").asInt(),
                        book -> book.at("/totals/live/count").asInt())
                .containsExactly(tuple("TID00001", "2026-11-22", 1, 1), tuple("TID00001", "2026-11-23", 1, 1));
    }

    @Test
    void books_anotherBatch_haveItsNumber() throws Exception {
        send(Messages.sale());
        simulator.post("/batches", "{'tid':'TID00001','number':7}");
        send(Messages.advice());

        assertThat(simulator.get("/books").path("books"))
                .extracting(book -> book.path("batch").asInt())
                .containsExactly(1, 7);
    }

    @Test
    void frames_ofAConnection_goOnInTimeOneByOne() throws Exception {
        send(Messages.echo());
        send(Messages.sale());

        assertThat(simulator.get("/frames").path("frames"))
                .extracting(frame -> frame.path("monotonicNanos").asLong())
                .hasSize(4)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void frames_afterAnExchange_areMaskedAndPaged() throws Exception {
        send(Messages.echo());

        JsonNode frames = simulator.get("/frames?after=1");

        assertThat(frames.path("next").asLong()).isEqualTo(2);
        assertThat(frames.path("frames")).isEqualTo(json("""
                [{"n":2,"direction":"out","monotonicNanos":2,"connection":1,"mti":"0810",
                  "fields":{"7":"1122123000","11":"000099","39":"00","70":"301"},
                  "hex":"%s","fault":""}]""".formatted(GoldenMessages.ECHO_ANSWER)));
        assertThat(simulator.get("/frames?after=2").path("next").asLong()).isEqualTo(2);
        assertThat(simulator.get("/frames").path("frames")).hasSize(2);
    }

    @Test
    void frames_afterASale_showNoCardDigits() throws Exception {
        send(Messages.sale());

        assertThat(simulator.call("GET", "/frames", "").body())
                .contains("************0119")
                .doesNotContain(TestCard.APPROVES.pan)
                .doesNotContain(TestCard.APPROVES.pan.substring(0, 12));
    }

    @Test
    void rules_postedShownAndDeleted_areTheDocumentedShape() throws Exception {
        String rule = "{'match':{'mti':'0200','tid':'T1','amount':5,'stan':'000001'},"
                + "'action':'delay','millis':20,'times':2}";

        JsonNode posted = simulator.post("/rules", "[" + rule + "]");

        assertThat(posted).isEqualTo(json("""
                {"rules":[{"match":{"mti":"0200","tid":"T1","amount":5,"stan":"000001"},
                  "action":"delay","millis":20,"times":2,"hits":0}]}"""));
        assertThat(simulator.get("/rules")).isEqualTo(posted);
        assertThat(simulator.call("DELETE", "/rules", "").body()).isEqualTo("{\"rules\":[]}");
    }

    @Test
    void connections_shown_areTheDocumentedShape() throws Exception {
        assertThat(simulator.get("/connections")).isEqualTo(json("""
                {"accepting":true,"mute":false,"openConnections":0,"acceptedConnections":0,
                 "unreadableFrames":0,"failedHandshakes":0}"""));
    }

    @Test
    void batches_afterASale_areTheDocumentedShape() throws Exception {
        send(Messages.sale());

        assertThat(simulator.get("/batches")).isEqualTo(json("""
                {"businessDate":"2026-11-22","batches":{"TID00001":{"number":1,"items":1,"uploading":false,
                  "totals":{"debits":1,"debitAmount":1234,"credits":0,"creditAmount":0},
                  "last":{"number":0,"stan":"","code":"",
                    "totals":{"debits":0,"debitAmount":0,"credits":0,"creditAmount":0}}}}}"""));
    }

    @Test
    void batches_renumbered_showTheNumber() throws Exception {
        JsonNode shown = simulator.post("/batches", "{'tid':'TID00001','number':999}");

        assertThat(shown.at("/batches/TID00001/number").asInt()).isEqualTo(999);
        assertThat(simulator.get("/batches")).isEqualTo(shown);
    }

    @Test
    void framesJsonl_afterAnExchange_areALineEach() throws Exception {
        send(Messages.echo());

        HttpResponse<String> lines = simulator.call("GET", "/frames.jsonl", "");

        assertThat(lines.headers().firstValue("Content-Type")).contains("application/jsonl");
        assertThat(lines.body().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"n\":"));
        assertThat(simulator.call("GET", "/frames.jsonl?after=1", "").body().lines())
                .hasSize(1);
    }

    @Test
    void keys_shown_areCheckValuesOnly() throws Exception {
        assertThat(simulator.get("/keys"))
                .isEqualTo(json("{\"current\":\"%s\",\"previous\":\"\",\"pin\":\"%s\"}"
                        .formatted(MAC_KEY_CHECK_VALUE, PIN_KEY_CHECK_VALUE)));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /rules, 'not json', 400",
        "POST, /rules, '', 400",
        "POST, /rules, '[] []', 400",
        "POST, /rules, '[{\"action\":\"explode\"}]', 400",
        "POST, /connections, '{}', 400",
        "POST, /connections, '{\"accept\":1}', 400",
        "POST, /connections, '{\"accept\":true,\"more\":1}', 400",
        "GET, /frames?after=x, '', 400",
        "GET, /frames?before=1, '', 400",
        "GET, /frames?after=9999999999999999999, '', 400",
        "POST, /batches, '{\"tid\":\"T\",\"number\":1000}', 400",
        "POST, /batches, '{\"number\":1}', 400",
        "POST, /tell, '{\"function\":\"shout\"}', 400",
        "POST, /tell, '{\"function\":\"echo\",\"count\":10001}', 400",
        "POST, /tell, '{\"function\":\"echo\",\"spoiled\":1}', 400",
        "POST, /certificate, '{\"certificate\":\"expired\"}', 400",
        "GET, /tell, '', 405",
        "PUT, /rules, '[]', 405",
        "POST, /ledger, '', 405",
        "GET, /, '', 404",
        "GET, /ledger/, '', 404"
    })
    void call_thatCannotBeUnderstood_isRefusedWithAReason(String method, String path, String body, int status)
            throws Exception {
        HttpResponse<String> response = simulator.call(method, path, body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response.body()).path("error").asText()).isNotEmpty();
    }

    @Test
    void call_bodyTooLong_isRefused() throws Exception {
        HttpResponse<String> response =
                simulator.call("POST", "/rules", " ".repeat(ControlServer.BODY_BYTES_MAX) + "[]");

        assertThat(response.statusCode()).isEqualTo(400);
    }

    private void send(IsoMessage message) throws Exception {
        try (HostClient gateway = simulator.connect()) {
            assertThat(gateway.code(message)).isNotEmpty();
        }
    }

    private static JsonNode json(String text) throws Exception {
        return Json.MAPPER.readTree(text);
    }
}
