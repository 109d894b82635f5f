package dev.tidegate.storm.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The command's options and what it prints. */
class CommandTest {
    private final PrintStream before = System.out;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setOut(before);
    }

    private static int run(String... arguments) {
        return new CommandLine(new JournalStorm()).execute(arguments);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void json_ofOneWay_isOneLine() throws Exception {
        int status = run("--way", "pages", "--count", "8", "--seed", "11", "--json");

        JsonNode root = new ObjectMapper().readTree(said());
        assertThat(status).isZero();
        assertThat(said().lines()).hasSize(1);
        assertThat(root.get("clean").booleanValue()).isTrue();
        JsonNode way = root.get("ways").get(0);
        assertThat(way.get("way").textValue()).isEqualTo("pages");
        assertThat(way.get("seed").longValue()).isEqualTo(11);
        assertThat(way.get("images").intValue()).isEqualTo(8);
        assertThat(way.get("lost").intValue()).isZero();
    }

    @Test
    void table_ofTwoWays_hasALineForEach() {
        int status = run("--only", "pages,faults", "--count", "4");

        assertThat(status).isZero();
        assertThat(said().lines().map(line -> line.split(" ")[0])).containsExactly("way", "pages", "faults");
    }

    @Test
    void wayThatNobodyKnows_isAWrongOption() {
        assertThat(run("--way", "magic")).isEqualTo(2);
    }
}
