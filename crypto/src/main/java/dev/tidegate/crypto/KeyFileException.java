package dev.tidegate.crypto;

import java.nio.file.Path;

/** A key file is missing, damaged, not ours, or already there. The process refuses to start and names the file. */
public final class KeyFileException extends RuntimeException {
    private final Path file;

    /** @param why what is wrong, no content of the file */
    public KeyFileException(Path file, String why) {
        super(file + ": " + why);
        this.file = file;
    }

    /** Which file. */
    public Path file() {
        return file;
    }
}
