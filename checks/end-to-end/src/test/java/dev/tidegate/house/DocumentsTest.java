package dev.tidegate.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.StateDiagram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
}
