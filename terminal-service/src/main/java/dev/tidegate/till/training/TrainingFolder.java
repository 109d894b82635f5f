package dev.tidegate.till.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the training room keeps what it has: one folder beside what the till owns, and nothing outside of it.
 *
 * <pre>
 * training/        the room, as it is
 * training.gone/   one that was thrown away and is not wholly deleted yet
 * </pre>
 *
 * @param home the till's folder
 */
public record TrainingFolder(Path home) {
    /** The room's folder. */
    public Path path() {
        return home.resolve("training");
    }

    boolean exists() {
        return Files.exists(path());
    }

    /**
     * Throws the room away. It has its name no more before the first of its files is deleted: a process that dies
     * meanwhile finds no room, and half a room never.
     *
     * @throws UncheckedIOException the disk refuses; what is left is deleted at another time, or the room still stands
     */
    void throwAway() {
        try {
            sweep();
            if (exists()) {
                Files.move(path(), gone(), StandardCopyOption.ATOMIC_MOVE);
                forceNames();
            }
            sweep();
        } catch (IOException e) {
            throw new UncheckedIOException("the training folder cannot be deleted", e);
        }
    }

    /** Deletes what an earlier process has left of a room that was thrown away. */
    void sweep() throws IOException {
        if (!Files.exists(gone())) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(gone())) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }

    private Path gone() {
        return home.resolve("training.gone");
    }

    private void forceNames() throws IOException {
        try (FileChannel names = FileChannel.open(home, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
