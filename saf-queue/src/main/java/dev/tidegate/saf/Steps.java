package dev.tidegate.saf;

/** Where the archivist is: told after each thing that is on disk. A test stops it there, or spoils what was written. */
interface Steps {
    /** In the order in which they are passed; a generation without a body that is needed has no copy. */
    enum Step {
        COPY_ON_DISK,
        ARCHIVE_ON_DISK,
        VERIFIED,
        COPY_NAMED,
        ARCHIVE_NAMED,
        SWITCHED,
        DELETED,
        FLOOR_WRITTEN
    }

    void pass(Step step);

    static Steps none() {
        return step -> {};
    }
}
