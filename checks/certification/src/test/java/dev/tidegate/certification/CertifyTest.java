package dev.tidegate.certification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, with real processes: the whole suite on each shipped profile, as an acquirer is handed it. */
class CertifyTest {
    @TempDir
    private Path out;

    @Test
    void run_ofEveryProfile_passesWhatAppliesAndWritesTheEvidence() throws IOException {
        Ended ended = run("--json");

        Map<String, Integer> applicable = new TreeMap<>();
        List<String> failed = new ArrayList<>();
        for (String line : ended.said.lines().toList()) {
            JsonNode profile = new ObjectMapper().readTree(line);
            String name = profile.path("profile").asText();
            applicable.put(name, 64 - profile.path("skipped").asInt());
            profile.path("scenarios").forEach(scenario -> {
                if (scenario.path("verdict").asText().equals("FAILED")) {
                    failed.add(name + " " + scenario.path("id").asText() + ": "
                            + scenario.path("because").asText());
                }
            });
        }
        assertThat(failed).as("failed scenarios").isEmpty();
        assertThat(applicable)
                .as("scenarios that applied, by profile")
                .isEqualTo(Map.of("elavon-like", 58, "ifsf-like", 49, "iso87-generic", 57));
        assertThat(ended.code).isZero();
        for (String profile : applicable.keySet()) {
            assertThat(run("--verify", packs().resolve(profile).toString()).said)
                    .as("the pack of %s", profile)
                    .contains("The pack holds");
        }
    }

    @Test
    void run_ofAScenarioThatIsNone_playsNothing() {
        assertThat(run("--only", "Z99").code).isEqualTo(2);
    }

    @Test
    void run_ofAProfileThatIsNone_playsNothing() {
        assertThat(run("--profile", "nobody").code).isEqualTo(2);
    }

    // The plant goes beside the packs.
    private Path packs() {
        return out.resolve("packs");
    }

    private record Ended(int code, String said) {}

    private Ended run(String... words) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] all = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                "--project",
                                "../..",
                                "--out",
                                packs().toString(),
                                "--key",
                                out.resolve("key.pem").toString()),
                        java.util.stream.Stream.of(words))
                .toArray(String[]::new);
        int code = Certify.run(new PrintStream(said, true, StandardCharsets.UTF_8), all);
        return new Ended(code, said.toString(StandardCharsets.UTF_8));
    }
}
