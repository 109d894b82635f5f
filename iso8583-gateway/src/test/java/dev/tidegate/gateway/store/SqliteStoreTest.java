package dev.tidegate.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
    @TempDir
    private Path folder;

    private int opened;

    @Override
    Database database() {
        opened++;
        return new Database("jdbc:sqlite:" + folder.resolve(opened + ".db"), "", "");
    }

    @Test
    void file_openedAgain_isTheSameIncarnation() {
        Database database = database();
        String first;
        try (Store store = Store.open(database, UUID.randomUUID())) {
            first = store.incarnation();
        }

        try (Store again = Store.open(database, UUID.randomUUID())) {
            assertThat(again.incarnation()).isEqualTo(first);
        }
    }

    @Test
    void file_thatIsNoDatabase_refusesTheStart() throws IOException {
        Path file = folder.resolve("broken.db");
        Files.writeString(file, "this is no database, and it is long enough to be looked at as one");

        assertThatExceptionOfType(StoreBrokenException.class)
                .isThrownBy(() -> Store.open(new Database("jdbc:sqlite:" + file, "", ""), UUID.randomUUID()));
    }

    @Test
    void database_ofAnotherKind_isRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Database("jdbc:h2:mem:x", "", ""));
    }
}
