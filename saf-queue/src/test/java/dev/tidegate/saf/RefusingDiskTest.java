package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.port.JournalBrokenException;
import dev.tidegate.core.port.JournalFullException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that refuses, once or for long. */
class RefusingDiskTest {
    @TempDir
    private Path home;

    private Desk desk;
    private final FaultyFiles files = new FaultyFiles();

    @BeforeEach
    void setUp() {
        desk = new Desk(home);
        desk.files = files;
    }

    @AfterEach
    void neverUsesAFileThatFailed() {
        assertThat(files.violations).isEmpty();
    }

    private AtomicInteger fault(String kind) {
        return switch (kind) {
            case "force" -> files.badForces;
            case "append" -> files.badAppends;
            case "channel" -> files.closedChannels;
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static List<Long> numbers(SafJournal journal) {
        return Desk.entries(journal).stream()
                .map(entry -> Entries.number(((JournalEntry.OfPayment) entry).payment()))
                .toList();
    }

    private static List<Long> oneTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"force", "append", "channel"})
    void oneFault_isSurvived_inANewGeneration(String kind) throws Exception {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 5);
            fault(kind).set(1);
            Desk.store(journal, 6, 10);

            assertThat(numbers(journal)).isEqualTo(oneTo(10));
            assertThat(desk.generations()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"force", "append", "channel"})
    void oneFault_leavesNoTrace_afterAStart(String kind) {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 5);
            fault(kind).set(1);
            Desk.store(journal, 6, 10);
        }

        try (SafJournal journal = desk.open()) {
            assertThat(numbers(journal)).isEqualTo(oneTo(10));
            assertThat(journal.opening().refusal()).isNull();
            assertThat(journal.opening().lostFrom()).isZero();
        }
    }

    @Test
    void generationGivenUp_mayEndTorn_andSaysNothing() throws Exception {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 5);
            files.badForces.set(1);
            Desk.store(journal, 6, 10);
        }
        // Record 7 was appended to the first generation, never forced there, and written again in the second.
        Path givenUp = desk.generations().getFirst().resolve(ChronicleFile.NAME);
        long at = Crash.frames(givenUp).get(6);
        Crash.zero(givenUp, at + Frame.HEADER_BYTES, at + Frame.HEADER_BYTES + 100);

        try (SafJournal journal = desk.open()) {
            assertThat(journal.opening().refusal()).isNull();
            assertThat(journal.opening().quarantined()).isEmpty();
            assertThat(numbers(journal)).isEqualTo(oneTo(10));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"force", "append", "channel"})
    void faultOfTheNextFile_too_isARefusal(String kind) {
        try (SafJournal journal = desk.open()) {
            fault(kind).set(2);

            assertThatThrownBy(() -> journal.append(Entries.stored(1))).isInstanceOf(JournalBrokenException.class);
            assertThat(numbers(journal)).isEmpty();
        }
    }

    @Test
    void refusedRecord_isThereAfterAll_whenTheDiskComesBack() {
        try (SafJournal journal = desk.open()) {
            files.badForces.set(2);
            assertThatThrownBy(() -> journal.append(Entries.stored(1))).isInstanceOf(JournalBrokenException.class);

            JournalRecord next = journal.append(Entries.stored(2));

            // It had its number, and the chain has no hole: nobody was shown it, so a person is asked.
            assertThat(next.seq()).isEqualTo(3);
            assertThat(numbers(journal)).containsExactly(1L, 2L);
        }
    }

    @Test
    void longRefusal_takesNoNumbers() {
        try (SafJournal journal = desk.open()) {
            files.refuseAll(true);
            for (int i = 1; i <= 20; i++) {
                long number = i;
                assertThatThrownBy(() -> journal.append(Entries.stored(number)))
                        .isInstanceOf(JournalBrokenException.class);
            }
            files.refuseAll(false);

            assertThat(journal.append(Entries.stored(21)).seq()).isEqualTo(3);
            assertThat(numbers(journal)).containsExactly(1L, 21L);
        }
    }

    @Test
    void longRefusal_leavesNoFolders() throws Exception {
        try (SafJournal journal = desk.open()) {
            files.refuseAll(true);
            for (int i = 1; i <= 5; i++) {
                long number = i;
                assertThatThrownBy(() -> journal.append(Entries.stored(number)))
                        .isInstanceOf(JournalBrokenException.class);
            }

            assertThat(desk.generations()).hasSize(1);
        }
    }

    @Test
    void newFile_thatCannotBeMade_isARefusal_andNoMore() {
        try (SafJournal journal = desk.open()) {
            files.badForces.set(1);
            files.badCreations.set(2);
            assertThatThrownBy(() -> journal.append(Entries.stored(1))).isInstanceOf(JournalBrokenException.class);
            assertThatThrownBy(() -> journal.append(Entries.stored(2))).isInstanceOf(JournalBrokenException.class);

            journal.append(Entries.stored(3));

            assertThat(numbers(journal)).containsExactly(1L, 3L);
        }
    }

    @Test
    void reader_neverSees_whatIsNotDurable() {
        try (SafJournal journal = desk.open()) {
            journal.append(Entries.stored(1));
            files.refuseAll(true);
            assertThatThrownBy(() -> journal.append(Entries.stored(2))).isInstanceOf(JournalBrokenException.class);

            assertThat(numbers(journal)).containsExactly(1L);
            assertThat(journal.head().seq()).isEqualTo(2);
            files.refuseAll(false);
        }
    }

    @Test
    void diskThatFillsUpUnderAWrite_isNamedFull() {
        AtomicLong usable = new AtomicLong(Long.MAX_VALUE);
        desk.meter = usable::get;
        desk.landmarks = landmark -> usable.set(0);
        try (SafJournal journal = desk.open()) {
            files.badForces.set(2);

            assertThatThrownBy(() -> journal.append(Entries.stored(1))).isInstanceOf(JournalFullException.class);
        }
    }

    @Test
    void crashBetweenTwoFiles_doublesNothing() throws Exception {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 5);
            // The record lies in the old file as well: the page cache took what the disk refused.
            files.badForces.set(1);
            journal.append(Entries.stored(6));
            journal.append(Entries.stored(7));
            Desk crashed = Crash.of(desk, home.resolve("crashed"));

            try (SafJournal again = crashed.open()) {
                assertThat(numbers(again)).isEqualTo(oneTo(7));
            }
        }
    }

    @Test
    void crashBeforeTheNewFile_keepsTheOld() throws Exception {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 5);
            files.badForces.set(2);
            assertThatThrownBy(() -> journal.append(Entries.stored(6))).isInstanceOf(JournalBrokenException.class);
            Desk crashed = Crash.of(desk, home.resolve("crashed"));

            try (SafJournal again = crashed.open()) {
                assertThat(numbers(again)).startsWith(oneTo(5).toArray(Long[]::new));
                assertThat(again.opening().refusal()).isNull();
            }
        }
    }

    @Test
    void journalThatCannotWriteItsEpoch_opensForReading() {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 5);
        }
        files.refuseAll(true);

        try (SafJournal journal = desk.open()) {
            assertThat(numbers(journal)).isEqualTo(oneTo(5));
            assertThat(journal.opening().refusal()).contains("nothing can be written");
            assertThatThrownBy(() -> journal.append(Entries.stored(6)))
                    .isInstanceOf(JournalBrokenException.class)
                    .hasMessageContaining("nothing can be written");
        }
    }

    @Test
    void journalThatCouldNotWriteItsEpoch_isInOrder_atTheNextStart() {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 5);
        }
        files.refuseAll(true);
        desk.open().close();
        files.refuseAll(false);

        try (SafJournal journal = desk.open()) {
            assertThat(journal.opening().refusal()).isNull();
            assertThat(numbers(journal)).isEqualTo(oneTo(5));
        }
    }

    @Test
    void chainStateThatCannotBeWritten_stopsAcceptance() {
        try (SafJournal journal = desk.open()) {
            desk.seal.refuseState(true);
            journal.append(Entries.stored(1));
            Await.until(() -> isRefused(journal, 2));
            desk.seal.refuseState(false);

            assertThat(journal.append(Entries.stored(3)).seq()).isPositive();
        }
    }

    private static boolean isRefused(SafJournal journal, long number) {
        try {
            journal.append(Entries.shown(number));
            return false;
        } catch (JournalBrokenException e) {
            return true;
        }
    }

    @Test
    void close_onADiskThatRefuses_isQuiet() {
        SafJournal journal = desk.open();
        journal.append(Entries.stored(1));
        files.refuseAll(true);
        journal.close();
        files.refuseAll(false);

        try (SafJournal again = desk.open()) {
            assertThat(numbers(again)).containsExactly(1L);
        }
    }
}
