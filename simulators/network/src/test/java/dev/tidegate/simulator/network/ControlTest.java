package dev.tidegate.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ControlTest {
    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench();
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @Test
    void links_shown_areTheDocumentedShape() throws Exception {
        JsonNode links = json(bench.call("GET", "/links", "").body());

        String documented = """
                {"links":[{"name":"line","listen":%s,"target":"127.0.0.1:%s","mode":{"mode":"pass"},
                  "openConnections":0,"acceptedConnections":0,
                  "bytes":{"toTarget":0,"toClient":0,"swallowed":0}}]}""";
        assertThat(links).isEqualTo(json(documented.formatted(bench.port(), bench.target.getLocalPort())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'mode':'pass'}",
                "{'mode':'refuse'}",
                "{'mode':'blackhole'}",
                "{'mode':'reset'}",
                "{'mode':'delay','millis':60000}",
                "{'mode':'cut','bytes':1073741824,'direction':'toTarget'}",
                "{'mode':'cut','bytes':0,'direction':'toClient'}"
            })
    void mode_set_isInForceAndShown(String mode) throws Exception {
        JsonNode answered = bench.mode(mode);

        assertThat(answered.path("mode")).isEqualTo(json(mode.replace('\'', '"')));
        assertThat(bench.standing()).isEqualTo(answered);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /links/line | not json | 400",
                "POST | /links/line | '' | 400",
                "POST | /links/line | [] | 400",
                "POST | /links/line | {} | 400",
                "POST | /links/line | {} {} | 400",
                "POST | /links/line | {\"mode\":\"storm\"} | 400",
                "POST | /links/line | {\"mode\":7} | 400",
                "POST | /links/line | {\"mode\":\"pass\",\"millis\":1} | 400",
                "POST | /links/line | {\"mode\":\"delay\"} | 400",
                "POST | /links/line | {\"mode\":\"delay\",\"millis\":0} | 400",
                "POST | /links/line | {\"mode\":\"delay\",\"millis\":60001} | 400",
                "POST | /links/line | {\"mode\":\"delay\",\"millis\":\"5\"} | 400",
                "POST | /links/line | {\"mode\":\"cut\",\"bytes\":1} | 400",
                "POST | /links/line | {\"mode\":\"cut\",\"bytes\":-1,\"direction\":\"toTarget\"} | 400",
                "POST | /links/line | {\"mode\":\"cut\",\"bytes\":1,\"direction\":\"up\"} | 400",
                "DELETE | /links/line | '' | 405",
                "POST | /links | {} | 405",
                "GET | /links/other | '' | 404",
                "GET | / | '' | 404"
            })
    void call_thatCannotBeUnderstood_isRefusedWithAReason(String method, String path, String body, int status)
            throws Exception {
        HttpResponse<String> response = bench.call(method, path, body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response.body()).path("error").asText()).isNotEmpty();
        assertThat(bench.standing().at("/mode/mode").asText()).isEqualTo("pass");
    }

    @Test
    void call_bodyTooLong_isRefused() throws Exception {
        String body = "{\"mode\":\"pass\"" + " ".repeat(ControlServer.BODY_BYTES_MAX) + "}";

        assertThat(bench.call("POST", "/links/line", body).statusCode()).isEqualTo(400);
    }

    private static JsonNode json(String text) throws IOException {
        return ControlRoutes.JSON.readTree(text);
    }
}
