package dev.tidegate.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The simulator as the process it is started as. */
final class ProcessTest {
    private static final int SIGTERM_EXIT = 143;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void main_started_printsReadyServesAndEndsOnTerm() throws Exception {
        try (var target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Process process = start("--link", "till-gateway=0:127.0.0.1:" + target.getLocalPort());
            int port = ready(process).at("/links/till-gateway").asInt();
            try (Plug client = new Plug(new Socket(InetAddress.getLoopbackAddress(), port));
                    Plug gateway = new Plug(target.accept())) {
                client.send((byte) 1);
                assertThat(gateway.next()).isEqualTo(1);

                process.destroy();

                assertThat(gateway.isReset()).isTrue();
            }
            assertThat(exitCode(process)).isEqualTo(SIGTERM_EXIT);
        }
    }

    @Test
    void main_unknownOption_refusesToStartAndNamesIt() throws Exception {
        Process process = start("--lnik", "a");

        assertThat(exitCode(process)).isEqualTo(2);
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("--lnik: no such option");
    }

    @Test
    void main_help_saysWhatThereIs() throws Exception {
        Process process = start("--help");

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("--link", "--control");
        assertThat(exitCode(process)).isZero();
    }

    private Process start(String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(NetworkSimulator.class.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }

    private static JsonNode ready(Process process) throws IOException {
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = String.valueOf(out.readLine());
        assertThat(line).startsWith("READY {");
        return ControlRoutes.JSON.readTree(line.substring("READY ".length()));
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
