package dev.tidegate.storm.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Each takes one rule of the journal away, by a disk that does less than it is told: the journal is the same, byte for
 * byte, and what the rule had it ask for does not happen.
 */
final class Careless {
    private static final int CURSOR_SLOT_DISTANCE = 16_384;
    private static final String RECORDS = ".cq4";
    private static final String GENERATION = "gen-";
    private static final String HALF_ARCHIVE = "new-arc-";
    private static final String HALF_COPY = "new-gen-";
    private static final String HALF_FLOOR = "new-floor";
    private static final String ARCHIVE_FOLDER = "archive";
    private static final int SPOILT_AT = 300;
    private static final int SPOILT_BYTES = 64;

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

    /** A generation is deleted, and its archive has never got its name. */
    static Conduct withoutArchive() {
        return withoutMoving(HALF_ARCHIVE);
    }

    /** Records whose bodies are needed are not kept whole. */
    static Conduct withoutCopy() {
        return withoutMoving(HALF_COPY);
    }

    /** An archive is deleted, and nothing says that it may be missing. */
    static Conduct withoutFloor() {
        return withoutMoving(HALF_FLOOR);
    }

    private static Conduct withoutMoving(String prefix) {
        return new Conduct() {
            @Override
            public boolean moves(Path file) {
                return !name(file).startsWith(prefix);
            }
        };
    }

    /** An archive gets its name before its records are on disk. */
    static Conduct withoutForcedArchive() {
        return withoutForcing(HALF_ARCHIVE);
    }

    /** The same with the records that are kept whole. */
    static Conduct withoutForcedCopy() {
        return withoutForcing(HALF_COPY);
    }

    /** A generation is deleted before its archive's name is on disk. */
    static Conduct withoutForcedArchiveFolder() {
        return withoutForcing(ARCHIVE_FOLDER);
    }

    private static Conduct withoutForcing(String prefix) {
        return new Conduct() {
            @Override
            public boolean forces(Path file) {
                return !name(file).startsWith(prefix);
            }
        };
    }

    /** The archive's folder is made, and the force that would make its name last is refused, at its making only. */
    static Conduct refusingToMakeTheArchive() {
        return new Conduct() {
            @Override
            public void before(Operation operation, Path file) throws IOException {
                if (operation == Operation.FORCE
                        && Files.exists(file.resolve(ARCHIVE_FOLDER))
                        && isCalledFrom("dev.tidegate.saf.Folders", "create")) {
                    throw new IOException("Input/output error");
                }
            }
        };
    }

    /**
     * An archive's bytes are spoilt at an operation on it: at its force, which is before it is read back, or at its
     * move, which is after.
     */
    static Conduct spoiling(Operation at) {
        return new Conduct() {
            @Override
            public void before(Operation operation, Path file) throws IOException {
                if (operation == at && name(file).startsWith(HALF_ARCHIVE)) {
                    try (FileChannel archive = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        int ignored = archive.write(ByteBuffer.allocate(SPOILT_BYTES), SPOILT_AT);
                    }
                }
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
