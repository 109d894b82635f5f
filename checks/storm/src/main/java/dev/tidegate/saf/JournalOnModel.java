package dev.tidegate.saf;

import dev.tidegate.core.port.JournalBrokenException;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.RecordSeal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Opens the journal on a disk that is a model. Such a disk sees every call that goes to a file or a channel, and not
 * the one that goes to a mapping, which no provider of a file system can put anything round.
 */
public final class JournalOnModel {
    /** What the journal asks of the disk instead of {@code msync} with {@code MS_SYNC}. */
    public interface Ranges {
        /** @throws IOException the disk refuses */
        void force(Path file, long position, long bytes) throws IOException;
    }

    private JournalOnModel() {}

    /** As {@link SafJournal#open}. */
    public static SafJournal open(
            Path folder, RecordSeal seal, InstantSource clock, Landmarks landmarks, Settings settings, Ranges ranges) {
        RecordFile.Maker files = generation -> new ChronicleFile(
                generation, (file, position, range) -> ranges.force(file, position, range.byteSize()));
        try {
            Folders.create(folder);
            return SafJournal.open(
                    folder, seal, clock, landmarks, settings, files, Space.of(folder), ScanProgress.none());
        } catch (IOException e) {
            throw new JournalBrokenException("the journal's folder cannot be made", e);
        }
    }
}
