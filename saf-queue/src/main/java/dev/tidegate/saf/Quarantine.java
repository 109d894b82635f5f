package dev.tidegate.saf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Sets aside what a process left torn when it died, so that a person can look at it. After a power cut nothing in it
 * was acknowledged. A generation that also holds good records is not changed: a copy of its end goes here.
 */
final class Quarantine {
    static final String NAME = "quarantine";

    /** The largest batch and what Chronicle laid between; more is cut off. */
    private static final int COPY_BYTES_MAX = 16 * 1024 * 1024;

    private final Path folder;
    private final List<String> taken = new ArrayList<>();

    Quarantine(Path journal) {
        this.folder = journal.resolve(NAME);
    }

    /** Sets a break and everything behind it aside. */
    void take(Break broken, List<Generation> generations) throws IOException {
        Folders.create(folder);
        int at = generations.indexOf(broken.generation());
        for (Generation generation : generations.subList(at, generations.size())) {
            if (generation.isEmpty()) {
                move(generation.folder());
            } else {
                copy(generation, broken.position());
            }
        }
        Folders.force(folder);
    }

    /** What was set aside, by name. */
    List<String> taken() {
        return taken;
    }

    private void move(Path generation) throws IOException {
        String name = String.valueOf(generation.getFileName());
        Files.move(generation, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        Folders.forceAbove(generation);
        taken.add(name);
    }

    private void copy(Generation generation, long from) throws IOException {
        String name = String.format(Locale.ROOT, "%s-%020d.torn", generation.name(), from);
        try (FileChannel source = FileChannel.open(generation.file(), StandardOpenOption.READ);
                FileChannel target = FileChannel.open(
                        folder.resolve(name),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(COPY_BYTES_MAX, source.size() - from));
            while (bytes.hasRemaining()) {
                if (source.read(bytes, from + bytes.position()) < 0) {
                    break;
                }
            }
            bytes.flip();
            bytes.limit(withoutZeros(bytes));
            while (bytes.hasRemaining()) {
                target.write(bytes);
            }
            target.force(true);
        }
        taken.add(name);
    }

    private static int withoutZeros(ByteBuffer bytes) {
        int end = bytes.limit();
        while (end > 0 && bytes.get(end - 1) == 0) {
            end--;
        }
        return end;
    }
}
