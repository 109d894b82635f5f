package dev.tidegate.storm.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Where the laboratory works.
 *
 * @param folder for everything, deleted afterwards; images that show a loss stay in {@code failed-*}
 * @param progress told of each verdict
 */
record Bench(Path folder, Consumer<Verdict> progress) {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final int FAILED_KEPT_MAX = 5;

    /** In memory where there is a file system for it: what is durable is the model's business, not the disk's. */
    static Bench inMemory(Consumer<Verdict> progress) throws IOException {
        Path above = Files.isWritable(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
        return new Bench(Files.createTempDirectory(above, "tidegate-storm-"), progress);
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** Keeps an image that shows a loss, for a person to look at. */
    void keep(Path image, String name) throws IOException {
        for (int i = 1; i <= FAILED_KEPT_MAX; i++) {
            Path kept = folder.resolve("failed-" + name + "-" + i);
            if (!Files.exists(kept)) {
                Path ignored = Files.move(image, kept);
                return;
            }
        }
        delete(image);
    }

    static void delete(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
                for (Path entry : entries) {
                    delete(entry);
                }
            }
        }
        boolean ignored = Files.deleteIfExists(path);
    }

    /** Leaves nothing but failed images. */
    void clear() throws IOException {
        boolean isEmpty = true;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (entry.getFileName().toString().startsWith("failed-")) {
                    isEmpty = false;
                } else {
                    delete(entry);
                }
            }
        }
        if (isEmpty) {
            delete(folder);
        }
    }
}
