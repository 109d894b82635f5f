package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.JournalRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a generation ends and the next begins. */
class GenerationsTest {
    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void setUp() {
        desk = new Desk(home);
        // Some thirty in a generation.
        desk.recordBytes = 6_000;
    }

    private List<Long> firsts() throws IOException {
        return desk.generations().stream()
                .map(folder -> GenerationName.parse(folder.getFileName().toString()))
                .map(GenerationName::first)
                .toList();
    }

    @Test
    void process_begins_aGeneration() throws Exception {
        desk.open().close();
        desk.open().close();

        assertThat(firsts()).containsExactly(1L, 3L);
    }

    @Test
    void size_begins_aGeneration() throws Exception {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 80);

            assertThat(firsts()).hasSize(3);
        }
    }

    @Test
    void size_isKept_byEachFile() throws Exception {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 80);

            // What is in use, and the blocks taken ahead of it.
            for (Path generation : desk.generations()) {
                assertThat(Files.size(generation.resolve(ChronicleFile.NAME)))
                        .isLessThan(2L * ChronicleFile.BLOCK_BYTES);
            }
        }
    }

    @Test
    void records_overManyGenerations_areReadInOneOrder() {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 80);

            assertThat(Desk.entries(journal))
                    .extracting(entry -> ((dev.tidegate.core.payment.JournalEntry.Stored) entry).payment())
                    .containsExactlyElementsOf(java.util.stream.LongStream.rangeClosed(1, 80)
                            .mapToObj(Entries::id)
                            .toList());
        }
    }

    @Test
    void records_overManyGenerations_areFoundAfterAStart() {
        List<JournalRecord> before;
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 80);
            before = Desk.all(journal);
        }

        try (SafJournal journal = desk.open()) {
            assertThat(Desk.all(journal).subList(0, before.size())).isEqualTo(before);
            assertThat(journal.readAfter(40, 5)).isEqualTo(before.subList(40, 45));
        }
    }

    @Test
    void hour_inWhichSomethingWasWritten_beginsAGeneration() throws Exception {
        try (SafJournal journal = desk.open()) {
            desk.now = desk.now.plus(Duration.ofHours(1));
            journal.append(Entries.stored(1));

            assertThat(firsts()).containsExactly(1L, 2L);
        }
    }

    @Test
    void lessThanAnHour_begins_none() throws Exception {
        try (SafJournal journal = desk.open()) {
            desk.now = desk.now.plus(Duration.ofMinutes(59));
            journal.append(Entries.stored(1));

            assertThat(firsts()).containsExactly(1L);
        }
    }

    @Test
    void clock_thatJumpsBackThreeDays_hidesNothing() throws Exception {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 10);
            desk.now = desk.now.minus(Duration.ofDays(3));
            Desk.store(journal, 11, 20);

            assertThat(Desk.entries(journal)).hasSize(20);
            assertThat(firsts()).containsExactly(1L, 12L);
        }
    }

    @Test
    void clock_thatJumpsBackBetweenProcesses_hidesNothing() {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 10);
        }
        desk.now = desk.now.minus(Duration.ofDays(3));
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 11, 20);
        }

        try (SafJournal journal = desk.open()) {
            assertThat(Desk.entries(journal)).hasSize(20);
        }
    }

    @Test
    void olderGenerations_areNeverWritten_again() throws Exception {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 80);
        }
        byte[] before = Files.readAllBytes(desk.generations().getFirst().resolve(ChronicleFile.NAME));

        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 81, 100);
            assertThat(Desk.entries(journal)).hasSize(100);
        }

        assertThat(desk.generations().getFirst().resolve(ChronicleFile.NAME)).hasBinaryContent(before);
    }

    @Test
    void olderGenerations_keep_noTable() throws Exception {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 80);
        }

        assertThat(desk.generations())
                .allSatisfy(folder ->
                        assertThat(folder.resolve(ChronicleFile.TABLE)).doesNotExist());
    }

    @Test
    void generation_inWhichNothingBegan_isCleared() throws Exception {
        desk.open().close();
        Path blank = desk.folder.resolve(new GenerationName(3, new java.util.UUID(7, 7)).toString());
        Files.createDirectory(blank);

        try (SafJournal journal = desk.open()) {
            assertThat(blank).doesNotExist();
            assertThat(journal.append(Entries.stored(1)).seq()).isEqualTo(4);
        }
    }
}
