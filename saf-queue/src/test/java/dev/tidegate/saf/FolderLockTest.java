package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir
    private Path folder;

    @Test
    void secondJournal_isRefused_andNamesTheFolder() throws Exception {
        try (FolderLock held = FolderLock.take(folder)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> FolderLock.take(folder))
                    .isInstanceOfSatisfying(JournalLockedException.class, e -> {
                        assertThat(e.folder()).isEqualTo(folder);
                        assertThat(e).hasMessageContaining(folder.toString());
                    });
        }
    }

    @Test
    void lock_thatWasGivenBack_isTaken() throws Exception {
        FolderLock.take(folder).close();

        assertThatCode(() -> FolderLock.take(folder).close()).doesNotThrowAnyException();
    }

    @Test
    void journal_thatCouldNotOpen_givesTheLockBack() throws Exception {
        Desk desk = new Desk(folder);
        Path stranger = desk.folder.resolve("gen-of-somebody");
        Folders.create(stranger);
        assertThatThrownBy(desk::open)
                .hasMessageContaining(
                        "cannot be opened: " + stranger + " is no generation: move it out of the journal");

        Folders.delete(stranger);

        assertThatCode(() -> desk.open().close()).doesNotThrowAnyException();
    }

    @Test
    void closedJournal_givesTheLockBack() {
        Desk desk = new Desk(folder);
        desk.open().close();

        assertThatCode(() -> desk.open().close()).doesNotThrowAnyException();
    }
}
