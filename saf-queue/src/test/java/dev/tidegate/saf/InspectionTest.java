package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.LimitsInUse;
import dev.tidegate.core.port.JournalBrokenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal too long to be checked whole before it opens. */
class InspectionTest {
    private static final int EVERY = 8;
    private static final int SALES = 600;

    @TempDir
    private Path home;

    private Desk desk;
    private List<JournalRecord> written;
    private LimitsInUse inUse;

    @BeforeEach
    void sell() {
        desk = new Desk(home);
        desk.settings = new Settings(256 * 1024, Duration.ofHours(1), 0, EVERY, Duration.ofMillis(20), 0);
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, SALES);
            var ignored = journal.append(Entries.captured(3));
            inUse = journal.limitsInUse();
        }
        try (SafJournal journal = desk.open()) {
            written = Desk.all(journal);
        }
    }

    private Path oldestFile() throws IOException {
        return desk.generations().getFirst().resolve(ChronicleFile.NAME);
    }

    private static SafJournal inspected(SafJournal journal) {
        Await.until(() -> journal.inspected().over());
        return journal;
    }

    @Test
    void open_longJournal_knowsLimitsAndRecordsAsAWholeCheckDoes() {
        try (SafJournal journal = desk.open()) {
            assertThat(journal.limitsInUse()).isEqualTo(inUse);
            // The second process has closed its epoch since, behind a checkpoint.
            assertThat(journal.opening().records()).isEqualTo(written.getLast().seq() + 2);
            assertThat(Desk.all(journal)).startsWith(written.toArray(JournalRecord[]::new));
        }
    }

    @Test
    void open_longJournal_checksTheRestLater() {
        try (SafJournal journal = inspected(desk.open())) {
            Inspected now = journal.inspected();

            assertThat(now.records())
                    .isEqualTo(now.recordsTotal())
                    .isEqualTo(journal.opening().records());
            assertThat(journal.refusal()).isNull();
        }
    }

    @Test
    void open_shortJournal_isCheckedAtOnce() {
        desk.settings = Desk.SMALL;

        try (SafJournal journal = desk.open()) {
            assertThat(journal.inspected())
                    .isEqualTo(Inspected.atOnce(journal.opening().records()));
        }
    }

    @Test
    void open_goesOnBehindTheLastRecord_withItsLink() {
        try (SafJournal journal = desk.open()) {
            var ignored = journal.append(Entries.stored(9_000));
        }
        desk.settings = Desk.SMALL;

        try (SafJournal journal = desk.open()) {
            assertThat(journal.refusal()).isNull();
            assertThat(Desk.entries(journal)).contains(Entries.stored(9_000));
        }
    }

    @Test
    void forgedRecord_longAgo_refusesSalesWithTheReason() throws IOException {
        Forgery.changeBody(oldestFile(), 20);

        try (SafJournal journal = inspected(desk.open())) {
            // Record 21 was changed; the one behind it is linked to what it was.
            assertThat(journal.refusal()).contains("record 22 is damaged or missing (CHAIN_BROKEN");
            assertThatThrownBy(() -> journal.append(Entries.stored(9_000)))
                    .isInstanceOf(JournalBrokenException.class)
                    .hasMessageContaining("record 22");
            assertThatThrownBy(() -> journal.append(Entries.asked(9_001))).isInstanceOf(JournalBrokenException.class);
        }
    }

    @Test
    void forgedRecord_longAgo_letsWhatIsOnItsWayEnd() throws IOException {
        Forgery.changeBody(oldestFile(), 20);

        try (SafJournal journal = inspected(desk.open())) {
            var ignored = journal.append(Entries.captured(7));

            assertThat(Desk.entries(journal)).contains(Entries.captured(7));
        }
    }

    @Test
    void forgedRecord_longAgo_leavesTheOthersReadable() throws IOException {
        Forgery.changeBody(oldestFile(), 20);

        try (SafJournal journal = inspected(desk.open())) {
            List<Long> left = Desk.all(journal).stream().map(JournalRecord::seq).toList();

            assertThat(left).contains(1L, 21L, 23L, written.getLast().seq()).doesNotContain(22L);
        }
    }

    @Test
    void forgedRecord_foundOnce_isFoundAtTheNextStartBeforeItOpens() throws IOException {
        Forgery.changeBody(oldestFile(), 20);
        inspected(desk.open()).close();

        try (SafJournal journal = desk.open()) {
            assertThat(journal.opening().refusal()).contains("record 22");
            assertThat(desk.folder.resolve(Suspicion.NAME)).exists();
        }
    }

    @Test
    void forgedRecord_putRight_isTakenBackAfterAWholeCheck() throws IOException {
        byte[] right = Files.readAllBytes(oldestFile());
        Forgery.changeBody(oldestFile(), 20);
        inspected(desk.open()).close();
        Files.write(oldestFile(), right);

        try (SafJournal journal = desk.open()) {
            assertThat(journal.refusal()).isNull();
            assertThat(desk.folder.resolve(Suspicion.NAME)).doesNotExist();
        }
    }

    @Test
    void forgedRecord_behindTheLastCheckpoint_isFoundAtTheStart() throws IOException {
        Desk crashed;
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 2_000, 2_005);
            crashed = Crash.of(desk, home.resolve("crashed"));
        }
        Path file = crashed.newestFile();
        Forgery.changeBody(file, Crash.frames(file).size() - 4);

        try (SafJournal journal = crashed.open()) {
            assertThat(journal.opening().refusal()).contains("CHAIN_BROKEN");
        }
    }

    @Test
    void recordTwice_longAgo_isFoundAtTheStart() throws IOException {
        Forgery.copy(oldestFile(), 20, 30);

        try (SafJournal journal = desk.open()) {
            assertThat(journal.opening().refusal()).contains("record 31");
            assertThat(Desk.all(journal)).extracting(JournalRecord::seq).contains(30L, 32L);
        }
    }

    @Test
    void decayedRecord_longAgo_isFoundAtTheStart() throws IOException {
        Crash.flip(oldestFile(), Crash.frames(oldestFile()).get(20) + 200);

        try (SafJournal journal = desk.open()) {
            assertThat(journal.opening().refusal()).contains("record 21");
            assertThat(Desk.all(journal)).extracting(JournalRecord::seq).contains(20L, 22L);
        }
    }

    @Test
    void generation_missingInTheMiddle_isFoundAtTheStart() throws IOException {
        Folders.delete(desk.generations().get(1));

        try (SafJournal journal = desk.open()) {
            assertThat(journal.opening().refusal()).contains("GAP");
        }
    }

    @Test
    void tornEnd_ofALongJournal_isSetAsideAndTheRestInspected() throws IOException {
        Desk crashed;
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 2_000, 2_010);
            crashed = Crash.of(desk, home.resolve("crashed"));
        }
        Path file = crashed.newestFile();
        Crash.truncate(file, Crash.frames(file).getLast() + 40);

        try (SafJournal journal = inspected(crashed.open())) {
            assertThat(journal.refusal()).isNull();
            assertThat(journal.opening().quarantined()).isNotEmpty();
            assertThat(journal.opening().lostFrom()).isPositive();
        }
    }

    @Test
    void lossThatAnEpochNames_isHistoryForTheInspection() throws IOException {
        Desk crashed;
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 2_000, 2_010);
            crashed = Crash.of(desk, home.resolve("crashed"));
        }
        Path file = crashed.newestFile();
        Crash.truncate(file, Crash.frames(file).getLast() + 40);
        try (SafJournal journal = crashed.open()) {
            Desk.store(journal, 3_000, 3_050);
        }

        try (SafJournal journal = inspected(crashed.open())) {
            assertThat(journal.refusal()).isNull();
            assertThat(journal.inspected().records())
                    .isEqualTo(journal.opening().records());
        }
    }

    @Test
    void stateOfAnOlderImage_isWalkedForwardFromThere() throws IOException {
        byte[] old = Files.readAllBytes(home.resolve("state"));
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 2_000, 2_100);
        }
        Files.write(home.resolve("state"), old);

        try (SafJournal journal = inspected(desk.open())) {
            assertThat(journal.opening().rolledBack()).isGreaterThan(100);
            assertThat(journal.refusal()).isNull();
        }
    }

    @Test
    void close_inTheMiddle_endsIt() {
        SafJournal journal = desk.open();

        journal.close();

        assertThat(journal.inspected().refusal()).isNull();
    }

    @Test
    void forgery_anywhere_isFoundSoonerOrLater() throws IOException {
        Random chance = Seeds.chance("forgery");
        for (int round = 0; round < 12; round++) {
            Desk forged = Crash.of(desk, home.resolve("round-" + round));
            List<Path> files = forged.generations();
            Path file = files.get(chance.nextInt(files.size())).resolve(ChronicleFile.NAME);
            // Nothing but a key tells of the very last one.
            Forgery.changeBody(file, chance.nextInt(Crash.frames(file).size() - 1));

            try (SafJournal journal = forged.open()) {
                Await.until(() -> journal.inspected().over());
                assertThat(journal.refusal()).as("round %s", round).isNotNull();
            }
        }
    }
}
