package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.core.port.Journal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places up to which anybody can check the journal. */
class CheckpointTest {
    private static final int EVERY = 8;

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void setUp() {
        desk = new Desk(home);
        desk.settings = new Settings(256 * 1024, Duration.ofHours(1), 0, EVERY, Duration.ofMillis(20));
    }

    private static List<Long> checkpoints(Journal journal) {
        return Desk.all(journal).stream()
                .filter(record -> record.entry() instanceof JournalEntry.Checkpoint)
                .map(JournalRecord::seq)
                .toList();
    }

    @Test
    void append_manyRecords_leavesACheckpointAfterEachRun() {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 3L * EVERY);
            journal.append(Entries.shown(1));

            // EPOCH_OPEN and seven sales, the checkpoint, eight sales, the checkpoint, …
            assertThat(checkpoints(journal)).containsExactly(9L, 18L, 27L);
        }
    }

    @Test
    void append_fewRecords_leavesNone() {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, EVERY - 2);

            assertThat(checkpoints(journal)).isEmpty();
        }
    }

    @Test
    void checkpoint_withoutAnotherForce_isDurableWithTheNextBeat() {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, EVERY - 1);

            Await.until(() -> !checkpoints(journal).isEmpty());

            assertThat(journal.head().seq()).isEqualTo(EVERY + 1);
        }
    }

    @Test
    void close_afterARecord_endsWithACheckpointAndTheEpochsEnd() {
        try (SafJournal journal = desk.open()) {
            journal.append(Entries.stored(1));
        }

        try (SafJournal journal = desk.open()) {
            assertThat(journal.readAfter(0, 4))
                    .extracting(record -> record.entry().type())
                    .containsExactly(
                            RecordType.EPOCH_OPEN, RecordType.STORED, RecordType.CHECKPOINT, RecordType.EPOCH_CLOSE);
        }
    }

    @Test
    void close_rightAfterACheckpoint_writesNoSecond() {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, EVERY - 1);
            Await.until(() -> !checkpoints(journal).isEmpty());
        }

        try (SafJournal journal = desk.open()) {
            assertThat(checkpoints(journal)).containsExactly(EVERY + 1L);
        }
    }

    @Test
    void checkpoint_thatCannotBeMade_leavesTheJournalAsItIs() {
        desk.seal = new LinkSeal(home.resolve("state"), 1, 1_000);
        desk.seal.refuse(JournalEntry.Checkpoint.unsigned());

        try (SafJournal journal = desk.openWithSeal()) {
            Desk.store(journal, 1, 2L * EVERY);

            assertThat(checkpoints(journal)).isEmpty();
            assertThat(Desk.entries(journal)).hasSize(2 * EVERY);
        }
    }

    @Test
    void limitsInUse_checkpointsBetween_areTheSame() {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 2L * EVERY);

            assertThat(journal.limitsInUse().count()).isEqualTo(2 * EVERY);
        }
    }
}
