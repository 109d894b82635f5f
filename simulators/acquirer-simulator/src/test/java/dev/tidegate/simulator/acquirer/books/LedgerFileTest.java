package dev.tidegate.simulator.acquirer.books;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.simulator.acquirer.wire.OriginalReference;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LedgerFileTest {
    @TempDir
    Path folder;

    @Test
    void append_diskRefusedOnce_refusesForGood() {
        LedgerFile file = LedgerFile.open(folder.resolve("ledger.jsonl"));
        var original = new OriginalReference("T", '2', "1", "R", "", "");
        var event = new LedgerEvent.Buried(original, 1, Instant.EPOCH);
        file.close();

        assertThatThrownBy(() -> file.append(event)).hasMessage("the disk refused a line of the ledger");
        assertThatThrownBy(() -> file.append(event)).hasMessage("an earlier write to the ledger failed");
    }
}
