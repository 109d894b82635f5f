package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.port.JournalBrokenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found at a start after the power was cut, the disk decayed, or somebody meddled. */
class RecoveryTest {
    @TempDir
    private Path home;

    private Desk desk;

    /** Ten sales in one generation, and the power cut: the records 2 to 11. */
    @BeforeEach
    void setUp() throws IOException {
        Desk running = new Desk(home.resolve("running"));
        Files.createDirectories(running.home);
        try (SafJournal journal = running.open()) {
            Desk.store(journal, 1, 10);
            desk = Crash.of(running, home.resolve("crashed"));
        }
        // Whatever the state had been written up to: a test that wants one writes it.
        Files.deleteIfExists(desk.home.resolve("state"));
    }

    private static List<Long> numbers(SafJournal journal) {
        return Desk.entries(journal).stream()
                .map(entry -> Entries.number(((JournalEntry.OfPayment) entry).payment()))
                .toList();
    }

    private static List<Long> oneTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    /** Where record n begins. */
    private long at(int record) throws IOException {
        return Crash.frames(desk.newestFile()).get(record - 1);
    }

    private List<String> quarantine() throws IOException {
        Path folder = desk.folder.resolve(Quarantine.NAME);
        return Files.exists(folder)
                ? Folders.list(folder, "*").stream()
                        .map(path -> path.getFileName().toString())
                        .toList()
                : List.of();
    }

    private static JournalEntry epochOf(SafJournal journal) {
        return Desk.all(journal).getLast().entry();
    }

    @Test
    void cutPower_costsNothing() {
        try (SafJournal journal = desk.open()) {
            assertThat(numbers(journal)).isEqualTo(oneTo(10));
            assertThat(epochOf(journal)).isEqualTo(new JournalEntry.EpochOpen(0, 0));
            assertThat(journal.opening().refusal()).isNull();
        }
    }

    @Test
    void recordsTheStateDidNotKnow_areCounted() {
        try (SafJournal journal = desk.open()) {
            assertThat(journal.opening().rolledBack()).isEqualTo(11);
        }
    }

    @Test
    void tornLastRecord_isNamedAsLost() throws Exception {
        Crash.zero(desk.newestFile(), at(11) + 500, at(11) + 600);

        try (SafJournal journal = desk.open()) {
            assertThat(numbers(journal)).isEqualTo(oneTo(9));
            assertThat(epochOf(journal)).isEqualTo(new JournalEntry.EpochOpen(11, 11));
            assertThat(journal.opening().lostFrom()).isEqualTo(11);
        }
    }

    @Test
    void tornLastRecord_keepsItsNumber() throws Exception {
        Crash.zero(desk.newestFile(), at(11) + 500, at(11) + 600);

        try (SafJournal journal = desk.open()) {
            assertThat(journal.head().seq()).isEqualTo(12);
        }
    }

    @Test
    void tornLastRecord_isInQuarantine() throws Exception {
        long begins = at(11);
        Path file = desk.newestFile();
        Crash.zero(file, begins + 500, begins + 600);
        byte[] torn = Files.readAllBytes(file);

        try (SafJournal journal = desk.open()) {
            String name = journal.opening().quarantined().getFirst();
            assertThat(name)
                    .startsWith("gen-00000000000000000001-")
                    .endsWith(String.format(Locale.ROOT, "%020d.torn", begins));
            assertThat(Files.readAllBytes(desk.folder.resolve(Quarantine.NAME).resolve(name)))
                    .isEqualTo(java.util.Arrays.copyOfRange(torn, (int) begins, (int) begins + 28 + 1_000));
        }
    }

    @Test
    void tornLastRecord_isHistory_atTheStartAfter() throws Exception {
        Crash.zero(desk.newestFile(), at(11) + 500, at(11) + 600);
        desk.open().close();
        List<String> set = quarantine();

        try (SafJournal journal = desk.open()) {
            assertThat(journal.opening().lostFrom()).isZero();
            assertThat(journal.opening().quarantined()).isEmpty();
            assertThat(quarantine()).isEqualTo(set);
            assertThat(numbers(journal)).isEqualTo(oneTo(9));
        }
    }

