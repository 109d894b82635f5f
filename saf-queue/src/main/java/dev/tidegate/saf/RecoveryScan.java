package dev.tidegate.saf;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.LimitsCount;
import dev.tidegate.core.payment.RecordOutline;
import dev.tidegate.core.port.RecordSeal;
import dev.tidegate.core.port.RecordSeal.Admission;
import dev.tidegate.saf.Frames.Found;
import dev.tidegate.saf.Pass.Verdict;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads every archive and generation in order through the seal, and says what the journal has and where its chain ends.
 * Moves and changes nothing; what it found good is on disk when it returns, whatever the last process left in memory.
 * Remembers no record: what it keeps is bounded by the sales that are open.
 *
 * <p>A break that an EPOCH_OPEN names is history: the chain goes on behind it. A break in an archive is not a reason to
 * take no sale, as the gateway has all of it: it is said, and the archivist deletes nothing more.
 */
final class RecoveryScan {
    private final RecordSeal seal;
    private final Inventory found;
    private final Pass pass;
    private final ScanMeter meter;
    private final List<Generation> generations = new ArrayList<>();
    private final List<Generation> blank = new ArrayList<>();
    private final Map<GenerationName, Long> limits;
    private final LimitsCount inUse = new LimitsCount();
    private final Bodies bodies = new Bodies();
    private final List<String> odd;
    private boolean overGap;
    private @Nullable RecordOutline last;
    private @Nullable Octets lastLink;
    private @Nullable GenerationName lastIn;
    private long lastSigned;
    private long records;
    private boolean refused;
    private @Nullable Break broken;
    private final List<Break> strangers = new ArrayList<>();
    private final Set<GenerationName> left;

    RecoveryScan(RecordSeal seal, Inventory found, Pass pass, ScanProgress progress) {
        this(seal, found, pass, progress, Set.of());
    }

    /** @param left known not to belong here: passed over */
    RecoveryScan(RecordSeal seal, Inventory found, Pass pass, ScanProgress progress, Set<GenerationName> left) {
        this.left = left;
        this.seal = seal;
        this.found = found;
        this.pass = pass;
        this.limits = limits(found.generations());
        this.odd = new ArrayList<>(found.odd());
        this.meter = new ScanMeter(progress, found.generations());
    }

    void run() {
        for (Generation generation : found.generations()) {
            generations.add(generation);
            if (left.contains(generation.name())) {
                strangers.add(new Break(generation, 0, generation.first(), Break.OVERLAP));
            } else if (generation.isArchived()) {
                scanArchive(generation);
            } else {
                scan(generation, limitOf(generation));
            }
            generation.end();
            meter.endOf(generation, records);
        }
    }

