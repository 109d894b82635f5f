package dev.tidegate.till.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the training room is opened, thrown away and made anew. */
final class TrainingDoorTest {
    @TempDir
    private Path home;

    private final List<String> opened = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private boolean saleOpen;
    private int failures;

    private record Room(Path folder, List<String> told) implements AutoCloseable {
        @Override
        public void close() {
            told.add("closed");
        }
    }

    private TrainingDoor<Room> door() {
        return new TrainingDoor<>(
                new TrainingFolder(home), this::open, () -> saleOpen, (what, why) -> broken.add(what));
    }

    private Room open(Path folder) {
        if (failures-- > 0) {
            throw new IllegalStateException("damaged");
        }
        try {
            Path ignored = Files.createDirectories(folder);
            ignored = Files.writeString(folder.resolve("room"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        opened.add("opened");
        return new Room(folder, opened);
    }

    private Path kept(String folder) throws IOException {
        Path file = home.resolve(folder).resolve("sale");
        Path ignored = Files.createDirectories(file.getParent());
        return Files.writeString(file, "x");
    }

    @Test
    void door_nobodyEntered_opensNothing() {
        String answer = door().inside("closed", room -> "open");

        assertThat(answer).isEqualTo("closed");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void enter_twice_opensOnce() {
        TrainingDoor<Room> door = door();

        assertThat(door.enter()).isEqualTo(new TrainingDoor.Entered.In(false));
        assertThat(door.enter()).isEqualTo(new TrainingDoor.Entered.In(false));

        assertThat(opened).containsExactly("opened");
    }

    @Test
    void enter_aSaleOfTheShopIsOpen_isRefused() {
        saleOpen = true;

        assertThat(door().enter()).isEqualTo(new TrainingDoor.Entered.SaleOpen());

        assertThat(opened).isEmpty();
    }

    @Test
    void inside_afterARestart_findsTheRoomThatWasEntered() throws IOException {
        Path sale = kept("training");

        String answer = door().inside("closed", room -> "open");

        assertThat(answer).isEqualTo("open");
        assertThat(sale).exists();
    }

    @Test
    void enter_aDamagedRoom_isThrownAwayAndSaidSo() throws IOException {
        Path sale = kept("training");
        failures = 1;

        assertThat(door().enter()).isEqualTo(new TrainingDoor.Entered.In(true));

        assertThat(sale).doesNotExist();
        assertThat(broken).containsExactly("training");
    }

    @Test
    void enter_aDiskThatTakesNoRoom_isToldAndNothingThrown() {
        failures = 2;

        assertThat(door().enter()).isEqualTo(new TrainingDoor.Entered.NoRoom());
    }

    @Test
    void startAfresh_whatWasTrainedWith_isGone() throws IOException {
        TrainingDoor<Room> door = door();
        var ignored = door.enter();
        Path sale = kept("training");

        assertThat(door.startAfresh()).isTrue();

        assertThat(sale).doesNotExist();
        assertThat(opened).containsExactly("opened", "closed", "opened");
    }

    @Test
    void startAfresh_onlyTheRoomsFolder_isDeleted() throws IOException {
        Path sale = kept("journal");

        assertThat(door().startAfresh()).isTrue();

        assertThat(sale).exists();
    }

    @Test
    void enter_afterADeathHalfThroughTheDeleting_sweepsTheRest() throws IOException {
        Path half = kept("training.gone");

        assertThat(door().enter()).isEqualTo(new TrainingDoor.Entered.In(false));

        assertThat(half.getParent()).doesNotExist();
    }

    @Test
    void close_theRoom_staysOnDiskAndClosed() throws IOException {
        TrainingDoor<Room> door = door();
        var ignored = door.enter();
        Path sale = kept("training");

        door.close();

        assertThat(door.inside("closed", room -> "open")).isEqualTo("closed");
        assertThat(sale).exists();
    }
}
