package dev.tidegate.storm.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Each takes one rule of the journal away, by a disk that does less than it is told: the journal is the same, byte for
 * byte, and what the rule had it ask for does not happen.
 */
final class Careless {
    private static final int CURSOR_SLOT_DISTANCE = 16_384;
    private static final String RECORDS = ".cq4";
    private static final String GENERATION = "gen-";

    private Careless() {}

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    /** Records are acknowledged without a force of their file. */
    static Conduct withoutForce() {
        return new Conduct() {
            @Override
            public boolean forces(Path file) {
                return !name(file).endsWith(RECORDS);
            }
        };
    }

    /** No folder is forced: a new file has no way to it. */
    static Conduct withoutFolders() {
        return new Conduct() {
            @Override
            public boolean forces(Path file) {
                return !Files.isDirectory(file);
            }
        };
    }

    /** At the change of a generation only the new file is forced. */
    static Conduct withoutOldBeforeNew() {
        return new Conduct() {
            @Override
            public boolean forces(Path file) {
                return !name(file).endsWith(RECORDS) || !isCalledFrom("dev.tidegate.saf.Tail", "openFor");
            }
        };
    }

    /** What the gateway has acknowledged is written and not forced. */
    static Conduct withoutForcedCursor() {
        return new Conduct() {
            @Override
            public boolean forces(Path file) {
                return !name(file).equals("cursor");
            }
        };
    }

    /** The cursor has one slot, which is written over itself. */
    static Conduct withOneSlot() {
        return new Conduct() {
            @Override
            public long place(Path file, long position) {
                return name(file).equals("cursor") ? position % CURSOR_SLOT_DISTANCE : position;
            }
        };
    }

    /** A failed force of the records' file is tried again on the same file, which then succeeds. */
    static Conduct withRetriedForce() {
        return new Conduct() {
            @Override
            public boolean tells(Path file) {
                return !name(file).endsWith(RECORDS);
            }
        };
    }

    /** There is one generation for ever: each process, each roll, each failure appends behind the end it finds. */
    static Conduct withOneGeneration() {
        return new Conduct() {
            @Override
            public Path meant(Path file) {
                Path generation = generationIn(file);
                if (generation == null || Files.exists(generation)) {
                    return file;
                }
                Path only = only(generation);
                return only == null ? file : only.resolve(generation.relativize(file));
            }

            @Override
            public boolean makes(Path folder) {
                return generationIn(folder) == null || only(folder) == null;
            }
        };
    }

    private static @Nullable Path generationIn(Path file) {
        for (Path at = file; at != null && at.getFileName() != null; at = at.getParent()) {
            if (name(at).startsWith(GENERATION)) {
                return at;
            }
        }
        return null;
    }

    private static @Nullable Path only(Path generation) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(generation.getParent(), GENERATION + "*")) {
            for (Path each : all) {
                return each;
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isCalledFrom(String type, String method) {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(type)
                        && frame.getMethodName().equals(method)));
    }
}
