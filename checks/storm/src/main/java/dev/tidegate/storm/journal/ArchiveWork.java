package dev.tidegate.storm.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** What a journal's folder shows of its archivist: what it let go for good, and whether it had something half done. */
final class ArchiveWork {
    private static final String HALF_MADE = "new-";
    private static final String GENERATION = "gen-";
    private static final String ARCHIVE = "arc-";
    private static final String COPY = "-c";
    /** A name goes on with the number of its first record. */
    private static final int NUMBER_DIGITS = 20;

    private static final int FLOOR_AT = 4;

    private ArchiveWork() {}

    static boolean isHalfDone(Path journal) throws IOException {
        Set<String> here = names(journal);
        Set<String> archived = names(journal.resolve("archive"));
        long floor = floor(journal);
        return here.stream().anyMatch(name -> isHalf(name, archived))
                || archived.stream().anyMatch(name -> name.startsWith(HALF_MADE) || isSpent(name, floor));
    }

    // Half-made, or a generation beside its archive, or a copy without one.
    private static boolean isHalf(String name, Set<String> archived) {
        if (!name.startsWith(GENERATION)) {
            return name.startsWith(HALF_MADE);
        }
        boolean isCopy = name.endsWith(COPY);
        String generation = name.substring(GENERATION.length(), name.length() - (isCopy ? COPY.length() : 0));
        return archived.contains(ARCHIVE + generation) != isCopy;
    }

    private static boolean isSpent(String name, long floor) {
        return name.startsWith(ARCHIVE)
                && Long.parseLong(name.substring(ARCHIVE.length(), ARCHIVE.length() + NUMBER_DIGITS)) <= floor;
    }

    /** The last record that was let go for good, 0 where none was; as the journal has noted it. */
    static long floor(Path journal) throws IOException {
        Path file = journal.resolve("archive").resolve("floor");
        return Files.exists(file) && Files.size(file) > FLOOR_AT + Long.BYTES
                ? ByteBuffer.wrap(Files.readAllBytes(file)).getLong(FLOOR_AT)
                : 0;
    }

    private static Set<String> names(Path folder) throws IOException {
        Set<String> names = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                entries.forEach(entry -> names.add(entry.getFileName().toString()));
            }
        }
        return names;
    }
}
