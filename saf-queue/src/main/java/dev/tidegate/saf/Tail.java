package dev.tidegate.saf;

import dev.tidegate.core.payment.JournalRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The journal's end: the newest generation, and the records of which it is not yet proven that they are on disk.
 *
 * <p>Those stay in memory until a force has returned. After any failure the file is given up for good, and the next one
 * begins with them, byte for byte: the chain has no hole, and nothing depends on a file whose kernel has reported an
 * error and then forgotten it. The generation given up ends where the next begins, whatever else it may hold.
 *
 * <p>Used under the writer's turn alone.
 */
final class Tail {
    private record Open(Generation generation, RecordFile file, Instant since) {}

    private final Path folder;
    private final UUID epoch;
    private final Shelf shelf;
    private final RecordFile.Maker maker;
    private final Settings settings;
    private final InstantSource clock;
    private final List<JournalRecord> unproven = new ArrayList<>();
    private final long before;
    private int written;
    private @Nullable JournalRecord last;
    private @Nullable Open open;
    private boolean entered;

    /** @param before the last record on disk */
    Tail(
            Path folder,
            UUID epoch,
            Shelf shelf,
            RecordFile.Maker maker,
            Settings settings,
            InstantSource clock,
            long before) {
        this.folder = folder;
        this.epoch = epoch;
        this.shelf = shelf;
        this.maker = maker;
        this.settings = settings;
        this.clock = clock;
        this.before = before;
    }

    /** Takes a record over, in memory. */
    void add(JournalRecord record) {
        unproven.add(record);
    }

    /** How many records are not proven to be on disk. */
    int unproven() {
        return unproven.size();
    }

    /** The newest number on disk. */
    long durable() {
        return last == null ? before : last.seq();
    }

    /** Whether a failure has left records without a file. */
    boolean isCutOff() {
        return open == null && !unproven.isEmpty();
    }

    /** Whether one more record goes to the open file without anything else, see {@link RecordFile#isReady()}. */
    boolean isReady() {
        return open != null && entered && !isDue(open) && open.file().isReady();
    }

    /** Appends what is not appended yet; a new generation begins where one is due. */
    void write() throws IOException {
        while (written < unproven.size()) {
            Open to = openFor();
            JournalRecord record = unproven.get(written);
            long position = to.file().append(new Frame(record.seq(), durable(), record.raw()).encode());
            to.generation().positions().add(record.seq(), position);
            written++;
        }
    }

    /** Returns when everything appended is on disk, and with it the way to it. */
    void force() throws IOException {
        if (open == null || written == 0) {
            return;
        }
        open.file().force();
        if (!entered) {
            Folders.force(open.generation().folder());
            Folders.force(folder);
            entered = true;
        }
        List<JournalRecord> proven = unproven.subList(0, written);
        last = proven.getLast();
        proven.clear();
        written = 0;
        open.generation().reaches(last);
    }

    /** The newest record that was proven to be on disk, absent before the first. */
    @Nullable
    JournalRecord last() {
        return last;
    }

    /** Gives the newest file up after a failure. Never throws: the failure has been told already. */
    void abandon() {
        Open given = open;
        open = null;
        written = 0;
        if (given != null) {
            closeQuietly(given);
            if (given.generation().isEmpty()) {
                // Nothing in it was ever acknowledged, and all of it is in memory.
                shelf.remove(given.generation());
                discard(given.generation().folder());
            }
        }
    }

    /** Ends a generation whose hour is over: without a next record it would keep what it holds for as long. */
    void endIfDue() {
        if (open != null && unproven.isEmpty() && isDue(open)) {
            close();
        }
    }

    void close() {
        if (open != null) {
            closeQuietly(open);
            open = null;
        }
    }

    private Open openFor() throws IOException {
        if (open != null && isDue(open)) {
            // Old file before new.
            force();
            close();
        }
        if (open == null) {
            open = begin(unproven.get(written).seq());
        }
        return open;
    }

    private boolean isDue(Open current) {
        if (current.generation().isEmpty() && written == 0) {
            return false;
        }
        Duration age = Duration.between(current.since(), clock.instant());
        return current.file().length() >= settings.generationBytesMax()
                || age.isNegative()
                || age.compareTo(settings.generationAge()) >= 0;
    }

    private Open begin(long first) throws IOException {
        Generation generation = new Generation(folder, new GenerationName(first, epoch));
        Files.createDirectory(generation.folder());
        boolean begun = false;
        try {
            RecordFile file = maker.create(generation.folder());
            begun = true;
            shelf.add(generation);
            entered = false;
            return new Open(generation, file, clock.instant());
        } finally {
            if (!begun) {
                discard(generation.folder());
            }
        }
    }

    private static void closeQuietly(Open given) {
        try {
            given.file().close();
            Files.deleteIfExists(given.generation().folder().resolve(ChronicleFile.TABLE));
        } catch (IOException | RuntimeException | Error e) {
            // What is durable is durable, and the file is not used again.
        } finally {
            given.generation().end();
        }
    }

    private static void discard(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            // It stands in the way of the next of its name, which says so.
        }
    }
}
