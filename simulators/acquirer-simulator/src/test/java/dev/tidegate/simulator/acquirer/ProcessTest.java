package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.simulator.acquirer.books.Json;
import dev.tidegate.simulator.acquirer.issuer.Messages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulator as the process it is started as. */
final class ProcessTest {
    private static final int SIGTERM_EXIT = 143;

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void main_started_printsReadyServesAndEndsOnTerm() throws Exception {
        Process process = start("--state", folder.toString());
        try (HostClient gateway = new HostClient(ready(process).path("host").asInt())) {
            assertThat(gateway.code(Messages.sale())).isEqualTo("00");
        }

        process.destroy();

        assertThat(exitCode(process)).isEqualTo(SIGTERM_EXIT);
    }

    @ParameterizedTest
    @CsvSource({"acquirer-before-booking, 0", "acquirer-after-booking, 1"})
    void main_killPoint_diesWithoutAWordAndComesBack(String point, int repeats) throws Exception {
        Process process = start("--state", folder.toString(), "--kill-at", point + ":2");
        try (HostClient gateway = new HostClient(ready(process).path("host").asInt())) {
            assertThat(gateway.code(Messages.sale())).isEqualTo("00");
            gateway.send(Messages.advice());
            assertThat(gateway.isHungUpOn()).isTrue();
        }
        assertThat(exitCode(process)).isEqualTo(137);

        Process again = start("--state", folder.toString());
        try (HostClient gateway = new HostClient(ready(again).path("host").asInt())) {
            assertThat(gateway.code(Messages.repeated(Messages.advice()))).isEqualTo("00");
        }
        again.destroy();
        assertThat(exitCode(again)).isEqualTo(SIGTERM_EXIT);
        try (var booth = new Booth(folder)) {
            assertThat(booth.entry(Messages.advice()).repeats()).isEqualTo(repeats);
        }
    }

    @Test
    void main_unknownOption_refusesToStartAndNamesIt() throws Exception {
        Process process = start("--prot", "1");

        assertThat(exitCode(process)).isEqualTo(2);
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("--prot: no such option");
    }

    @Test
    void main_help_saysWhatThereIs() throws Exception {
        Process process = start("--help");

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("--port", "--control", "--state", "--kill-at");
        assertThat(exitCode(process)).isZero();
    }

    private Process start(String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(AcquirerSimulator.class.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }

    private static JsonNode ready(Process process) throws IOException {
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = String.valueOf(out.readLine());
        assertThat(line).startsWith("READY {");
        return Json.MAPPER.readTree(line.substring("READY ".length()));
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
