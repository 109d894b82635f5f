package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process as it is started by hand. */
@Timeout(120)
final class CardSimulatorTest {
    @TempDir
    private Path folder;

    @Test
    void process_whenItServes_saysItsPortAndEndsWhenTold() throws Exception {
        Process process = run("--reader", "127.0.0.1:1", "--state", folder.toString());

        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            assertThat(line).startsWith("READY {");
            assertThat(new JsonMapper()
                            .readTree(line.substring(6))
                            .get("control")
                            .intValue())
                    .isPositive();
        }
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
    }

    @Test
    void process_withAMistakeInItsOptions_saysWhyAndEnds() throws Exception {
        Process process = run("--reader", "127.0.0.1:1");

        String words = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(words.strip()).isEqualTo("card-simulator: --state is missing");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void process_askedForTheKeys_writesThemAndEnds() throws Exception {
        Path file = folder.resolve("keys.json");

        Process process = run("--export-capks", file.toString());

        assertThat(process.waitFor()).isZero();
        assertThat(file).hasSameTextualContentAs(CertificateChain.AUTHORITY_KEYS);
    }

    @Test
    void process_askedForHelp_namesEveryOption() throws Exception {
        Process process = run("--help");

        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(words)
                .contains("--reader", "--state", "--control", "--first-atc", "--issuer-master-key", "--export-capks");
        assertThat(process.waitFor()).isZero();
    }

    private static Process run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CardSimulator.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }
}
