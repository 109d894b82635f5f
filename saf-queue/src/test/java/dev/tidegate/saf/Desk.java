package dev.tidegate.saf;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.Landmarks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A journal's surroundings in a temporary folder: opens it again and again, with what a test wants to be different. */
final class Desk {
    static final Settings SMALL = new Settings(256 * 1024, Duration.ofHours(1), 0, 0, Duration.ofMillis(20));

    final Path home;
    final Path folder;
    Settings settings = SMALL;
    Landmarks landmarks = Landmarks.none();
    RecordFile.Maker files = ChronicleFile::new;
    Space.Meter meter = () -> Long.MAX_VALUE;
    ScanProgress progress = ScanProgress.none();
    Instant now = Entries.NOON;
    int recordBytes = 1_000;
    LinkSeal seal;

    Desk(Path home) {
        this.home = home;
        this.folder = home.resolve("journal");
        this.seal = new LinkSeal(home.resolve("state"));
    }

    /** With a seal of its own, as a new process has. */
    SafJournal open() {
        seal = new LinkSeal(home.resolve("state"), 1, recordBytes);
        return openWithSeal();
    }

    SafJournal openWithSeal() {
        try {
            Folders.create(folder);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        InstantSource clock = () -> now;
        return SafJournal.open(folder, seal, clock, landmarks, settings, files, meter, progress);
    }

    List<Path> generations() throws IOException {
        return Folders.list(folder, "gen-*").stream().sorted().toList();
    }

    Path newestFile() throws IOException {
        return generations().getLast().resolve(ChronicleFile.NAME);
    }

    static List<JournalRecord> all(Journal journal) {
        List<JournalRecord> all = new ArrayList<>();
        while (true) {
            long after = all.isEmpty() ? 0 : all.getLast().seq();
            List<JournalRecord> more = journal.readAfter(after, Journal.READ_RECORDS_MAX);
            if (more.isEmpty()) {
                return all;
            }
            all.addAll(more);
        }
    }

    /** What is in the journal besides the epochs. */
    static List<JournalEntry> entries(Journal journal) {
        return all(journal).stream()
                .map(JournalRecord::entry)
                .filter(entry -> entry instanceof JournalEntry.OfPayment || entry instanceof JournalEntry.Offered)
                .toList();
    }

    static void store(Journal journal, long from, long to) {
        for (long number = from; number <= to; number++) {
            journal.append(Entries.stored(number));
        }
    }
}
