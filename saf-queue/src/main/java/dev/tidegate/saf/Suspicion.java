package dev.tidegate.saf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that makes the next start check every record before it opens: somebody has found one that is not right. */
final class Suspicion {
    static final String NAME = "suspect";

    private Suspicion() {}

    /** Leaves it. A disk that does not take it costs the next start's haste nothing but the finding, found again. */
    static void raise(Path journal, String words) {
        try (FileChannel channel = FileChannel.open(
                journal.resolve(NAME),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap((words + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            Folders.force(journal);
        } catch (IOException e) {
            // Found again by the next inspection.
        }
    }

    static boolean isRaised(Path journal) {
        return Files.exists(journal.resolve(NAME));
    }

    /** Takes it back: all was checked, and is right. */
    static void settle(Path journal) {
        try {
            if (Files.deleteIfExists(journal.resolve(NAME))) {
                Folders.force(journal);
            }
        } catch (IOException e) {
            // The next start checks all once more.
        }
    }
}
