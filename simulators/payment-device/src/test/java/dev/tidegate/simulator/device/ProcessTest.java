package dev.tidegate.simulator.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

/** The simulator as the process it is started as. */
final class ProcessTest {
    private static final int SIGTERM_EXIT = 143;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void main_started_printsReadyServesAndEndsOnTerm(@TempDir Path home) throws Exception {
        Process process = start("--home", home.toString());
        JsonNode ready = ready(process);

        assertThat(ready.get("port").asInt()).isPositive();
        assertThat(ready.get("control").asInt()).isPositive();
        assertThat(Path.of(ready.get("authority").asText())).isRegularFile();
        process.destroy();

        assertThat(exitCode(process)).isEqualTo(SIGTERM_EXIT);
    }

    @Test
    void main_withoutAHome_refusesToStart() throws Exception {
        Process process = start();

        assertThat(exitCode(process)).isEqualTo(2);
    }

    @Test
    void main_unknownOption_refusesToStartAndNamesIt() throws Exception {
        Process process = start("--prot", "a");

        assertThat(exitCode(process)).isEqualTo(2);
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("--prot: no such option");
    }

    @Test
    void main_help_saysWhatThereIs() throws Exception {
        Process process = start("--help");

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("--home", "--port", "--control", "--poi", "--name");
        assertThat(exitCode(process)).isZero();
    }

    private Process start(String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(PaymentDeviceSimulator.class.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }

    private static JsonNode ready(Process process) throws IOException {
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = String.valueOf(out.readLine());
        assertThat(line).startsWith("READY {");
        return Json.read(line.substring("READY ".length()).getBytes(StandardCharsets.UTF_8));
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
