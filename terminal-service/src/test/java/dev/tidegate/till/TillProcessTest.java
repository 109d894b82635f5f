package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.till.fake.Enrolment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The till as a process: what it says when it serves, how it ends, and what it refuses to start with. */
final class TillProcessTest {
    private static final long PATIENCE_SECONDS = 60;
    private static final List<String> FLAGS = List.of(
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dchronicle.analytics.disable=true",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1");

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void enrol() {
        Enrolment enrolment = Enrolment.in(folder);
        environment.put("TILL_HOME", enrolment.till().folder().toString());
        environment.put("TILL_PORT", "0");
        environment.put("TILL_CONTACT", "virtual:0");
        environment.put("TILL_GATEWAY", "https://localhost:1");
        environment.put(
                "TILL_AIDS", Path.of("../config/kernel/aids").toAbsolutePath().toString());
        environment.put(
                "TILL_CAPKS", Path.of("../config/kernel/capks").toAbsolutePath().toString());
    }

    @Test
    void process_fromStartToSigterm_servesAndEndsInOrder() throws Exception {
        Process till = start("one", shipped());
        String out = awaitReady(till, "one");

        Process second = start("two", shipped());
        int refused = end(second);
        till.destroy();
        int ended = end(till);

        assertThat(out).matches("READY \\{\"page\":[0-9]+,\"reader\":[0-9]+}\n");
        assertThat(refused).as("a second process on one journal").isNotZero();
        assertThat(lastLine("two"))
                .startsWith("The till does not start: ")
                .contains("is in use", "stop the other till");
        assertThat(ended).isEqualTo(143);
        assertThat(text("one.err")).contains("Self-test passed: ");
        assertThat(text("one.err"))
                .contains("serving=true", "not type-approved")
                .doesNotContain("Exception");
        assertThat(text("one.out")).isEqualTo(out);
        assertThat(folder.resolve("till/chain.secret")).doesNotExist();
    }

    @Test
    void process_aJournalThatMayNotBeWritten_refusesInOneSentenceWithTheRemedy() throws Exception {
        Path journal = Files.createDirectory(folder.resolve("till/journal"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "ro", "tidegate", journal.toString()) == 0, "needs root: a mount");
        int code;
        try {
            code = end(start("readonly", shipped()));
        } finally {
            assertThat(run("umount", journal.toString())).isZero();
        }

        assertThat(code).isEqualTo(1);
        assertThat(lastLine("readonly"))
                .isEqualTo("The till does not start: the journal in " + journal
                        + " cannot be opened: its file system is read-only: see the system's log for what its disk has,"
                        + " and mount it for writing");
    }

    /** There is no stack trace before it. */
    private String lastLine(String name) throws IOException {
        List<String> lines = text(name + ".err").lines().toList();
        assertThat(lines).noneMatch(line -> line.startsWith("\tat "));
        return lines.getLast();
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void process_aKeyThatIsNotKnown_refusesAndNamesIt() throws Exception {
        String misspelt = shipped().replace("    merchant:", "    merchand: \"x\"\n    merchant:");

        int code = end(start("typo", misspelt));

        assertThat(code).isNotZero();
        assertThat(text("typo.err")).contains("merchand");
    }

    @Test
    void process_aValueThatCannotBe_refusesAndNamesIt() throws Exception {
        environment.put("TILL_TERMINAL_ID", "SHORT");

        int code = end(start("value", shipped()));

        assertThat(code).isNotZero();
        assertThat(text("value.err")).contains("shop.terminalId");
    }

    @Test
    void process_openToTheWorld_refuses() throws Exception {
        String open = shipped().replaceFirst("bindHost: 127.0.0.1", "bindHost: 0.0.0.0");

        int code = end(start("open", open));

        assertThat(code).isNotZero();
        assertThat(text("open.err")).contains("bindHost");
    }

    @Test
    void process_aTillThatIsNotEnrolled_refusesAndNamesWhatIsMissing() throws Exception {
        Files.delete(folder.resolve("till/recipient.bundle"));

        int code = end(start("stranger", shipped()));

        assertThat(code).isNotZero();
        assertThat(text("stranger.err")).contains("recipient.bundle");
    }

    @Test
    void process_withoutTheJdksCiphers_refusesInOneSentence() throws Exception {
        Path providers = Files.writeString(folder.resolve("providers"), "security.provider.5=SUN\n");
        environment.put("JAVA_TOOL_OPTIONS", "-Djava.security.properties=" + providers);

        int code = end(start("ciphers", shipped()));

        assertThat(code).isEqualTo(3);
        assertThat(text("ciphers.err").lines().skip(1))
                .containsExactly("The self-test failed: the JDK's AES-GCM cannot be used (NoSuchProviderException); "
                        + "nothing may be sealed or opened here.");
        assertThat(folder.resolve("till/chain.secret")).exists();
    }

    @Test
    void process_killedBehindCash_hasItPaidOnceWhenItIsAskedAgain() throws Exception {
        environment.put("TILL_SIGN_IN", "off");
        Process till = start("before", shipped());
        URI before = base(awaitReady(till, "before"));
        String line = "{\"name\":\"Tea\",\"amount\":{\"value\":320,\"currency\":\"EUR\"}}";
        String cart = post(before.resolve("carts"), "{\"lines\":[" + line + "]}", "x")
                .path("id")
                .asText();
        String cash = "{\"cart\":\"" + cart + "\",\"amount\":{\"value\":320,\"currency\":\"EUR\"},\"tender\":\"cash\"}";
        JsonNode paid = post(before.resolve("payments"), cash, "cash-1");
        int killed = end(till.destroyForcibly());

        Process next = start("after", shipped());
        URI after = base(awaitReady(next, "after"));
        JsonNode again = post(after.resolve("payments"), cash, "cash-1");
        JsonNode twice = post(after.resolve("payments"), cash, "cash-2");
        next.destroy();
        int ended = end(next);

        assertThat(List.of(killed, ended)).containsExactly(137, 143);
        assertThat(paid.path("state").asText()).as(paid.toString()).isEqualTo("PAID");
        assertThat(again.path("id")).isEqualTo(paid.path("id"));
        assertThat(twice.path("instance")).as(twice.toString()).isEqualTo(paid.path("id"));
        assertThat(twice.path("code").asText()).isEqualTo("state_conflict");
    }

    private static URI base(String ready) throws IOException {
        int port = RunningTill.JSON
                .readTree(ready.substring("READY ".length()))
                .path("page")
                .asInt();
        return URI.create("http://localhost:" + port + "/api/v1/");
    }

    private static JsonNode post(URI to, String body, String key) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(to)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", key)
                    .build();
            return RunningTill.JSON.readTree(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    private static String shipped() throws IOException {
        return Files.readString(Path.of("../config/till.yml"));
    }

    private Process start(String name, String configuration) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".yml"), configuration);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("dev.tidegate.till.TillApplication", "server", file.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private String awaitReady(Process process, String name) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!text(name + ".out").endsWith("\n")) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("not ready: " + text(name + ".err"));
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return text(name + ".out");
    }

    private static int end(Process process) throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the process does not end");
        }
        return process.exitValue();
    }

    private String text(String file) throws IOException {
        Path path = folder.resolve(file);
        return Files.exists(path) ? Files.readString(path, StandardCharsets.UTF_8) : "";
    }
}
