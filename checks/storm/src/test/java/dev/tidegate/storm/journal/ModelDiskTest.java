package dev.tidegate.storm.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the model lets survive a cut: all that was forced, and any of the rest. */
class ModelDiskTest {
    private static final int DRAWS = 300;

    @TempDir
    private Path folder;

    private Path root;
    private ModelDisk disk;
    private boolean refusing;
    private int drawn;

    @BeforeEach
    void setUp() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        Files.write(root.resolve("old"), page(1));
        Conduct conduct = new Conduct() {
            @Override
            public void before(Operation operation, Path file) throws IOException {
                if (refusing && operation == Operation.FORCE) {
                    throw new IOException("Input/output error");
                }
            }
        };
        disk = ModelDisk.of(root, conduct, new SplittableRandom(1));
    }

    private static byte[] page(int value) {
        byte[] page = new byte[Content.PAGE_BYTES];
        Arrays.fill(page, (byte) value);
        return page;
    }

    private Path path(String name) {
        return disk.home().resolve(name);
    }

    private void write(String name, int at, int value) throws IOException {
        try (FileChannel file = FileChannel.open(path(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(page(value)), (long) at * Content.PAGE_BYTES);
        }
    }

    private void force(String name) throws IOException {
        try (FileChannel file = FileChannel.open(path(name), StandardOpenOption.READ)) {
            file.force(false);
        }
    }

    private void force(String name, int fromPage, int toPage) throws IOException {
        long from = (long) fromPage * Content.PAGE_BYTES;
        ((ModelFileSystem) disk.home().getFileSystem())
                .force(path(name), from, (long) toPage * Content.PAGE_BYTES - from);
    }

    /** What a page of a file is in many images: its first byte, -1 beyond the end, -2 where there is no file. */
    private Set<Integer> seen(String name, int page) throws IOException {
        Set<Integer> seen = new TreeSet<>();
        Cut cut = disk.capture();
        SplittableRandom chance = new SplittableRandom(7);
        for (int i = 0; i < DRAWS; i++) {
            Path image = folder.resolve("image" + drawn++);
            cut.draw(image, chance);
            Path file = image.resolve(name);
            byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            int at = page * Content.PAGE_BYTES;
            seen.add(
                    !Files.exists(file)
                            ? Integer.valueOf(-2)
                            : at < bytes.length ? Integer.valueOf(bytes[at]) : Integer.valueOf(-1));
            Bench.delete(image);
        }
        return seen;
    }

    @Test
    void fileThatWasThere_untouched_survives() throws IOException {
        assertThat(seen("old", 0)).containsExactly(1);
    }

    @Test
    void pageNotForced_isOldOrNew() throws IOException {
        write("old", 0, 2);

        assertThat(seen("old", 0)).containsExactly(1, 2);
    }

    @Test
    void pageForced_isNew() throws IOException {
        write("old", 0, 2);
        force("old");

        assertThat(seen("old", 0)).containsExactly(2);
    }

    @Test
    void pageWrittenAgain_afterItsForce_isForcedOrNew() throws IOException {
        write("old", 0, 2);
        force("old");
        write("old", 0, 3);

        assertThat(seen("old", 0)).containsExactly(2, 3);
    }

    @Test
    void pageBeyondTheEnd_notForced_isAbsentOrZerosOrNew() throws IOException {
        write("old", 1, 2);

        assertThat(seen("old", 1)).containsExactly(-1, 0, 2);
    }

    @Test
    void pageWrittenThroughTheRealFile_isFound() throws IOException {
        Files.write(root.resolve("old"), page(5));

        assertThat(seen("old", 0)).containsExactly(1, 5);
        force("old");
        assertThat(seen("old", 0)).containsExactly(5);
    }

    @Test
    void newFile_forced_withoutItsFolder_mayBeGone() throws IOException {
        write("new", 0, 2);
        force("new");

        assertThat(seen("new", 0)).containsExactly(-2, 2);
    }

    @Test
    void newFile_forced_withItsFolder_isThere() throws IOException {
        write("new", 0, 2);
        force("new");
        force("");

        assertThat(seen("new", 0)).containsExactly(2);
    }

    @Test
    void folderNotForced_mayTakeAllInItAlong() throws IOException {
        Files.createDirectory(path("inner"));
        write("inner/new", 0, 2);
        force("inner/new");
        force("inner");

        assertThat(seen("inner/new", 0)).containsExactly(-2, 2);
        force("");
        assertThat(seen("inner/new", 0)).containsExactly(2);
    }

    @Test
    void fileDeleted_mayBeThereAgain_untilItsFolderIsForced() throws IOException {
        Files.delete(path("old"));

        assertThat(seen("old", 0)).containsExactly(-2, 1);
        force("");
        assertThat(seen("old", 0)).containsExactly(-2);
    }

    @Test
    void fileDeleted_andAnotherMade_areNotMixedUp() throws IOException {
        Files.delete(path("old"));
        write("other", 0, 9);
        force("other");

        assertThat(seen("old", 0)).containsExactly(-2, 1);
    }

    @Test
    void fileMoved_isInOnePlace() throws IOException {
        Files.createDirectory(path("inner"));
        force("");
        Files.move(path("old"), path("inner").resolve("old"), StandardCopyOption.ATOMIC_MOVE);

        Cut cut = disk.capture();
        for (int i = 0; i < DRAWS; i++) {
            Path image = folder.resolve("moved" + i);
            cut.draw(image, new SplittableRandom(i));
            assertThat(Files.exists(image.resolve("old"))).isNotEqualTo(Files.exists(image.resolve("inner/old")));
        }
    }

    @Test
    void forceThatFails_isTold_andLeavesPagesThatNoForceWrites() throws IOException {
        Files.write(root.resolve("old"), page(2));
        refusing = true;
        assertThatThrownBy(() -> force("old")).isInstanceOf(IOException.class);
        refusing = false;
        force("old");

        Set<Integer> after = seen("old", 0);
        assertThat(after).hasSize(1);

        write("old", 0, 3);
        force("old");
        assertThat(seen("old", 0)).containsExactly(3);
    }

    @Test
    void rangeForced_isNew_andNothingBesides() throws IOException {
        write("old", 2, 2);
        force("old");
        write("old", 0, 3);
        write("old", 1, 3);
        write("old", 2, 3);
        force("old", 1, 2);

        assertThat(seen("old", 0)).containsExactly(1, 3);
        assertThat(seen("old", 1)).containsExactly(3);
        assertThat(seen("old", 2)).containsExactly(2, 3);
    }

    @Test
    void byteForced_takesItsPageAlong() throws IOException {
        write("old", 0, 2);
        ((ModelFileSystem) disk.home().getFileSystem()).force(path("old"), 4_095, 1);

        assertThat(seen("old", 0)).containsExactly(2);
    }

    @Test
    void rangeForced_beyondTheDurableEnd_isNotDurable() throws IOException {
        write("old", 1, 2);
        force("old", 1, 2);

        assertThat(seen("old", 1)).containsExactly(-1, 0, 2);
    }

    @Test
    void rangeWhoseForceFails_leavesPages_thatNoForceWrites() throws IOException {
        write("old", 1, 2);
        force("old");
        write("old", 0, 3);
        write("old", 1, 3);
        refusing = true;
        assertThatThrownBy(() -> force("old", 1, 2)).isInstanceOf(IOException.class);
        refusing = false;
        force("old");

        assertThat(seen("old", 0)).containsExactly(3);
        assertThat(seen("old", 1)).hasSize(1);
    }

    @Test
    void mapping_seesWhatTheFileHas() throws IOException {
        try (FileChannel file = FileChannel.open(path("old"), StandardOpenOption.READ, StandardOpenOption.WRITE);
                Arena arena = Arena.ofConfined()) {
            MemorySegment mapped = file.map(FileChannel.MapMode.READ_WRITE, 0, Content.PAGE_BYTES, arena);
            mapped.fill((byte) 4);
        }

        assertThat(seen("old", 0)).containsExactly(1, 4);
    }

    @Test
    void power_off_refusesEverything() throws IOException {
        disk.powerOff();

        assertThat(disk.isOff()).isTrue();
        assertThatThrownBy(() -> write("old", 0, 2)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> force("old")).isInstanceOf(IOException.class);
        assertThat(seen("old", 0)).containsExactly(1);
    }

    @Test
    void listener_endsTheLife_beforeTheOperation() {
        int[] operations = {0};
        disk.listen(operation -> ++operations[0] < 2);

        assertThatThrownBy(() -> {
                    write("old", 0, 2);
                    write("old", 0, 3);
                })
                .isInstanceOf(IOException.class);
        assertThat(disk.isOff()).isTrue();
    }
}
