package dev.tidegate.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.StateDiagram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents promise about the code is compared with the code. */
final class DocumentsTest {
    private static final String OPENING = "```mermaid\n";
    private static final String CLOSING = "```";

    @Test
    void architecture_itsDiagram_isTheStateTable() throws IOException {
        Path document = Project.folder().resolve("docs/architecture.md");
        String text = Files.readString(document);
        int from = text.indexOf(OPENING) + OPENING.length();
        int to = text.indexOf(CLOSING, from);
        if (Boolean.getBoolean("tidegate.write")) {
            text = text.substring(0, from) + StateDiagram.mermaid() + text.substring(to);
            Files.writeString(document, text);
            to = text.indexOf(CLOSING, from);
        }

        assertThat(text.substring(from, to))
                .as("docs/architecture.md says how it is written again")
                .isEqualTo(StateDiagram.mermaid());
    }

    @Test
    void runbook_everyReason_hasAnEntry() throws IOException {
        String runbook = Files.readString(Project.folder().resolve("ops-runbook.md"));

        List<Reason> missing = Arrays.stream(Reason.values())
                .filter(reason -> reason != Reason.NONE && !runbook.contains("`" + reason + "`"))
                .toList();

        assertThat(missing).as("reasons without an entry in ops-runbook.md").isEmpty();
    }

    @Test
    void emvCoverage_everyRow_namesClassesAndTestsThatAreThere() throws IOException {
        Set<String> classes = sources("emv-driver/src/main");
        Set<String> tests = sources("emv-driver/src/test");

        for (String[] cells : coverage()) {
            assertThat(named(cells[3]))
                    .as("classes of the row " + cells[2])
                    .isNotEmpty()
                    .isSubsetOf(classes);
            assertThat(named(cells[4]))
                    .as("tests of the row " + cells[2])
                    .isNotEmpty()
                    .isSubsetOf(tests);
            assertThat(named(cells[4])).as("tests of the row " + cells[2]).allMatch(name -> name.endsWith("Test"));
        }
    }

    /** EMV 4.4 Book 3, section 10, and EMV Contactless Book B, section 3. */
    @Test
    void emvCoverage_everySectionOfTheBooks_hasARow() throws IOException {
        String rows = coverage().stream().map(cells -> cells[1]).reduce("", (one, other) -> one + other.strip() + "\n");

        for (String section : List.of(
                "10.1", "10.2", "10.3", "10.4.1", "10.4.2", "10.4.3", "10.5.1", "10.5.2", "10.5.3", "10.5.4", "10.6.1",
                "10.6.2", "10.6.3", "10.7", "10.8", "10.9", "10.10", "10.11")) {
            assertThat(rows).containsPattern("Book 3, .*" + Pattern.quote(section) + "(?![0-9.])");
        }
        for (String section : List.of("3.1", "3.2", "3.3.2", "3.3.3", "3.4", "3.5")) {
            assertThat(rows).containsPattern("B, .*" + Pattern.quote(section) + "(?![0-9.])");
        }
    }

    /** Rows of the driver's table, by cell; the first cell is what stands before the first bar. */
    private static List<String[]> coverage() throws IOException {
        String readme = Files.readString(Project.folder().resolve("emv-driver/README.md"));
        int from = readme.indexOf("## What is there");
        List<String[]> rows = readme.substring(from, readme.indexOf("\n## ", from))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| EMV"))
                .map(line -> line.split(" ?\\|", -1))
                .toList();
        assertThat(rows).hasSizeGreaterThan(30).allMatch(cells -> cells.length == 6);
        return rows;
    }

    private static List<String> named(String cell) {
        return Pattern.compile("`([A-Z][A-Za-z0-9]+)`")
                .matcher(cell)
                .results()
                .map(name -> name.group(1))
                .toList();
    }

    private static Set<String> sources(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Project.folder().resolve(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }
}