    @Test
    void recordAfterATornOne_isRead_whenItsTimeComes() throws Exception {
        Crash.zero(desk.newestFile(), at(11) + 500, at(11) + 600);
        try (SafJournal journal = desk.open()) {
            journal.append(Entries.stored(11));
        }

        try (SafJournal journal = desk.open()) {
            assertThat(journal.readAfter(10, 2)).extracting(JournalRecord::seq).containsExactly(12L, 13L);
        }
    }

    @Test
    void endThatNeverReachedTheDisk_isNamed_byTheState() throws Exception {
        Path file = desk.newestFile();
        desk.open().close();
        Folders.delete(desk.generations().getLast());
        Crash.zero(file, at(10), Files.size(file));

        try (SafJournal journal = desk.open()) {
            assertThat(numbers(journal)).isEqualTo(oneTo(8));
            assertThat(epochOf(journal)).isEqualTo(new JournalEntry.EpochOpen(10, 13));
        }
    }

    @Test
    void endThatNobodyKnew_isGivenAgain() throws Exception {
        Path file = desk.newestFile();
        Crash.zero(file, at(11), Files.size(file));

        try (SafJournal journal = desk.open()) {
            assertThat(numbers(journal)).isEqualTo(oneTo(9));
            assertThat(journal.head().seq()).isEqualTo(11);
        }
    }

    @Test
    void zeroedPageInTheMiddle_isDamage() throws Exception {
        Crash.zero(desk.newestFile(), at(6), at(7));

        try (SafJournal journal = desk.open()) {
            assertThat(journal.opening().refusal()).contains("record 6").contains("GAP");
        }
    }

    @Test
    void flippedBitInTheMiddle_isDamage() throws Exception {
        Crash.flip(desk.newestFile(), at(6) + 300);

        try (SafJournal journal = desk.open()) {
            assertThat(journal.opening().refusal()).contains("record 6");
        }
    }

    @Test
    void damage_hidesNothing_thatIsGood() throws Exception {
        Crash.flip(desk.newestFile(), at(7) + 300);
        Crash.zero(desk.newestFile(), at(3), at(4));

        try (SafJournal journal = desk.open()) {
            assertThat(Desk.all(journal))
                    .extracting(JournalRecord::seq)
                    .containsExactly(1L, 2L, 4L, 5L, 6L, 8L, 9L, 10L, 11L);
            assertThat(journal.readAfter(6, 1)).extracting(JournalRecord::seq).containsExactly(8L);
            assertThat(journal.limitsInUse().count()).isEqualTo(8);
        }
    }

