package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.flow.Projection;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.till.fake.HandScheduler;
import dev.tidegate.till.fake.MemoryJournal;
import dev.tidegate.till.fake.Samples;
import dev.tidegate.till.ledger.LedgerWatch;
import dev.tidegate.till.ledger.LedgerWatch.Finding;
import dev.tidegate.till.ledger.TillLedger;
import dev.tidegate.till.log.FactLog;
import dev.tidegate.till.store.SqliteFile;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UpkeepTest {
    @TempDir
    private Path folder;

    private final MemoryJournal journal = new MemoryJournal();
    private TillLedger ledger;
    private Upkeep upkeep;

    @BeforeEach
    void open() {
        Path live = folder.resolve("ledger.db");
        ledger = TillLedger.open(live, Samples.TILL, Landmarks.none(), payment -> {});
        var ignored = journal.append(Samples.stored(Samples.id(), 1250, StoredKind.OFFLINE_APPROVED));
        assertThat(new Projection(journal, ledger).catchUp()).isEqualTo(1);
        LedgerWatch watch = new LedgerWatch(live, Samples.TILL, journal);
        upkeep = new Upkeep(null, watch, new HandScheduler(), new FactLog());
    }

    @AfterEach
    void close() {
        upkeep.close();
        ledger.close();
    }

    @Test
    void health_beforeTheFirstComparison_isHealthyAndSaysSo() {
        assertThat(health().isHealthy()).isTrue();
        assertThat(health().getMessage()).contains("not compared");
    }

    @Test
    void health_theLedgerIsWhatTheJournalSays_isHealthy() {
        upkeep.compare();

        assertThat(upkeep.finding()).isEqualTo(Finding.SAME);
        assertThat(health().isHealthy()).isTrue();
    }

    @Test
    void health_theLedgerDiffers_fails() throws SQLException {
        try (SqliteFile file = SqliteFile.open(folder.resolve("ledger.db"))) {
            int changed = file.inTransaction(handle -> handle.execute("update payment set minor = 1"));
            assertThat(changed).isEqualTo(1);
        }

        upkeep.compare();

        assertThat(health().isHealthy()).isFalse();
        assertThat(health().getMessage()).contains("rebuild-ledger");
    }

    @Test
    void health_theDatabaseIsSetUpOtherwise_fails() {
        LedgerHealth health = new LedgerHealth(new PragmasHealth(Map::of), () -> Finding.NOT_YET);

        assertThat(health.execute().isHealthy()).isFalse();
    }

    @Test
    void compare_theLedgerIsGone_isSaidAndNothingBreaks() {
        ledger.close();
        SqliteFile.delete(folder.resolve("ledger.db"));

        upkeep.compare();

        assertThat(upkeep.finding()).isEqualTo(Finding.NOT_YET);
    }

    @Test
    void archiveHealth_troubles_areNamed() {
        assertThat(new ArchiveHealth(List::of).execute().isHealthy()).isTrue();
        assertThat(new ArchiveHealth(() -> List.of("a damaged one")).execute().getMessage())
                .contains("a damaged one");
    }

    @Test
    void archive_withoutAJournalOnDisk_doesNothing() {
        upkeep.archive();

        assertThat(upkeep.troubles()).isEmpty();
    }

    private com.codahale.metrics.health.HealthCheck.Result health() {
        return new LedgerHealth(new PragmasHealth(ledger::pragmas), upkeep::finding).execute();
    }
}
