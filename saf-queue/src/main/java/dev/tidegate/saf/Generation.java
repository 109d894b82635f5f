package dev.tidegate.saf;

import java.nio.file.Path;

/** One folder of records. Only the newest is appended to, and only by the process that made it. */
final class Generation {
    private final GenerationName name;
    private final Path folder;
    private final Positions positions = new Positions();
    private volatile long last;

    Generation(Path journal, GenerationName name) {
        this.name = name;
        this.folder = journal.resolve(name.toString());
        this.last = name.first() - 1;
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

    /** Its last durable record; below its first while it has none. */
    long last() {
        return last;
    }

    boolean isEmpty() {
        return last < name.first();
    }

    /** Says that everything up to a record is on disk: readers see it from now on. */
    void reaches(long seq) {
        last = seq;
    }
}
