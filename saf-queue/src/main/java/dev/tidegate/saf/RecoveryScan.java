package dev.tidegate.saf;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.LimitsInUse;
import dev.tidegate.core.port.RecordSeal;
import dev.tidegate.core.port.RecordSeal.Admission;
import dev.tidegate.saf.FrameScanner.Found;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads every generation in order through the seal, and says what the journal has and where its chain ends. Moves and
 * changes nothing; what it found good is on disk when it returns, whatever the last process left in memory.
 *
 * <p>A break that an EPOCH_OPEN names is history: the chain goes on behind it.
 */
final class RecoveryScan {
    private final Path folder;
    private final RecordSeal seal;
    private final List<Generation> generations = new ArrayList<>();
    private final List<Generation> blank = new ArrayList<>();
    private long[] limits = {};
    private LimitsInUse inUse = LimitsInUse.none();
    private @Nullable JournalRecord last;
    private @Nullable GenerationName lastIn;
    private long records;
    private @Nullable Break broken;

    RecoveryScan(Path folder, RecordSeal seal) {
        this.folder = folder;
        this.seal = seal;
    }

    /** @throws IOException the folder itself cannot be read, or holds what is no generation */
    void run() throws IOException {
        generations.addAll(in(folder));
        limits = limits(generations);
        for (int i = 0; i < generations.size(); i++) {
            scan(generations.get(i), limits[i]);
        }
    }

    /** Takes what is good behind a damage as well: to be read, never to be continued. */
    void readOn(Break damage) {
        List<Generation> whole = List.copyOf(generations);
        for (int i = whole.indexOf(damage.generation()); i < whole.size(); i++) {
            Generation generation = whole.get(i);
            long from = generation == damage.generation() ? damage.position() : 0;
            try (FrameScanner frames = FrameScanner.open(generation.file(), from)) {
                readOn(generation.name(), frames, limits[i]);
            } catch (IOException e) {
                // The next one may be readable.
            }
        }
    }

    List<Generation> generations() {
        return generations;
    }

    /** Generations in which no frame begins: a process died between making the folder and its first record. */
    List<Generation> blank() {
        return blank;
    }

    /** The last good record, absent in an empty journal. */
    @Nullable
    JournalRecord last() {
        return last;
    }

    /** The generation that holds it. */
    @Nullable
    GenerationName lastIn() {
        return lastIn;
    }

    long lastSeq() {
        return last == null ? 0 : last.seq();
    }

    /** How many are good. */
    long records() {
        return records;
    }

    LimitsInUse limitsInUse() {
        return inUse;
    }

    /** Where the chain ends before the files do, absent where it does not. */
    @Nullable
    Break broken() {
        return broken;
    }

    /** The generations of a folder, in order. */
    static List<Generation> in(Path folder) throws IOException {
        List<GenerationName> names = new ArrayList<>();
        for (Path entry : Folders.list(folder, GenerationName.PREFIX + "*")) {
            GenerationName name = GenerationName.parse(String.valueOf(entry.getFileName()));
            if (name == null) {
                throw new IOException(entry + " is no generation: move it out of the journal");
            }
            names.add(name);
        }
        return names.stream().sorted().map(name -> new Generation(folder, name)).toList();
    }

    // A generation ends where the next one that has begun begins: what it holds beyond was given up, and written again.
    static long[] limits(List<Generation> generations) {
        long[] limits = new long[generations.size()];
        long next = Long.MAX_VALUE;
        for (int i = generations.size() - 1; i >= 0; i--) {
            limits[i] = next - 1;
            next = hasBegun(generations.get(i)) ? generations.get(i).name().first() : next;
        }
        return limits;
    }

    private static boolean hasBegun(Generation generation) {
        try (FrameScanner frames = FrameScanner.open(generation.file(), 0)) {
            return frames.next() instanceof Found.Whole whole
                    && whole.frame().seq() == generation.name().first();
        } catch (IOException e) {
            return false;
        }
    }

    private void scan(Generation generation, long limit) {
        Break here;
        try (FrameScanner frames = FrameScanner.open(generation.file(), 0)) {
            here = scan(generation, frames, limit);
            force(generation.file());
        } catch (NoSuchFileException e) {
            blank.add(generation);
            return;
        } catch (IOException e) {
            here = new Break(generation, 0, lastSeq() + 1, Break.UNREADABLE);
        }
        if (here != null) {
            broken = broken == null ? here : broken.behind(here);
        }
    }

    private @Nullable Break scan(Generation generation, FrameScanner frames, long limit) throws IOException {
        Break here = null;
        int torn = 0;
        long tornAt = 0;
        boolean isBlank = true;
        // What lies behind the limit was given up, and may be torn: it says nothing.
        while (lastSeq() < limit && frames.next() instanceof Found found) {
            if (!(found instanceof Found.Whole(long at, Frame frame))) {
                tornAt = torn++ == 0 ? found.position() : tornAt;
            } else if (frame.seq() > limit) {
                break;
            } else if (here != null) {
                here = here.behind(frame);
            } else {
                here = admit(generation, torn == 0 ? at : tornAt, frame);
                torn = here == null ? 0 : torn;
            }
            isBlank = false;
        }
        if (isBlank) {
            blank.add(generation);
        }
        if (here == null && torn > 0) {
            here = new Break(generation, tornAt, lastSeq() + 1, "TORN");
        }
        return here == null ? null : here.behind(torn);
    }

    // Behind a break the chain goes on only where an EPOCH_OPEN says what is missing.
    private @Nullable Break admit(Generation generation, long at, Frame frame) {
        if (broken != null && !namesTheLoss(frame)) {
            return new Break(generation, at, lastSeq() + 1, "GAP").behind(frame);
        }
        return switch (seal.admit(frame.raw())) {
            case Admission.Good(JournalRecord record) -> {
                take(generation, at, record);
                broken = null;
                yield null;
            }
            case Admission.Bad(String what) -> new Break(generation, at, lastSeq() + 1, what).behind(frame);
        };
    }

    private boolean namesTheLoss(Frame frame) {
        try {
            return seal.read(frame.raw()).entry() instanceof JournalEntry.EpochOpen(long from, long to)
                    && from > 0
                    && from <= lastSeq() + 1
                    && to == frame.seq() - 1;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void readOn(GenerationName name, FrameScanner frames, long limit) throws IOException {
        Generation run = null;
        while (frames.next() instanceof Found found) {
            if (!(found instanceof Found.Whole(long at, Frame frame)) || frame.seq() > limit) {
                continue;
            }
            Admission admission = seal.admit(frame.raw());
            if (admission instanceof Admission.Bad) {
                // The first behind a gap is refused once, so that the gap is noticed.
                admission = seal.admit(frame.raw());
            }
            if (admission instanceof Admission.Good(JournalRecord record)) {
                if (run == null || record.seq() != run.last() + 1) {
                    run = new Generation(folder, name, record.seq());
                    generations.add(run);
                }
                take(run, at, record);
            }
        }
    }

    private void take(Generation generation, long at, JournalRecord record) {
        generation.positions().add(record.seq(), at);
        generation.reaches(record.seq());
        inUse = inUse.after(record);
        last = record;
        lastIn = generation.name();
        records++;
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(false);
        }
    }
}
