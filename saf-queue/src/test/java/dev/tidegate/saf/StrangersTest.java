package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.JournalRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A generation that was brought into the folder from elsewhere, over numbers that the journal has itself. Whether it
 * sorts before the own one or behind it, is longer or shorter: the own records are all read, and nothing else.
 */
class StrangersTest {
    private static final String REMEDY = "move it out of the journal's folder and start the till again";
    /** Own sales of the first process and of the second. */
    private static final int FIRST = 10;

    private static final int SECOND = 30;

    @TempDir
    private Path home;

    private Desk desk;
    private Desk twin;
    private List<JournalRecord> own;

    /** The own journal, and a copy of what it was after its first process. */
    @BeforeEach
    void sell() throws IOException {
        desk = new Desk(Files.createDirectory(home.resolve("own")));
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, FIRST);
        }
        twin = Crash.of(desk, home.resolve("twin"));
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, FIRST + 1, SECOND);
        }
        own = read(desk);
    }

    private static List<JournalRecord> read(Desk at) {
        try (SafJournal journal =
                SafJournal.openToRead(at.folder, new LinkSeal(at.home.resolve("state")), ScanProgress.none())) {
            assertThat(journal.refusal()).isEqualTo("the journal was opened to be read");
            return Desk.all(journal);
        }
    }

    /** Brings a generation here under an epoch that sorts before all others, or behind them. */
    private Path bring(Path generation, boolean sortsFirst) throws IOException {
        String own = generation.getFileName().toString();
        long first = Long.parseLong(own.substring(GenerationName.PREFIX.length(), own.indexOf('-', 4)));
        UUID epoch = new UUID(sortsFirst ? 0 : -1, 7);
        Path brought = desk.folder.resolve(new GenerationName(first, epoch).toString());
        Crash.copy(generation, brought);
        return brought;
    }

    private Path foreign(int sales, boolean sortsFirst) throws IOException {
        Desk other = new Desk(Files.createDirectory(home.resolve("other")));
        other.seal = new LinkSeal(other.home.resolve("state"), 2, 1_000);
        try (SafJournal journal = other.openWithSeal()) {
            Desk.store(journal, 1, sales);
        }
        return bring(other.generations().getFirst(), sortsFirst);
    }

    private void assertNamed(Path brought, String what) throws IOException {
        List<Path> before = desk.generations();
        try (SafJournal journal = desk.open()) {
            assertThat(journal.refusal())
                    .isEqualTo(brought.getFileName() + " does not belong to this journal (" + what
                            + "): no offline sale is taken; " + REMEDY);
            assertThat(Desk.all(journal)).isEqualTo(own);
            assertThat(journal.head().seq()).isEqualTo(own.getLast().seq());
        }
        assertThat(desk.generations()).isEqualTo(before);
    }

    private void assertInOrderWithout(Path brought) throws IOException {
        Folders.delete(brought);
        try (SafJournal journal = desk.open()) {
            assertThat(journal.refusal()).isNull();
            assertThat(journal.opening().lostFrom()).isZero();
            assertThat(Desk.all(journal)).startsWith(own.toArray(JournalRecord[]::new));
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "true, 60", "false, 0", "false, 60"})
    void generationOfAnotherTill_overTheOwnNumbers_hidesNothing(boolean sortsFirst, int sales) throws IOException {
        Path brought = foreign(sales, sortsFirst);

        assertNamed(brought, "UNKNOWN_TILL");
        assertInOrderWithout(brought);
    }

    @ParameterizedTest
    @CsvSource({"true, 5", "true, 60", "false, 5", "false, 60"})
    void generationOfACopyThatLivedOn_overTheOwnNumbers_hidesNothing(boolean sortsFirst, int sales) throws IOException {
        twin.now = twin.now.plusSeconds(1);
        try (SafJournal journal = twin.open()) {
            Desk.store(journal, 1_000, 1_000 + sales);
        }

        Path brought = bring(twin.generations().getLast(), sortsFirst);

        assertNamed(brought, "OVERLAP");
        assertInOrderWithout(brought);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ownGenerationUnderAnotherName_isReadOnce(boolean sortsFirst) throws IOException {
        Path original = desk.generations().getLast();
        bring(original, sortsFirst);

        try (SafJournal journal = desk.open()) {
            assertThat(journal.refusal())
                    .contains("does not belong to this journal (OVERLAP)")
                    .contains(REMEDY);
            assertThat(Desk.all(journal)).isEqualTo(own);
        }
    }

    @Test
    void severalStrangers_areAllNamed() throws IOException {
        Path foreign = foreign(0, false);
        try (SafJournal journal = twin.open()) {
            Desk.store(journal, 1_000, 1_090);
        }
        Path forked = bring(twin.generations().getLast(), true);

        try (SafJournal journal = desk.open()) {
            assertThat(journal.refusal())
                    .contains(foreign.getFileName() + " does not belong")
                    .contains(forked.getFileName() + " does not belong");
            assertThat(Desk.all(journal)).isEqualTo(own);
        }
    }

    @Test
    void strangerBesideDamage_bothAreNamed_andTheRestIsRead() throws IOException {
        Path first = desk.generations().getFirst().resolve(ChronicleFile.NAME);
        Path brought = foreign(60, false);
        Crash.flip(first, Crash.frames(first).get(4) + 300);

        try (SafJournal journal = desk.open()) {
            assertThat(journal.refusal())
                    .contains(brought.getFileName() + " does not belong")
                    .contains("record 5 is damaged");
            assertThat(Desk.all(journal))
                    .isEqualTo(own.stream().filter(each -> each.seq() != 5).toList());
        }
    }

    @Test
    void strangerInALongJournal_isFoundByTheLightPass() throws IOException {
        try (SafJournal journal = twin.open()) {
            Desk.store(journal, 1_000, 1_060);
        }
        Path brought = bring(twin.generations().getLast(), true);
        desk.settings = new Settings(256 * 1024, Duration.ofHours(1), 0, 0, Duration.ofMillis(20), 0);

        assertNamed(brought, "OVERLAP");
    }

    @Test
    void generationFromBeforeItWasLetGo_isNamed() throws IOException {
        Desk old = new Desk(Files.createDirectory(home.resolve("old")));
        Path kept;
        try (Closet closet = new Closet(old)) {
            closet.retention = new Retention(Period.ofMonths(1), Duration.ofHours(1));
            closet.append(Entries.stored(1));
            closet.append(Entries.captured(1));
            Path oldest = old.generations().getFirst();
            kept = home.resolve(oldest.getFileName());
            Crash.copy(oldest, kept);
            closet.hours(1).acknowledgeAll().restart().work();
            closet.hours(24 * 70).acknowledgeAll().work();
        }
        List<JournalRecord> left = read(old);
        assertThat(left.getFirst().seq()).isGreaterThan(1);

        Crash.copy(kept, old.folder.resolve(kept.getFileName()));

        try (SafJournal journal = old.open()) {
            assertThat(journal.refusal())
                    .contains(kept.getFileName() + " does not belong to this journal (OVERLAP)")
                    .contains(REMEDY);
            assertThat(Desk.all(journal)).isEqualTo(left);
        }
    }
}
