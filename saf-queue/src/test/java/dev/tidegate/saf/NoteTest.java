package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that may follow to the disk. */
class NoteTest {
    @TempDir
    private Path home;

    private Desk desk;
    private final FaultyFiles files = new FaultyFiles();

    @BeforeEach
    void setUp() {
        desk = new Desk(home);
        desk.files = files;
    }

    private static Settings slow() {
        return new Settings(Desk.SMALL.generationBytesMax(), Desk.SMALL.generationAge(), 0, 0, Duration.ofSeconds(1));
    }

    @Test
    void note_costs_noForce() {
        desk.settings = slow();
        try (SafJournal journal = desk.open()) {
            int before = files.forces.get();
            for (int i = 1; i <= 20; i++) {
                journal.note(Entries.shown(i));
            }

            assertThat(files.forces.get() - before).isLessThan(20);
        }
    }

    @Test
    void note_becomesDurable_withTheNextForce() {
        desk.settings = slow();
        try (SafJournal journal = desk.open()) {
            journal.note(Entries.shown(1));
            journal.append(Entries.stored(2));

            assertThat(Desk.entries(journal)).containsExactly(Entries.shown(1), Entries.stored(2));
        }
    }

    @Test
    void note_becomesDurable_byItself() {
        try (SafJournal journal = desk.open()) {
            journal.note(Entries.shown(1));

            Await.until(() -> journal.head().seq() == 2);
            assertThat(Desk.entries(journal)).containsExactly(Entries.shown(1));
        }
    }

    @Test
    void notes_withoutAPause_becomeDurable() {
        desk.settings = slow();
        try (SafJournal journal = desk.open()) {
            for (int i = 1; i <= 1_000; i++) {
                journal.note(Entries.shown(i));
            }

            assertThat(journal.head().seq()).isGreaterThan(500);
        }
    }

    @Test
    void note_isDurable_afterAClose() {
        desk.settings = slow();
        try (SafJournal journal = desk.open()) {
            journal.note(Entries.shown(1));
        }

        try (SafJournal journal = desk.open()) {
            assertThat(Desk.entries(journal)).containsExactly(Entries.shown(1));
        }
    }

    @Test
    void note_thatTheDiskRefuses_followsInTheNextFile() {
        try (SafJournal journal = desk.open()) {
            files.badForces.set(1);
            journal.note(Entries.shown(1));

            Await.until(() -> journal.head().seq() == 2);
            assertThat(Desk.entries(journal)).containsExactly(Entries.shown(1));
        }
    }

    @Test
    void note_thatTheDiskRefusesTwice_comesWithTheNextRecord() {
        try (SafJournal journal = desk.open()) {
            files.badForces.set(2);
            journal.note(Entries.shown(1));
            Await.until(() -> files.badForces.get() == 0);
            journal.append(Entries.stored(2));

            assertThat(Desk.entries(journal)).containsExactly(Entries.shown(1), Entries.stored(2));
        }
    }

    @Test
    void chainState_followsInTheBackground() {
        try (SafJournal journal = desk.open()) {
            journal.append(Entries.stored(1));

            Await.until(() -> desk.seal.flushes() > 0);
            assertThat(home.resolve("state")).exists();
        }
    }
}
