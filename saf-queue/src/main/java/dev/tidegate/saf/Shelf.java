package dev.tidegate.saf;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.port.JournalBrokenException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** All generations in order, and the way to their records. Readers on any thread; one thread adds. */
final class Shelf {
    private final List<Generation> generations;
    private final Function<Octets, JournalRecord> decoder;

    Shelf(List<Generation> generations, Function<Octets, JournalRecord> decoder) {
        this.generations = new CopyOnWriteArrayList<>(generations);
        this.decoder = decoder;
    }

    void add(Generation newest) {
        generations.add(newest);
    }

    void remove(Generation abandoned) {
        generations.remove(abandoned);
    }

    /** Puts a generation's archive in its place. */
    void replace(Generation before, Generation archived) {
        generations.set(generations.indexOf(before), archived);
    }

    /** Takes a record out that is not what it was taken for: what lies before and behind it stays readable. */
    void takeOut(GenerationName name, long seq) {
        for (Generation run : generations) {
            if (run.name().equals(name) && run.first() <= seq && seq <= run.last()) {
                // A reader in between sees the gap, and never the record.
                int at = generations.indexOf(run);
                generations.set(at, run.upTo(seq));
                generations.add(at + 1, run.behind(seq));
                return;
            }
        }
    }

    /** All that there are now, oldest first. */
    List<Generation> generations() {
        return List.copyOf(generations);
    }

    /** The durable records after a number, oldest first. */
    List<JournalRecord> readAfter(long seq, int max) {
        List<JournalRecord> records = new ArrayList<>();
        for (Generation generation : generations) {
            // One that has just begun has no file yet, and no record to be read either.
            if (!generation.isEmpty() && generation.last() > seq && records.size() < max) {
                read(generation, seq, max, records);
            }
        }
        return records;
    }

    /** The durable records of one generation after a number. */
    List<JournalRecord> readAfter(Generation generation, long seq, int max) {
        List<JournalRecord> records = new ArrayList<>();
        if (!generation.isEmpty() && generation.last() > seq) {
            read(generation, seq, max, records);
        }
        return records;
    }

    private void read(Generation generation, long after, int max, List<JournalRecord> into) {
        long last = generation.last();
        long next = Math.max(after + 1, generation.first());
        try (Frames frames = generation.frames(generation.positions().before(next))) {
            while (next <= last && into.size() < max) {
                Frame frame = frameFrom(frames, next);
                if (frame.seq() == next) {
                    into.add(decoder.apply(frame.raw()));
                    next++;
                }
            }
        } catch (NoSuchFileException e) {
            readMoved(generation, after, max, into, e);
        } catch (IOException | IllegalArgumentException e) {
            throw new JournalBrokenException("record " + next + " cannot be read any more", e);
        }
    }

    // Archived, or let go for good, after this reader had looked round, and before it opened the file: nothing was read
    // of it yet. What was let go has left the shelf before its file went.
    private void readMoved(Generation gone, long after, int max, List<JournalRecord> into, NoSuchFileException cause) {
        for (Generation generation : generations) {
            if (generation.name().equals(gone.name())) {
                if (generation.isArchived() == gone.isArchived()) {
                    throw new JournalBrokenException(
                            "record " + Math.max(after + 1, gone.first()) + " cannot be read any more", cause);
                }
                read(generation, after, max, into);
                return;
            }
        }
    }

    private static Frame frameFrom(Frames frames, long next) throws IOException {
        while (frames.next() instanceof Frames.Found found) {
            if (found instanceof Frames.Found.Whole(long ignored, Frame frame)) {
                if (frame.seq() > next) {
                    break;
                }
                return frame;
            }
        }
        throw new JournalBrokenException("record " + next + " was there and is not any more");
    }
}
