package dev.tidegate.saf;

/** One thing that the archivist did, or would not do. Each deletion is one, with what was deleted. */
public sealed interface ArchiveFact {
    /** Which generation. */
    String generation();

    /**
     * All its records are in the archive, no sealed body of it is needed, and it was deleted.
     *
     * @param records in it
     * @param bytes deleted
     */
    record Archived(String generation, long records, long bytes) implements ArchiveFact {}

    /**
     * All its records are in the archive; those whose sealed body is needed were copied whole, and the rest was
     * deleted.
     *
     * @param records in what was deleted
     * @param kept of them, whole
     * @param bytes deleted
     */
    record Compacted(String generation, long records, long kept, long bytes) implements ArchiveFact {}

    /**
     * Its archive was old enough and was deleted.
     *
     * @param records in it
     * @param bytes deleted
     */
    record LetGo(String generation, long records, long bytes) implements ArchiveFact {}

    /**
     * Something is odd: nothing of it was deleted, and a person should look.
     *
     * @param why in words that name no record's content
     */
    record Kept(String generation, String why) implements ArchiveFact {}
}
