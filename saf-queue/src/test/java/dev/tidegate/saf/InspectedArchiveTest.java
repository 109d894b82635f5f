package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.JournalRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of a journal too long to be checked whole before it opens. */
class InspectedArchiveTest {
    @TempDir
    private Path home;

    private Closet closet;

    @BeforeEach
    void archive() {
        Desk desk = new Desk(home);
        desk.settings = new Settings(1024 * 1024, Duration.ofHours(1), 0, 8, Duration.ofMillis(20), 0);
        closet = new Closet(desk);
        for (int hour = 0; hour < 3; hour++) {
            for (int i = 1; i <= 20; i++) {
                var ignored = closet.append(Entries.stored(100L * hour + i));
            }
            var ignored = closet.append(Entries.captured(100L * hour + 1));
            closet.hours(26);
        }
        closet.acknowledgeAll();
        Await.until(() -> closet.journal().inspected().over());
        assertThat(closet.work()).isNotZero();
    }

    @AfterEach
    void close() {
        closet.close();
    }

    private Path oldestArchive() throws IOException {
        return Folders.list(closet.desk.folder.resolve(Archivist.FOLDER), "arc-*").stream()
                .sorted()
                .toList()
                .getFirst();
    }

    private void restart() {
        closet.restart();
        Await.until(() -> closet.journal().inspected().over());
    }

    @Test
    void archive_inOrder_isReadAsBefore() {
        List<JournalRecord> before = closet.all();
        var inUse = closet.journal().limitsInUse();

        restart();

        assertThat(closet.all()).startsWith(before.toArray(JournalRecord[]::new));
        assertThat(closet.journal().limitsInUse()).isEqualTo(inUse);
        assertThat(closet.journal().inspected().archiveOdd()).isEmpty();
        assertThat(closet.bodies()).hasSize(57);
    }

    @Test
    void archive_forged_isSaidAndStopsNoSale() throws IOException {
        closet.journal().close();
        // The first sale's body was let go; those of the others are read from the copy.
        Forgery.changeBody(oldestArchive(), 1);

        restart();

        assertThat(closet.journal().inspected().archiveOdd())
                .anySatisfy(what -> assertThat(what).startsWith("arc-").contains("CHAIN_BROKEN"));
        assertThat(closet.append(Entries.stored(999)).seq()).isPositive();
    }

    @Test
    void archive_forged_nothingIsDeletedAnyMore() throws IOException {
        closet.journal().close();
        // The first sale's body was let go; those of the others are read from the copy.
        Forgery.changeBody(oldestArchive(), 1);
        restart();
        List<String> names = closet.names();

        assertThat(closet.work()).isZero();
        assertThat(closet.archivist().troubles()).isNotEmpty();
        assertThat(closet.names()).isEqualTo(names);
    }

    @Test
    void archive_decayed_isFoundAtTheStart() throws IOException {
        closet.journal().close();
        Crash.flip(oldestArchive(), FrameFile.HEADER_BYTES + 700);

        restart();

        assertThat(closet.journal().opening().archiveOdd()).isNotEmpty();
    }
}
