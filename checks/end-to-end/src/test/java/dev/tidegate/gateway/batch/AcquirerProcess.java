package dev.tidegate.gateway.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The acquirer simulator, started as the process that it is. */
final class AcquirerProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final JsonNode ready;
    private final HttpClient client = HttpClient.newHttpClient();

    AcquirerProcess(Path state, String dialect) {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "dev.tidegate.simulator.acquirer.AcquirerSimulator",
                            "--state",
                            state.toString(),
                            "--dialect",
                            dialect)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            ready = JSON.readTree(String.valueOf(out.readLine()).substring("READY ".length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return ready.get("host").asInt();
    }

    /** The next message of a terminal with a type is dealt with as the simulator's README says. */
    void once(String tid, String mti, String action) {
        call(
                "POST",
                "/rules",
                "[{\"match\":{\"tid\":\"" + tid + "\",\"mti\":\"" + mti + "\"}," + action + ",\"times\":1}]");
    }

    /** The open batch of a terminal has another number. */
    void number(String tid, int number) {
        call("POST", "/batches", "{\"tid\":\"" + tid + "\",\"number\":" + number + "}");
    }

    /** The open batch of a terminal. */
    JsonNode batch(String tid) {
        return call("GET", "/batches", "").path("batches").path(tid);
    }

    /** What stands of a terminal in its batch of a number: how many and how much. */
    String standing(String tid, int batch) {
        long sales = 0;
        long salesAmount = 0;
        long refunds = 0;
        long refundsAmount = 0;
        for (JsonNode entry : call("GET", "/ledger", "").path("entries")) {
            boolean here = entry.path("tid").asText().equals(tid)
                    && entry.path("batch").asInt() == batch
                    && entry.path("state").asText().equals("live");
            if (here && entry.path("kind").asText().equals("refund")) {
                refunds++;
                refundsAmount += entry.path("standing").asLong();
            } else if (here) {
                sales++;
                salesAmount += entry.path("standing").asLong();
            }
        }
        return new BatchView.Side(sales, salesAmount, refunds, refundsAmount).toString();
    }

    private JsonNode call(String method, String path, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(
                            "http://127.0.0.1:" + ready.get("control").asInt() + path))
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(path + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
        process.destroyForcibly();
    }
}
