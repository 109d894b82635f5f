package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A simulator that is killed in the middle of purchases, and started again over the same folder. */
@Timeout(180)
final class KilledSimulatorTest {
    private static final int KILLS = 4;

    @TempDir
    private Path state;

    private final Set<String> counters = new HashSet<>();

    @Test
    void counter_afterEachKill_wasNeverSeenBefore() throws Exception {
        Random random = new Random(20);
        try (FakeReader reader = new FakeReader();
                HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < KILLS; i++) {
                Process process = run(reader);
                try {
                    insert(client, process);
                    try (FakeReader.Inserted inserted = reader.awaitCard()) {
                        buyUntilKilled(inserted, process, 1 + random.nextInt(20));
                    }
                } finally {
                    process.destroyForcibly().waitFor();
                }
            }
        }

        assertThat(counters).hasSizeGreaterThanOrEqualTo(KILLS);
    }

    /** Whole purchases until the kill cuts one off; each counter that was heard must be a new one. */
    private void buyUntilKilled(FakeReader.Inserted inserted, Process process, int purchasesBefore) {
        for (int bought = 0; ; bought++) {
            if (bought == purchasesBefore) {
                process.destroyForcibly();
            }
            Terminal terminal = new Terminal(inserted::ask);
            try {
                terminal.start();
                terminal.readRecords();
                terminal.generate(0x40, 0x8C);
            } catch (UncheckedIOException e) {
                return;
            }
            assertThat(counters.add(terminal.hex(0x9F36)))
                    .as("counter " + terminal.hex(0x9F36))
                    .isTrue();
        }
    }

    private void insert(HttpClient client, Process process) throws IOException, InterruptedException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String ready = out.readLine();
        assertThat(ready).startsWith("READY ");
        String port = ready.replaceAll("[^0-9]", "");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/insert"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"card\":\"chip-offline\"}"))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
    }

    private Process run(FakeReader reader) throws IOException {
        String address =
                reader.address().getHostString() + ":" + reader.address().getPort();
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CardSimulator.class.getName(),
                        "--reader",
                        address,
                        "--state",
                        state.toString()))
                .start();
    }
}
