package dev.tidegate.saf;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a person can do about a folder in which no journal can be opened, in half a sentence. */
final class Remedy {
    private Remedy() {}

    static String of(Path folder, Throwable cause) {
        if (!(cause instanceof IOException)) {
            return String.valueOf(cause.getMessage());
        }
        try {
            Path there = existing(folder);
            if (Files.getFileStore(there).isReadOnly()) {
                return "its file system is read-only: see the system's log for what its disk has, and mount it for"
                        + " writing";
            }
            if (cause instanceof AccessDeniedException || !isUsable(there)) {
                return "this user may not read and write there: give the folder, and all in it, to the user who runs"
                        + " the till";
            }
            if (Space.of(there).usableBytes() < Space.APPEND_BYTES_MIN) {
                return "its disk is full: make room on it";
            }
        } catch (IOException e) {
            // The folder does not even say so much: what was refused in the first place does.
        }
        return String.valueOf(cause.getMessage());
    }

    private static boolean isUsable(Path folder) {
        return Files.isReadable(folder) && Files.isWritable(folder) && Files.isExecutable(folder);
    }

    private static Path existing(Path folder) {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there)) {
            there = Folders.above(there);
        }
        return there;
    }
}
