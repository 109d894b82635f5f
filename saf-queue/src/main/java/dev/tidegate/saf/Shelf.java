package dev.tidegate.saf;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.port.JournalBrokenException;
import java.io.IOException;
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

    private void read(Generation generation, long after, int max, List<JournalRecord> into) {
        long last = generation.last();
        long next = Math.max(after + 1, generation.first());
        try (FrameScanner frames =
                FrameScanner.open(generation.file(), generation.positions().before(next))) {
            while (next <= last && into.size() < max) {
                Frame frame = frameFrom(frames, next);
                if (frame.seq() == next) {
                    into.add(decoder.apply(frame.raw()));
                    next++;
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new JournalBrokenException("record " + next + " cannot be read any more", e);
        }
    }

    private static Frame frameFrom(FrameScanner frames, long next) throws IOException {
        while (frames.next() instanceof FrameScanner.Found found) {
            if (found instanceof FrameScanner.Found.Whole(long ignored, Frame frame)) {
                if (frame.seq() > next) {
                    break;
                }
                return frame;
            }
        }
        throw new JournalBrokenException("record " + next + " was there and is not any more");
    }
}
