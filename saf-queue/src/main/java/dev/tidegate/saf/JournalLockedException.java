package dev.tidegate.saf;

import java.nio.file.Path;

/** Another process, or another journal of this one, holds the folder. The caller refuses to start. */
public final class JournalLockedException extends RuntimeException {
    private final transient Path folder;

    JournalLockedException(Path folder) {
        super("the journal in " + folder + " is in use: stop the other till first");
        this.folder = folder;
    }

    /** The folder that is in use. */
    public Path folder() {
        return folder;
    }
}