    /** Takes what is good behind a damage as well: to be read, never to be continued. */
    void readOn(Break damage) {
        List<Generation> whole = List.copyOf(generations);
        for (int i = whole.indexOf(damage.generation()); i < whole.size(); i++) {
            Generation generation = whole.get(i);
            if (strangers.stream().anyMatch(stranger -> stranger.generation() == generation)) {
                continue;
            }
            long from = generation == damage.generation() ? damage.position() : 0;
            try (Frames frames = generation.frames(from)) {
                readOn(generation, frames);
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

    /** What it read. */
    Inventory found() {
        return found;
    }

    /** Whether it met nothing but good records and perhaps a torn end that a process has left. */
    boolean isSound() {
        return isInOrder() && strangers.isEmpty();
    }

    /** Whether that is so of what belongs here. */
    boolean isInOrder() {
        return !refused && odd.size() == found.odd().size() && (broken == null || !broken.isDamage());
    }

    /** Generations that do not belong here, and from where on; nothing of them was taken. */
    List<Break> strangers() {
        return strangers;
    }

    /** Those taken for this journal's that have numbers which a stranger claims as well. */
    List<GenerationName> rivals() {
        List<GenerationName> rivals = new ArrayList<>();
        for (Break stranger : strangers) {
            long claimed = stranger.what().equals(Break.OVERLAP) ? stranger.missing() : Long.MAX_VALUE;
            generations.stream()
                    .filter(generation -> generation.first() <= claimed && claimed <= generation.last())
                    .map(Generation::name)
                    .forEach(rivals::add);
        }
        return rivals;
    }

    /** The newest CHECKPOINT or EPOCH_CLOSE, 0 where there is none. */
    long lastSigned() {
        return lastSigned;
    }

    /** The last good record's link, absent in an empty journal, and behind a light pass until it is proven. */
    @Nullable
    Octets lastLink() {
        return lastLink;
    }

    /** Says what the last good record's link is. */
    void proven(Octets link) {
        lastLink = link;
    }

    /** The generation that holds it. */
    @Nullable
    GenerationName lastIn() {
        return lastIn;
    }

    long lastSeq() {
        return last == null ? found.floor().seq() : last.seq();
    }

    /** How many are good. */
    long records() {
        return records;
    }

    LimitsCount limits() {
        return inUse;
    }

    /** Which sealed bodies are needed. */
    Bodies bodies() {
        return bodies;
    }

    /** What is wrong with the archive, in words. */
    List<String> odd() {
        return odd;
    }

    /** Where the chain ends before the files do, absent where it does not. */
    @Nullable
    Break broken() {
        return broken;
    }

    // A generation ends where its process began the next one: what it holds beyond was given up, and written again. No
    // other process's generation limits it: that begins behind whatever can be read of it, or was brought here.
    static Map<GenerationName, Long> limits(List<Generation> generations) {
        Map<GenerationName, Long> limits = new HashMap<>();
        Map<UUID, Long> next = new HashMap<>();
        for (Generation generation : generations.reversed()) {
            GenerationName name = generation.name();
            limits.put(name, next.getOrDefault(name.epoch(), Long.MAX_VALUE) - 1);
            if (hasBegun(generation)) {
                next.put(name.epoch(), name.first());
            }
        }
        return limits;
    }

    private long limitOf(Generation generation) {
        return limits.getOrDefault(generation.name(), Long.MAX_VALUE);
    }

    private static boolean hasBegun(Generation generation) {
        if (generation.isArchived()) {
            return true;
        }
        try (FrameScanner frames = FrameScanner.open(generation.file(), 0)) {
            return frames.next() instanceof Found.Whole whole
                    && whole.frame().seq() == generation.name().first();
        } catch (IOException e) {
            return false;
        }
    }

    private void scanArchive(Generation generation) {
        Break before = broken;
        long whole = 0;
        Generation run = generation;
        long start = records;
        try (Frames frames = generation.frames(0)) {
            while (frames.next() instanceof Found at) {
                if (!(at instanceof Found.Whole(long position, Frame frame))) {
                    continue;
                }
                if (before != null) {
                    // Nothing is archived behind a record that was not there: it was acknowledged, and is damaged.
                    before = before.behind(frame);
                    continue;
                }
                if (last == null && frame.seq() != lastSeq() + 1 && !namesTheLoss(frame)) {
                    odd(generation, "the journal begins with record " + frame.seq());
                }
                if (judged(frame.raw()) instanceof Verdict.Good(RecordOutline record, Octets link)) {
                    run = record.seq() == run.last() + 1 ? run : nextRun(run, record);
                    take(run, position, record, link);
                    whole += record.hasBody() ? 1 : 0;
                }
                meter.at(generation, position, records);
            }
            broken = before;
            if (before == null) {
                checkArchive(generation, records - start, whole);
            }
        } catch (IOException e) {
            odd(generation, "cannot be read");
        }
    }

    private Generation nextRun(Generation run, RecordOutline record) {
        run.end();
        Generation next = run.from(record.seq());
        generations.add(next);
        return next;
    }

    private void checkArchive(Generation generation, long read, long whole) throws IOException {
        FrameFile.Header header = FrameFile.header(generation.archive());
        boolean endsRight = lastLink == null || header.lastLink().equals(lastLink);
        boolean all = lastSeq() == header.last() && read == header.frames() && endsRight;
        if (!all) {
            odd(generation, "has " + read + " good records of " + header.frames());
        }
        if (Files.exists(generation.copy())
                && FrameFile.header(generation.copy()).frames() != whole) {
            odd(generation, "has a copy that is damaged");
        }
    }

    private void odd(Generation generation, String what) {
        odd.add(generation.name().archive() + ": " + what);
        overGap = true;
    }

    // The first behind a hole in the archive is refused once, so that the hole is noticed, and then taken.
    private Verdict judged(Octets raw) {
        Verdict verdict = pass.judge(raw);
        if (verdict instanceof Verdict.Bad(String what) && (overGap || archiveMayHaveHoles())) {
            verdict = pass.judge(raw);
            if (verdict instanceof Verdict.Good && !overGap) {
                odd.add("records after " + lastSeq() + " are missing from the archive (" + what + ")");
            }
        }
        refused |= verdict instanceof Verdict.Bad;
        overGap = overGap && verdict instanceof Verdict.Bad;
        return verdict;
    }

    private boolean archiveMayHaveHoles() {
        return generations.getLast().isArchived();
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

    private @Nullable Break scan(Generation generation, Frames frames, long limit) throws IOException {
        Break here = null;
        int torn = 0;
        long tornAt = 0;
        boolean isBlank = true;
        // What lies behind the limit was given up, and may be torn: it says nothing.
        while (lastSeq() < limit && frames.next() instanceof Found place) {
            boolean isFirst = here == null && generation.isEmpty();
            if (isFirst && place instanceof Found.Whole whole && isStrange(generation, whole)) {
                return null;
            }
            if (!(place instanceof Found.Whole(long at, Frame frame))) {
                tornAt = torn++ == 0 ? place.position() : tornAt;
            } else if (frame.seq() > limit) {
                break;
            } else if (here != null) {
                here = here.behind(frame);
            } else {
                here = admit(generation, torn == 0 ? at : tornAt, frame);
                torn = here == null ? 0 : torn;
            }
            isBlank = false;
            meter.at(generation, place.position(), records);
        }
        if (isBlank) {
            blank.add(generation);
        }
        if (here == null && torn > 0) {
            here = new Break(generation, tornAt, lastSeq() + 1, "TORN");
        }
        return here == null ? null : here.behind(torn);
    }

    // Written by another till, or numbered as records are that lie elsewhere in the folder or were let go.
    private boolean isStrange(Generation generation, Found.Whole first) {
        Frame frame = first.frame();
        boolean isOfAnother = seal.linksOnly().admit(frame.raw()) instanceof Admission.Bad(String what)
                && what.equals(Break.UNKNOWN_TILL);
        // A file that a process gave up may hold what its next one holds.
        boolean isOwn =
                lastIn != null && lastIn.epoch().equals(generation.name().epoch());
        if (!isOfAnother && (frame.seq() > lastSeq() || isOwn)) {
            return false;
        }
        String what = isOfAnother ? Break.UNKNOWN_TILL : Break.OVERLAP;
        strangers.add(new Break(generation, first.position(), frame.seq(), what));
        return true;
    }

    // Behind a break the chain goes on only where an EPOCH_OPEN says what is missing.
    private @Nullable Break admit(Generation generation, long at, Frame frame) {
        if (broken != null && !namesTheLoss(frame)) {
            return new Break(generation, at, lastSeq() + 1, "GAP").behind(frame);
        }
        if (last == null && frame.seq() != lastSeq() + 1 && !namesTheLoss(frame)) {
            return new Break(generation, at, lastSeq() + 1, "GAP").behind(frame);
        }
        return switch (judged(frame.raw())) {
            case Verdict.Good(RecordOutline record, var ignored)
            when record.isBodyGone() ->
                // Its place in the chain is right; but nobody takes a body out of a generation.
                new Break(generation, at, record.seq(), Break.BODY_GONE).behind(frame);
            case Verdict.Good(RecordOutline record, var link) -> {
                take(generation, at, record, link);
                broken = null;
                yield null;
            }
            case Verdict.Bad(String what) -> new Break(generation, at, lastSeq() + 1, what).behind(frame);
        };
    }

    private boolean namesTheLoss(Frame frame) {
        try {
            RecordOutline outline = seal.outline(frame.raw());
            return outline.seq() == frame.seq() && outline.namesLossAfter(lastSeq());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void readOn(Generation generation, Frames frames) throws IOException {
        long limit = limitOf(generation);
        Generation run = null;
        while (frames.next() instanceof Found found) {
            if (!(found instanceof Found.Whole(long at, Frame frame)) || frame.seq() > limit) {
                continue;
            }
            Verdict verdict = pass.judge(frame.raw());
            if (verdict instanceof Verdict.Bad) {
                // The first behind a gap is refused once, so that the gap is noticed.
                verdict = pass.judge(frame.raw());
            }
            if (verdict instanceof Verdict.Good(RecordOutline record, Octets link)) {
                if (run == null || record.seq() != run.last() + 1) {
                    run = generation.from(record.seq());
                    generations.add(run);
                }
                take(run, at, record, link);
            }
        }
    }

    private void take(Generation generation, long at, RecordOutline record, @Nullable Octets link) {
        generation.positions().add(record.seq(), at);
        generation.reaches(record.seq(), link);
        generation.believes(record);
        inUse.count(record);
        bodies.take(generation.first(), record);
        last = record;
        lastLink = link;
        lastIn = generation.name();
        lastSigned = record.what() instanceof RecordOutline.What.Signed ? record.seq() : lastSigned;
        records++;
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(false);
        }
    }
}
