package dev.tidegate.storm.journal;

import java.io.IOException;
import java.nio.file.Path;

/** A kind of {@link Log}. */
interface Engine {
    /** By which a child process makes its own: see {@link #of}. */
    default String name() {
        return getClass().getName();
    }

    /** The till's journal, or a class of this package that has a constructor without arguments. */
    static Engine of(String name) {
        return switch (name) {
            case JournalEngine.PLAIN -> new JournalEngine();
            case JournalEngine.RESERVED -> JournalEngine.withReserve(JournalEngine.RESERVE_BYTES);
            case JournalEngine.HOARDING -> JournalEngine.hoarding(JournalEngine.RESERVE_BYTES);
            default -> made(name);
        };
    }

    private static Engine made(String type) {
        try {
            return (Engine) Class.forName(type).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no engine " + type, e);
        }
    }

    /** Makes what a new log needs in an existing folder. */
    void prepare(Path home) throws IOException;

    /**
     * Opens the log in a folder, recovering what a crash has left.
     *
     * @param next number of the next sale: what time it is follows from it
     * @param beforeForce called between a write and its force, on the thread that does both
     */
    Log open(Path home, long next, Runnable beforeForce);

    /** Whether a folder, as a fault has left it, shows that something was being let go. */
    default boolean isTidying(Path home) throws IOException {
        return false;
    }

    /** Bytes that are in the file of the log where a sale is, to find out whether a missing one is hidden or gone. */
    byte[] trace(long number);
}
