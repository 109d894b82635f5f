package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.Journal.Acknowledged;
import dev.tidegate.core.port.JournalBrokenException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafJournalTest {
    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void setUp() {
        desk = new Desk(home);
    }

    @Test
    void open_ofNothing_beginsAnEpoch() {
        try (SafJournal journal = desk.open()) {
            assertThat(Desk.all(journal))
                    .extracting(JournalRecord::entry)
                    .containsExactly(new JournalEntry.EpochOpen(0, 0));
        }
    }

    @Test
    void append_returns_theRecordThatIsRead() {
        try (SafJournal journal = desk.open()) {
            JournalRecord appended = journal.append(Entries.stored(7));

            assertThat(journal.readAfter(1, 10)).containsExactly(appended);
        }
    }

    @Test
    void append_ofOneRecord_movesTheHead() {
        try (SafJournal journal = desk.open()) {
            Journal.Head before = journal.head();

            JournalRecord appended = journal.append(Entries.stored(7));

            assertThat(journal.head()).isEqualTo(new Journal.Head(before.epochId(), appended.seq(), appended.link()));
        }
    }

    @Test
    void append_givesNumbers_withoutAHole() {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 20);

            assertThat(Desk.all(journal))
                    .extracting(JournalRecord::seq)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 21).boxed().toList());
        }
    }

    @Test
    void reopened_givesBack_everyRecord() {
        List<JournalRecord> before;
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 20);
            before = Desk.all(journal);
        }

        try (SafJournal journal = desk.open()) {
            assertThat(Desk.all(journal)).startsWith(before.toArray(JournalRecord[]::new));
        }
    }

    @Test
    void reopened_continues_theChain() {
        try (SafJournal journal = desk.open()) {
            journal.append(Entries.stored(1));
        }

        try (SafJournal journal = desk.open()) {
            JournalRecord next = journal.append(Entries.stored(2));

            // EPOCH_OPEN, STORED, EPOCH_CLOSE, EPOCH_OPEN, STORED
            assertThat(next.seq()).isEqualTo(5);
        }
    }

    @Test
    void reopened_inOrder_reportsNothing() {
        desk.open().close();

        try (SafJournal journal = desk.open()) {
            assertThat(journal.opening()).isEqualTo(new Opening(2, 0, 0, 0, List.of(), false, List.of(), null));
        }
    }

    @Test
    void close_writes_theEndOfTheEpoch() {
        desk.open().close();

        try (SafJournal journal = desk.open()) {
            assertThat(journal.readAfter(1, 1))
                    .extracting(JournalRecord::entry)
                    .containsExactly(new JournalEntry.EpochClose(Entries.NOON));
        }
    }

    @Test
    void close_writesTheState_andClosesTheSeal() {
        desk.open().close();

        assertThat(desk.seal.isClosed()).isTrue();
        assertThat(desk.seal.flushes()).isPositive();
    }

    @Test
    void close_twice_isOnce() {
        SafJournal journal = desk.open();
        journal.close();
        journal.close();

        try (SafJournal again = desk.open()) {
            assertThat(again.opening().records()).isEqualTo(2);
        }
    }

    @Test
    void append_afterClose_isRefused() {
        SafJournal journal = desk.open();
        journal.close();

        assertThatThrownBy(() -> journal.append(Entries.stored(1)))
                .isInstanceOf(JournalBrokenException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void readAfter_theEnd_isEmpty() {
        try (SafJournal journal = desk.open()) {
            assertThat(journal.readAfter(1, 10)).isEmpty();
        }
    }

    @Test
    void readAfter_ofMoreThanItGives_givesSomeOfThem() {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, Journal.READ_RECORDS_MAX + 10);

            assertThat(journal.readAfter(0, 10_000)).hasSize(Journal.READ_RECORDS_MAX);
        }
    }

    @Test
    void readAfter_anyNumber_beginsWithTheNext() {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 300);

            for (long seq = 0; seq < 301; seq++) {
                assertThat(journal.readAfter(seq, 1).getFirst().seq()).isEqualTo(seq + 1);
            }
        }
    }

    @Test
    void readAfter_ofNothingAsked_isEmpty() {
        try (SafJournal journal = desk.open()) {
            assertThat(journal.readAfter(0, 0)).isEmpty();
        }
    }

    @Test
    void limitsInUse_areCounted_asRecordsComeIn() {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 100, 102);
            journal.append(Entries.captured(101));

            assertThat(journal.limitsInUse().count()).isEqualTo(2);
            assertThat(journal.limitsInUse().sum(Entries.amount(1).currency())).isEqualTo(Entries.amount(202));
        }
    }

    @Test
    void limitsInUse_afterAStart_areThoseOfTheDisk() {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 100, 102);
            journal.append(Entries.voided(102));
        }

        try (SafJournal journal = desk.open()) {
            assertThat(journal.limitsInUse().sum(Entries.amount(1).currency())).isEqualTo(Entries.amount(201));
        }
    }

    @Test
    void acknowledge_isKept_overAStart() {
        Acknowledged now = new Acknowledged(2, new TreeSet<>(List.of(1L)));
        try (SafJournal journal = desk.open()) {
            journal.append(Entries.stored(1));
            journal.acknowledge(now);
        }

        try (SafJournal journal = desk.open()) {
            assertThat(journal.acknowledged()).isEqualTo(now);
        }
    }

    @Test
    void acknowledge_beyondTheEnd_isAMistake() {
        try (SafJournal journal = desk.open()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> journal.acknowledge(new Acknowledged(2, new TreeSet<>())));
        }
    }

    @Test
    void acknowledged_byAJournalThatWasLost_goesBackToItsEnd() throws Exception {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 10);
            journal.acknowledge(new Acknowledged(11, new TreeSet<>()));
        }
        Folders.delete(desk.generations().getFirst());
        Files.delete(home.resolve("state"));

        try (SafJournal journal = desk.open()) {
            assertThat(journal.opening().cursorWentBack()).isTrue();
            assertThat(journal.acknowledged().contiguous()).isZero();
        }
    }

    @Test
    void entry_thatTheSealRefuses_failsAlone() {
        try (SafJournal journal = desk.open()) {
            desk.seal.refuse(Entries.shown(666));

            assertThatIllegalArgumentException().isThrownBy(() -> journal.append(Entries.shown(666)));
            assertThat(journal.append(Entries.stored(1)).seq()).isEqualTo(2);
        }
    }

    @Test
    void open_ofAFolderBelowAFile_isRefused() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "not a folder");

        assertThatThrownBy(() -> SafJournal.open(
                        file.resolve("journal"), desk.seal, () -> desk.now, desk.landmarks, desk.settings))
                .isInstanceOf(JournalBrokenException.class);
    }

    @Test
    void open_withSomethingElseAmongTheGenerations_namesIt() throws Exception {
        Files.createDirectories(desk.folder.resolve("gen-of-somebody"));

        assertThatThrownBy(desk::open)
                .isInstanceOf(JournalBrokenException.class)
                .cause()
                .hasMessageContaining("gen-of-somebody");
    }

    @Test
    void open_inStandardSettings_takesAReserve() throws Exception {
        Path folder = home.resolve("till").resolve("journal");
        try (SafJournal journal =
                SafJournal.open(folder, desk.seal, () -> desk.now, desk.landmarks, Settings.standard())) {
            journal.append(Entries.stored(1));

            assertThat(folder.resolve(Space.NAME)).hasSize(Settings.standard().reserveBytes());
        }
    }
}
