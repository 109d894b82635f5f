package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.port.JournalBrokenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real place that takes nothing any more: a file system that is read-only, a folder that is somebody else's. (A full
 * one: {@link FullDiskTest}.) Where root cannot be had, what needs it is left out, visibly.
 */
class BadPlaceTest {
    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void setUp() {
        desk = new Desk(home);
    }

    private static List<JournalRecord> sell(Desk desk) {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 20);
            return Desk.all(journal);
        }
    }

    /** What an outsider reads, who writes nothing. */
    private static List<Long> read(Desk desk) throws IOException {
        List<Long> numbers = new ArrayList<>();
        JournalFolder.of(desk.folder).scan(piece -> numbers.add(((JournalFolder.Piece.Record) piece).seq()));
        return numbers;
    }

    @Test
    void readOnlyFileSystem_atTheStart_isRefusedWithTheRemedy_andCanBeRead() throws Exception {
        try (Mounted disk = Mounted.tmpfs(home.resolve("disk"))) {
            Desk on = new Desk(disk.place());
            List<JournalRecord> written = sell(on);
            disk.mountAgain("ro");

            assertThatThrownBy(on::open)
                    .isInstanceOf(JournalBrokenException.class)
                    .hasMessage("the journal in " + on.folder + " cannot be opened: its file system is read-only: see"
                            + " the system's log for what its disk has, and mount it for writing");
            assertThat(read(on))
                    .startsWith(written.stream().map(JournalRecord::seq).toArray(Long[]::new));

            disk.mountAgain("rw");
            try (SafJournal journal = on.open()) {
                assertThat(journal.refusal()).isNull();
                assertThat(Desk.all(journal)).startsWith(written.toArray(JournalRecord[]::new));
            }
        }
    }

    @Test
    void fileSystemThatTurnsReadOnly_whileTheTillRuns_refusesSales_andIsRead() throws Exception {
        try (Mounted disk = Mounted.ext4(home.resolve("disk"))) {
            Desk on = new Desk(disk.place());
            List<JournalRecord> taken = new ArrayList<>();
            SafJournal journal = on.open();
            for (long number = 1; number <= 20; number++) {
                taken.add(journal.append(Entries.stored(number)));
            }

            disk.breakDown();

            assertThatThrownBy(() -> Desk.store(journal, 21, 40))
                    .isInstanceOf(JournalBrokenException.class)
                    .hasMessageContaining("the disk refused");
            assertThat(Desk.all(journal)).containsAll(taken);
            journal.close();
        }
    }

    @Test
    void folderOfAnotherUser_atTheStart_isRefusedWithTheRemedy() throws Exception {
        List<JournalRecord> written = sell(desk);
        // Nobody may write there; the owner may only if he is root with all his rights.
        Files.setPosixFilePermissions(desk.folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        Files.delete(desk.folder.resolve("lock"));

        try (Child child = Child.start(withoutRights(), home, 21, 1, "never")) {
            assertThat(child.line())
                    .isEqualTo("BROKEN the journal in " + desk.folder + " cannot be opened: this user may not read and"
                            + " write there: give the folder, and all in it, to the user who runs the till");
            assertThat(child.exit()).isZero();
        } finally {
            Files.setPosixFilePermissions(desk.folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }

        try (SafJournal journal = desk.open()) {
            assertThat(Desk.all(journal)).startsWith(written.toArray(JournalRecord[]::new));
        }
    }

    // Root without them is a user like any other.
    private static List<String> withoutRights() throws IOException {
        if (Files.getOwner(Path.of("/proc/self")).getName().equals("root")) {
            assumeTrue(Mounted.runs("setpriv", "--bounding-set", "-dac_override", "true"), "needs setpriv");
            return List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search");
        }
        return List.of();
    }

    @Test
    void rightsLost_whileTheTillRuns_refusesSales_untilTheyAreBack() throws Exception {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 20);
            assumeTrue(Mounted.runs("chattr", "+i", desk.folder.toString()), "needs chattr, and root");
            try {
                // The hour is over: the next generation cannot be made.
                desk.now = desk.now.plus(Duration.ofHours(1));
                assertThatThrownBy(() -> journal.append(Entries.stored(21)))
                        .isInstanceOf(JournalBrokenException.class)
                        .hasMessageContaining("the disk refused");
                assertThat(Desk.entries(journal)).hasSize(20);
            } finally {
                assertThat(Mounted.runs("chattr", "-i", desk.folder.toString())).isTrue();
            }

            Desk.store(journal, 22, 30);

            assertThat(Desk.entries(journal)).contains(Entries.stored(30)).doesNotHaveDuplicates();
        }
    }
}