    @Test
    void damage_hidesNothing_inLaterGenerations() throws Exception {
        desk.recordBytes = 6_000;
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 11, 90);
        }
        Path first = desk.generations().getFirst().resolve(ChronicleFile.NAME);
        Crash.flip(first, Crash.frames(first).get(5) + 300);

        try (SafJournal journal = desk.open()) {
            assertThat(journal.opening().refusal()).contains("record 6");
            assertThat(numbers(journal)).hasSize(89).doesNotContain(5L);
        }
    }

    @Test
    void damageInAGenerationThatSizeEnded_isDamage() throws Exception {
        // The next generation begins without an epoch's word: nothing may stand in for it.
        desk.recordBytes = 6_000;
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 11, 90);
        }
        Path second = desk.generations().get(1).resolve(ChronicleFile.NAME);
        Crash.zero(second, Crash.frames(second).get(20), Files.size(second));

        try (SafJournal journal = desk.open()) {
            assertThat(journal.opening().refusal()).contains("record 32");
            assertThatThrownBy(() -> journal.append(Entries.stored(91))).isInstanceOf(JournalBrokenException.class);
        }
    }

    @Test
    void damage_refusesAppends_andSaysWhy() throws Exception {
        Crash.flip(desk.newestFile(), at(6) + 300);

        try (SafJournal journal = desk.open()) {
            assertThatThrownBy(() -> journal.append(Entries.stored(11)))
                    .isInstanceOf(JournalBrokenException.class)
                    .hasMessageContaining("record 6 is damaged or missing")
                    .hasMessageContaining("gen-00000000000000000001-");
            assertThatThrownBy(() -> journal.note(Entries.shown(1))).isInstanceOf(JournalBrokenException.class);
        }
    }

    @Test
    void damage_isLeft_asItIs() throws Exception {
        Crash.flip(desk.newestFile(), at(6) + 300);
        byte[] before = Files.readAllBytes(desk.newestFile());

        desk.open().close();

        assertThat(desk.generations()).hasSize(1);
        assertThat(desk.newestFile()).hasBinaryContent(before);
        assertThat(quarantine()).isEmpty();
    }

    @Test
    void damage_leavesTheCursor_toWhatIsGood() throws Exception {
        Crash.flip(desk.newestFile(), at(6) + 300);

        try (SafJournal journal = desk.open()) {
            journal.acknowledge(new dev.tidegate.core.port.Journal.Acknowledged(5, new java.util.TreeSet<>()));
            assertThat(journal.acknowledged().contiguous()).isEqualTo(5);
            assertThat(journal.head().seq()).isEqualTo(11);
        }
    }

    @Test
    void fileCutInTheMiddleOfARecord_isTorn() throws Exception {
        Crash.truncate(desk.newestFile(), at(11) + 100);

        try (SafJournal journal = desk.open()) {
            assertThat(numbers(journal)).isEqualTo(oneTo(9));
            assertThat(epochOf(journal)).isEqualTo(new JournalEntry.EpochOpen(11, 11));
        }
    }

    @Test
    void chroniclesOwnHeaders_areOfNoConsequence() throws Exception {
        // Its store header, its index, and the header of each document.
        Path file = desk.newestFile();
        List<Long> frames = Crash.frames(file);
        Crash.zero(file, 0, frames.getFirst());
        for (long frame : frames) {
            Crash.zero(file, frame - 4, frame);
        }

        try (SafJournal journal = desk.open()) {
            assertThat(numbers(journal)).isEqualTo(oneTo(10));
        }
    }

    @Test
    void chroniclesTableOfZeros_isOfNoConsequence() throws Exception {
        Path table = desk.generations().getFirst().resolve(ChronicleFile.TABLE);
        Crash.zero(table, 0, Files.size(table));

        try (SafJournal journal = desk.open()) {
            assertThat(numbers(journal)).isEqualTo(oneTo(10));
        }
    }

    @Test
    void badRecordBeforeGoodOnes_thatNobodyWasPromised_isTorn() throws Exception {
        // Three notes wait for one force: the power cut lets the pages of the last two reach the disk.
        noteThree();
        Files.deleteIfExists(desk.home.resolve("state"));
        Crash.zero(desk.newestFile(), at(3), at(4));

        try (SafJournal journal = desk.open()) {
            assertThat(journal.opening().refusal()).isNull();
            assertThat(epochOf(journal)).isEqualTo(new JournalEntry.EpochOpen(3, 5));
            assertThat(numbers(journal)).containsExactly(1L);
        }
    }

    /** Record 2 is a sale, the records 3 to 5 are notes without a force between. */
    private void noteThree() throws IOException {
        Desk running = new Desk(home.resolve("noting"));
        Files.createDirectories(running.home);
        running.settings = new Settings(
                Desk.SMALL.generationBytesMax(), Desk.SMALL.generationAge(), 0, 0, java.time.Duration.ofSeconds(1));
        try (SafJournal journal = running.open()) {
            journal.append(Entries.stored(1));
            journal.note(Entries.shown(1));
            journal.note(Entries.shown(1));
            journal.note(Entries.shown(1));
            desk = Crash.of(running, home.resolve("noted"));
        }
    }

    @Test
    void epochThatNeverBegan_isSetAside() throws Exception {
        desk.open().close();
        Crash.flip(desk.newestFile(), at(1) + 300);
        Crash.zero(desk.newestFile(), at(2), at(2) + 1_100);

        try (SafJournal journal = desk.open()) {
            assertThat(journal.opening().quarantined())
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("gen-00000000000000000012-")
                    .doesNotEndWith(".torn");
            assertThat(numbers(journal)).isEqualTo(oneTo(10));
        }
    }

    @Test
    void lostGeneration_isNamed() throws Exception {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 11, 20);
        }
        Folders.delete(desk.generations().getLast());

        try (SafJournal journal = desk.open()) {
            // EPOCH_OPEN, ten sales, EPOCH_CLOSE
            assertThat(epochOf(journal)).isEqualTo(new JournalEntry.EpochOpen(12, 23));
            assertThat(numbers(journal)).isEqualTo(oneTo(10));
        }
    }

    @Test
    void generationMissingInTheMiddle_isDamage() throws Exception {
        desk.open().close();
        desk.open().close();
        Folders.delete(desk.generations().get(1));

        try (SafJournal journal = desk.open()) {
            assertThat(journal.opening().refusal()).contains("record 12").contains("GAP");
            assertThat(Desk.all(journal)).extracting(JournalRecord::seq).endsWith(10L, 11L, 14L, 15L);
        }
    }

    @Test
    void generationOfAnotherTill_isDamage() throws Exception {
        Desk other = new Desk(home.resolve("other"));
        Files.createDirectories(other.home);
        other.seal = new LinkSeal(other.home.resolve("state"), 2, 1_000);
        try (SafJournal journal = other.openWithSeal()) {
            Desk.store(journal, 1, 30);
        }
        Crash.copy(
                other.generations().getFirst(), desk.folder.resolve(new GenerationName(12, new UUID(1, 1)).toString()));

        try (SafJournal journal = desk.open()) {
            assertThat(journal.opening().refusal())
                    .contains("gen-00000000000000000012-")
                    .contains("UNKNOWN_TILL");
            assertThat(numbers(journal)).isEqualTo(oneTo(10));
        }
    }

    @Test
    void generationCopiedToTheEnd_isNamed() throws Exception {
        desk.open().close();
        desk.open().close();
        Crash.copy(desk.generations().get(1), desk.folder.resolve(new GenerationName(16, new UUID(1, 1)).toString()));

        try (SafJournal journal = desk.open()) {
            assertThat(journal.opening().refusal())
                    .contains("gen-00000000000000000016-")
                    .contains("OVERLAP");
            assertThat(numbers(journal)).isEqualTo(oneTo(10));
        }
    }

    @Test
    void fileThatCannotBeRead_isDamage_andStaysWhereItIs() throws Exception {
        Path file = desk.newestFile();
        Path kept = Files.move(file, desk.home.resolve("kept"));
        // A folder opens, and gives an error when it is read.
        Files.createDirectory(file);

        try (SafJournal journal = desk.open()) {
            assertThat(journal.opening().refusal()).contains("UNREADABLE");
        }
        assertThat(quarantine()).isEmpty();

        Files.delete(file);
        Files.move(kept, file);
        try (SafJournal journal = desk.open()) {
            assertThat(numbers(journal)).isEqualTo(oneTo(10));
        }
    }

    @Test
    void keyThatIsGone_opensForReading() {
        desk.seal.loseKey();

        try (SafJournal journal = desk.openWithSeal()) {
            assertThat(journal.opening().refusal()).contains("enrolled again");
            assertThat(numbers(journal)).isEqualTo(oneTo(10));
        }
    }

    @Test
    void tornTwice_inTwoEpochs_isNamedTwice() throws Exception {
        Crash.zero(desk.newestFile(), at(11) + 500, at(11) + 600);
        try (SafJournal journal = desk.open()) {
            journal.append(Entries.stored(11));
            Desk next = Crash.of(desk, home.resolve("next"));
            desk = next;
        }
        Files.deleteIfExists(desk.home.resolve("state"));
        Crash.zero(desk.newestFile(), at(2) + 500, at(2) + 600);

        try (SafJournal journal = desk.open()) {
            assertThat(Desk.all(journal).stream()
                            .map(JournalRecord::entry)
                            .filter(JournalEntry.EpochOpen.class::isInstance))
                    .containsExactly(
                            new JournalEntry.EpochOpen(0, 0),
                            new JournalEntry.EpochOpen(11, 11),
                            new JournalEntry.EpochOpen(13, 13));
        }
    }

    @Test
    void recordThatDecaysWhileOpen_isNotPassedOver() throws Exception {
        try (SafJournal journal = desk.open()) {
            Path old = desk.generations().getFirst().resolve(ChronicleFile.NAME);
            Crash.flip(old, Crash.frames(old).get(5) + 300);

            assertThat(journal.readAfter(0, 5)).hasSize(5);
            assertThatThrownBy(() -> journal.readAfter(0, 6))
                    .isInstanceOf(JournalBrokenException.class)
                    .hasMessageContaining("record 6");
        }
    }
}
