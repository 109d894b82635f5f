package dev.tidegate.storm.journal;

import java.io.IOException;
import java.nio.file.Path;

/**
 * How a disk does what it is told. An honest one does it; one with faults refuses; one that lies shows what a rule is
 * for.
 */
interface Conduct {
    /** @throws IOException the operation is refused, and nothing of it is done */
    default void before(Operation operation, Path file) throws IOException {}

    /** How many of so many bytes a write takes before it refuses the rest. */
    default int takes(Path file, int bytes) {
        return bytes;
    }

    /** Whether a force is done, or only said to be. */
    default boolean forces(Path file) {
        return true;
    }

    /** Whether somebody is told when a force has failed. */
    default boolean tells(Path file) {
        return true;
    }

    /** Where in a file that which is meant for a position goes. */
    default long place(Path file, long position) {
        return position;
    }

    /** The folder or file that is meant by a name. */
    default Path meant(Path file) {
        return file;
    }

    /** Whether a folder is really made. */
    default boolean makes(Path folder) {
        return true;
    }

    /** Whether a file really gets its new name. */
    default boolean moves(Path file) {
        return true;
    }

    /** How much of the free bytes is said to be free. */
    default long usable(long bytes) {
        return bytes;
    }

    /** Whether it may be so bad that a log cannot even be opened. */
    default boolean isBad() {
        return false;
    }

    static Conduct honest() {
        return new Conduct() {};
    }
}
