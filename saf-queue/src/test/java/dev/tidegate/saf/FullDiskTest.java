package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.port.JournalBrokenException;
import dev.tidegate.core.port.JournalFullException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real disk of sixteen megabytes that fills up: skipped, visibly, where no file system may be mounted. */
class FullDiskTest {
    private static final int MIB = 1024 * 1024;

    @TempDir
    private Path home;

    private @Nullable Mounted mounted;
    private Path disk;
    private Desk desk;

    @BeforeEach
    void mount() throws Exception {
        mounted = Mounted.tmpfs(home.resolve("disk"));
        disk = mounted.place();
        desk = desk();
    }

    @AfterEach
    void unmount() {
        if (mounted != null) {
            mounted.close();
        }
    }

    private Desk desk() throws IOException {
        Desk tiny = new Desk(disk);
        tiny.settings = new Settings(2L * MIB, Duration.ofHours(1), 4L * MIB, 0, Duration.ofMillis(50));
        tiny.meter = Space.of(disk);
        return tiny;
    }

    private SafJournal open() {
        desk.seal = new LinkSeal(disk.resolve("state"), 1, 10_000);
        return desk.openWithSeal();
    }

    /** Sales until the journal refuses; the numbers of those it took. */
    private static List<Long> fill(SafJournal journal) {
        List<Long> taken = new ArrayList<>();
        assertThatThrownBy(() -> {
                    for (long number = 1; number < 10_000; number++) {
                        journal.append(Entries.stored(number));
                        taken.add(number);
                    }
                })
                .isInstanceOf(JournalFullException.class);
        return taken;
    }

    private static List<Long> stored(SafJournal journal) {
        return Desk.entries(journal).stream()
                .filter(JournalEntry.Stored.class::isInstance)
                .map(entry -> Entries.number(((JournalEntry.Stored) entry).payment()))
                .toList();
    }

    private void ballast(long bytes) throws IOException {
        Files.write(disk.resolve("ballast"), new byte[(int) bytes]);
    }

    @Test
    void fullDisk_refusesSales_andKeepsThoseItTook() {
        try (SafJournal journal = open()) {
            List<Long> taken = fill(journal);

            assertThat(taken).hasSizeGreaterThan(100);
            assertThat(stored(journal)).isEqualTo(taken);
        }
    }

    @Test
    void fullDisk_stillDrains() {
        try (SafJournal journal = open()) {
            List<Long> taken = fill(journal);

            journal.append(Entries.offered(journal.head().seq()));
            for (long number : taken.subList(0, 300)) {
                journal.append(Entries.captured(number));
            }

            assertThat(journal.limitsInUse().count()).isEqualTo(taken.size() - 300);
        }
    }

    @Test
    void fullDisk_eatsTheReserve_beforeItRefusesToDrain() throws Exception {
        try (SafJournal journal = open()) {
            List<Long> taken = fill(journal);
            ballast(Files.getFileStore(disk).getUsableSpace() - MIB);
            for (long number : taken.subList(0, 100)) {
                journal.append(Entries.captured(number));
            }

            assertThat(Files.size(desk.folder.resolve(Space.NAME))).isLessThan(4L * MIB);
        }
    }

    @Test
    void fullDisk_isStartedFrom() throws Exception {
        List<Long> taken;
        try (SafJournal journal = open()) {
            taken = fill(journal);
        }
        ballast(Files.getFileStore(disk).getUsableSpace() - MIB / 2);

        try (SafJournal journal = open()) {
            assertThat(journal.opening().refusal()).isNull();
            assertThat(stored(journal)).isEqualTo(taken);
        }
    }

    @Test
    void diskWithRoomAgain_takesSales() throws Exception {
        ballast(9L * MIB);
        try (SafJournal journal = open()) {
            assertThatThrownBy(() -> journal.append(Entries.stored(1))).isInstanceOf(JournalFullException.class);

            Files.delete(disk.resolve("ballast"));

            assertThat(journal.append(Entries.stored(1)).seq()).isEqualTo(2);
        }
    }

    @Test
    void diskWithoutAByte_opensForReading() throws Exception {
        List<Long> taken;
        desk.settings = new Settings(2L * MIB, Duration.ofHours(1), 0, 0, Duration.ofMillis(50));
        try (SafJournal journal = open()) {
            taken = fill(journal);
        }
        ballast(Files.getFileStore(disk).getUsableSpace());

        try (SafJournal journal = open()) {
            assertThat(journal.opening().refusal()).contains("full");
            assertThat(stored(journal)).isEqualTo(taken);
        }
    }

    @Test
    void diskThatFillsUp_behindTheGuardsBack_losesNothing() throws Exception {
        // Somebody else eats the disk between the question and the write: the mapping itself must not be hit.
        desk.meter = () -> Long.MAX_VALUE;
        desk.settings = new Settings(2L * MIB, Duration.ofHours(1), 0, 0, Duration.ofMillis(50));
        List<Long> taken = new ArrayList<>();
        try (SafJournal journal = open()) {
            assertThatThrownBy(() -> {
                        for (long number = 1; number < 10_000; number++) {
                            journal.append(Entries.stored(number));
                            taken.add(number);
                        }
                    })
                    .isInstanceOf(JournalBrokenException.class);
            assertThat(stored(journal)).isEqualTo(taken);
        }

        desk.meter = Space.of(disk);
        try (SafJournal journal = open()) {
            assertThat(stored(journal)).startsWith(taken.toArray(Long[]::new));
        }
    }
}
