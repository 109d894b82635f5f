package dev.tidegate.saf;

import java.nio.file.Path;

/**
 * A run of records without a gap in one folder: all of it, or, behind a damage, a part. Only the newest is appended to,
 * and only by the process that made it.
 */
final class Generation {
    private final GenerationName name;
    private final Path folder;
    private final long first;
    private final Positions positions = new Positions();
    private volatile long last;

    Generation(Path journal, GenerationName name) {
        this(journal, name, name.first());
    }

    Generation(Path journal, GenerationName name, long first) {
        this.name = name;
        this.folder = journal.resolve(name.toString());
        this.first = first;
        this.last = first - 1;
    }

    GenerationName name() {
        return name;
    }

    Path folder() {
        return folder;
    }

    Path file() {
        return folder.resolve(ChronicleFile.NAME);
    }

    Positions positions() {
        return positions;
    }

    long first() {
        return first;
    }

    /** Its last durable record; below its first while it has none. */
    long last() {
        return last;
    }

    boolean isEmpty() {
        return last < first;
    }

    /** Says that everything up to a record is on disk: readers see it from now on. */
    void reaches(long seq) {
        last = seq;
    }
}
