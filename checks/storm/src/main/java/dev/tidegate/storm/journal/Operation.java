package dev.tidegate.storm.journal;

/** What a process may ask of a disk. */
enum Operation {
    OPEN,
    READ,
    WRITE,
    FORCE,
    TRUNCATE,
    CREATE_FOLDER,
    DELETE,
    MOVE,
    LOOK,
    /** Nothing is asked: the process has written through a mapping, and is about to force it. */
    BEFORE_FORCE
}
