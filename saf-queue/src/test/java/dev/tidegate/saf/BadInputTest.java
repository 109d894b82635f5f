package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.port.JournalBrokenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder and a clock as they should not be: each has its word, and what is good stays readable. */
class BadInputTest {
    private static final UUID OTHER_EPOCH = new UUID(7, 7);

    @TempDir
    private Path home;

    private Desk desk;
    private List<JournalRecord> written;

    @BeforeEach
    void sell() {
        desk = new Desk(home.resolve("own"));
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 40);
            written = Desk.all(journal);
        }
    }

    private Path foreignGeneration(int sales) throws IOException {
        Desk other = new Desk(home.resolve("other"));
        Files.createDirectories(other.home);
        other.seal = new LinkSeal(other.home.resolve("state"), 2, 1_000);
        try (SafJournal journal = other.openWithSeal()) {
            Desk.store(journal, 1, sales);
        }
        return other.generations().getFirst();
    }

    @Test
    void generationOfAnotherTill_behindTheEnd_isNamedAndNothingOfItIsRead() throws IOException {
        // It says of itself that it begins where the own records end.
        long next = written.getLast().seq() + 2;
        Crash.copy(foreignGeneration(60), desk.folder.resolve(new GenerationName(next, OTHER_EPOCH).toString()));

        try (SafJournal journal = desk.open()) {
            assertThat(journal.opening().refusal())
                    .contains("UNKNOWN_TILL")
                    .contains("move it out of the journal's folder");
            assertThat(Desk.all(journal))
                    .startsWith(written.toArray(JournalRecord[]::new))
                    .hasSize(written.size() + 1);
        }
    }

    @Test
    void folderOfAnotherName_isRefusedWithTheRemedy() throws IOException {
        Files.createDirectory(desk.folder.resolve("gen-of-somebody"));

        assertThatThrownBy(desk::open)
                .isInstanceOf(JournalBrokenException.class)
                .hasRootCauseMessage(
                        desk.folder.resolve("gen-of-somebody") + " is no generation: move it out of the journal");
    }

    @ParameterizedTest
    @ValueSource(longs = {3, -3})
    void clockThreeDaysOff_losesNothingAndGoesOn(long days) {
        desk.now = desk.now.plus(Duration.ofDays(days));

        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 41, 50);

            assertThat(journal.refusal()).isNull();
            assertThat(Desk.entries(journal)).hasSize(50);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, -3})
    void clockThatJumpsWhileTheTillRuns_beginsAGenerationAndLosesNothing(long days) throws IOException {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 41, 45);
            int before = desk.generations().size();
            desk.now = desk.now.plus(Duration.ofDays(days));
            Desk.store(journal, 46, 50);

            assertThat(desk.generations()).hasSize(before + 1);
            assertThat(Desk.entries(journal)).hasSize(50);
        }
    }

    @Test
    void twoProcesses_theSecondIsRefusedWithTheRemedy() {
        try (SafJournal first = desk.open()) {
            assertThat(first.refusal()).isNull();

            assertThatThrownBy(desk::open)
                    .isInstanceOf(JournalLockedException.class)
                    .hasMessageContaining("stop the other till first");
        }
    }

    @Test
    void openToRead_takesNothingAndSaysWhy() {
        try (SafJournal journal =
                SafJournal.openToRead(desk.folder, new LinkSeal(desk.home.resolve("state")), ScanProgress.none())) {
            assertThat(Desk.all(journal)).startsWith(written.toArray(JournalRecord[]::new));
            assertThat(journal.refusal()).contains("opened to be read");
            assertThatThrownBy(() -> journal.append(Entries.stored(99))).isInstanceOf(JournalBrokenException.class);
        }
    }

    @Test
    void openToRead_aTornEnd_isLeftWhereItIs() throws IOException {
        Path file = desk.newestFile();
        Crash.truncate(file, Crash.frames(file).getLast() + 30);
        byte[] before = Files.readAllBytes(file);

        SafJournal.openToRead(desk.folder, new LinkSeal(desk.home.resolve("state")), ScanProgress.none())
                .close();

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(desk.folder.resolve(Quarantine.NAME)).doesNotExist();
    }
}
