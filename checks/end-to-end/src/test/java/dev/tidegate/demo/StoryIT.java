package dev.tidegate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.house.Project;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The whole shop as processes: an outage, and every kill point; random ones are a command away. The ledgers are
 * compared, not the logs.
 */
final class StoryIT {
    private static final List<String> CANARIES = List.of(
            "4761739001010119",
            "4761739001010010",
            "5413330089010012",
            "5413330089020029",
            "4917610000000000",
            "4462030000000000",
            "2223003122003222",
            "4917300800000000");

    @TempDir
    private Path home;

    @Test
    void outage_withAPowerCut_losesDoublesAndInventsNothing() throws IOException {
        JsonNode report = play();

        assertHeld(report);
        assertThat(report.path("online").asInt()).as("sold online").isEqualTo(3);
        assertThat(report.path("stored").asInt()).as("stored").isEqualTo(7);
        assertThat(report.path("captured").asInt()).as("captured later").isEqualTo(5);
        assertThat(report.path("declinedAfterStore").asInt())
                .as("declined later")
                .isEqualTo(1);
        assertThat(report.path("voided").asInt()).as("voided before the offer").isEqualTo(1);
        assertThat(new CanaryScan(CANARIES).findIn(home))
                .as("card numbers in files")
                .isEmpty();
    }

    @Test
    void killPoints_eachOne_isHitAndLosesDoublesAndInventsNothing() throws IOException {
        Plant.shop(home);

        JsonNode report = play("--kill-at", "all");

        assertHeld(report);
        List<String> died = new ArrayList<>();
        report.path("kills").forEach(each -> died.add(each.asText()));
        assertThat(died)
                .containsAll(
                        Stream.of(KillPoint.values()).map(KillPoint::spelled).toList());
        assertThat(new CanaryScan(CANARIES).findIn(home))
                .as("card numbers in files")
                .isEmpty();
    }

    @Test
    void canaryScan_everyForm_isFound(@TempDir Path folder) throws IOException {
        byte[] ascii = CANARIES.getFirst().getBytes(StandardCharsets.US_ASCII);
        Files.write(folder.resolve("ascii"), ascii);
        Files.write(folder.resolve("bcd"), java.util.HexFormat.of().parseHex(CANARIES.getFirst()));
        Files.writeString(
                folder.resolve("base64"), java.util.Base64.getEncoder().encodeToString(ascii));
        Files.writeString(folder.resolve("hex"), java.util.HexFormat.of().formatHex(ascii));

        assertThat(new CanaryScan(CANARIES).findIn(folder))
                .as("a scan that finds nothing proves nothing")
                .hasSize(4);
    }

    private JsonNode play(String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of("--unattended", "--json", "--home", home.toString()));
        all.addAll(List.of("--project", Project.folder().toString()));
        all.addAll(List.of(options));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        int exit;
        try {
            exit = new CommandLine(new Demo()).execute(all.toArray(String[]::new));
        } finally {
            System.setOut(before);
        }
        String line = printed.toString(StandardCharsets.UTF_8);
        System.out.println(line);
        assertThat(exit)
                .as("exit code; the shop's logs are in " + home + ": " + line)
                .isZero();
        return new ObjectMapper().readTree(line);
    }

    private static void assertHeld(JsonNode report) {
        for (String promise : List.of("lost", "duplicates", "invented")) {
            assertThat(report.path(promise).asInt(-1))
                    .as(promise + " in " + report)
                    .isZero();
        }
    }
}
