package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A small real file system in a folder, unmounted at the end; without root a test that wants one is left out. */
final class Mounted implements AutoCloseable {
    private final Path place;

    private Mounted(Path place) {
        this.place = place;
    }

    /** In memory. */
    static Mounted tmpfs(Path place) throws IOException {
        Path made = Files.createDirectory(place);
        boolean mounted = runs("mount", "-t", "tmpfs", "-o", "size=16m", "tidegate", made.toString());
        assumeTrue(mounted, "a real file system needs root: no tmpfs could be mounted");
        return new Mounted(made);
    }

    /** On a disk in a file; it turns to read-only at its first error, as is usual. */
    static Mounted ext4(Path place) throws IOException {
        Path disk = place.resolveSibling("disk.img");
        try (var file =
                java.nio.channels.FileChannel.open(disk, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            int ignored = file.write(java.nio.ByteBuffer.allocate(1), 24L * 1024 * 1024);
        }
        boolean made = runs("mkfs.ext4", "-q", disk.toString());
        Files.createDirectory(place);
        boolean mounted = made && runs("mount", "-o", "loop,errors=remount-ro", disk.toString(), place.toString());
        assumeTrue(mounted, "a real file system needs root: no loop device could be mounted");
        return new Mounted(place);
    }

    Path place() {
        return place;
    }

    void mountAgain(String how) {
        assertThat(runs("mount", "-o", "remount," + how, place.toString())).isTrue();
    }

    /** What the kernel does when it has found an error on an ext4. */
    void breakDown() throws IOException {
        String device = Path.of(Files.getFileStore(place).name()).getFileName().toString();
        Files.write(
                Path.of("/sys/fs/ext4", device, "trigger_fs_error"),
                List.of("1"),
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Whether a command ends well; its words are nobody's business. */
    static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        assertThat(runs("umount", "-l", place.toString())).isTrue();
    }
}
