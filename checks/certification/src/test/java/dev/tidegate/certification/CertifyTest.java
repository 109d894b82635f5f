package dev.tidegate.certification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, with real processes: one profile, an answer, a lost answer, and a scenario that does not apply. */
class CertifyTest {
    @TempDir
    private Path out;

    @Test
    void run_ofThreeScenarios_passesAndWritesTheirEvidence() throws IOException {
        Ended ended = run("--profile", "iso87-generic", "--only", "C02,C05,D01", "--json");

        assertThat(ended.said)
                .contains("\"passed\":2")
                .contains("\"skipped\":1")
                .contains("\"failed\":0");
        assertThat(ended.code).isZero();
        Path pack = out.resolve("iso87-generic");
        assertThat(run("--verify", pack.toString()).code).as("the pack holds").isZero();
        JsonNode written = new ObjectMapper().readTree(pack.resolve("pack.json").toFile());
        assertThat(written.at("/facts/profile").asText()).isEqualTo("iso87-generic");
    }

    @Test
    void run_ofAScenarioThatIsNone_playsNothing() {
        assertThat(run("--only", "Z99").code).isEqualTo(2);
    }

    @Test
    void run_ofAProfileThatIsNone_playsNothing() {
        assertThat(run("--profile", "nobody").code).isEqualTo(2);
    }

    private record Ended(int code, String said) {}

    private Ended run(String... words) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] all = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                "--project",
                                "../..",
                                "--out",
                                out.toString(),
                                "--key",
                                out.resolve("key.pem").toString()),
                        java.util.stream.Stream.of(words))
                .toArray(String[]::new);
        int code = Certify.run(new PrintStream(said, true, StandardCharsets.UTF_8), all);
        return new Ended(code, said.toString(StandardCharsets.UTF_8));
    }
}
