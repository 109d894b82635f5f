package dev.tidegate.saf;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.port.RecordSeal;
import dev.tidegate.saf.Frames.Found;
import dev.tidegate.saf.Steps.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes the sealed bodies that are not needed out of one generation.
 *
 * <pre>
 * 1  new-gen-…-c   the records whose body is needed, byte for byte    written, forced
 * 2  new-arc-…     every record, without bodies                       written, forced
 * 3  both are read back, and compared with the generation, link by link
 * 4  gen-…-c       takes its name, the journal's folder is forced
 * 5  arc-…         takes its name, the archive's folder is forced: from here on it counts, and the generation does not
 * 6  the generation is deleted, the journal's folder is forced
 * </pre>
 *
 * <p>Before 5 a crash leaves half-made files beside a whole generation, after it a whole archive beside a generation
 * that is not needed. A later round takes more bodies out by a new copy in the old one's place. Whatever is odd ends
 * the work with an {@code IOException} that says what; then nothing was deleted.
 */
final class Retirement {
    private final RecordSeal seal;
    private final Steps steps;
    private final Generation generation;
    private final Path archive;
    private final Path halfArchive;
    private final Path halfCopy;
    private long kept;

    Retirement(RecordSeal seal, Steps steps, Generation generation) {
        this.seal = seal;
        this.steps = steps;
        this.generation = generation;
        this.archive = generation.archive();
        this.halfArchive = archive.resolveSibling(Inventory.HALF_MADE + archive.getFileName());
        Path copy = generation.copy();
        this.halfCopy = copy.resolveSibling(Inventory.HALF_MADE + copy.getFileName());
    }

    /** How many records are still whole. */
    long kept() {
        return kept;
    }

    /**
     * Archives a generation: steps 1 to 5.
     *
     * @param before link of the record before its first, absent where that is not known
     * @param needed which records are copied whole
     * @return the archived one, to be read in the other's place
     */
    Generation archive(@Nullable Octets before, Predicate<JournalRecord> needed) throws IOException {
        Folders.create(Folders.above(archive));
        // It may be there from a round that was refused this force: then nothing in it would survive.
        Folders.forceAbove(Folders.above(archive));
        try {
            write(before, needed);
            Generation archived = verified(before);
            steps.pass(Step.VERIFIED);
            if (kept > 0) {
                name(halfCopy, generation.copy());
                steps.pass(Step.COPY_NAMED);
            }
            name(halfArchive, archive);
            steps.pass(Step.ARCHIVE_NAMED);
            return archived;
        } catch (IOException | RuntimeException e) {
            discard();
            throw e;
        }
    }

    /**
     * Puts a new copy in the old one's place, with the needed records alone, or deletes it where none is needed.
     *
     * @return bytes of the old copy
     */
    long shrink(Predicate<JournalRecord> needed) throws IOException {
        verifyArchive();
        long bytes = Files.size(generation.copy());
        try {
            writeCopy(needed);
            steps.pass(Step.VERIFIED);
            if (kept > 0) {
                name(halfCopy, generation.copy());
            } else {
                Files.delete(generation.copy());
                Folders.forceAbove(generation.copy());
            }
            steps.pass(Step.DELETED);
            return bytes;
        } catch (IOException | RuntimeException e) {
            discard();
            throw e;
        }
    }

    /** Reads an archive, and the copy with it, from end to end. */
    void verifyArchive() throws IOException {
        FrameFile.Header header = FrameFile.header(archive);
        require(header.first() == generation.first() && header.last() == generation.last(), "has not all its records");
        walk(null, (at, frame, record) -> {});
        require(isTheLast(header.lastLink()), "ends with another record");
        if (Files.exists(generation.copy())) {
            verifyCopy();
        }
    }

    /** Deletes what an archived generation was, step 6, and says how many bytes it had. */
    long deleteFolder() throws IOException {
        long bytes = 0;
        if (Files.isDirectory(generation.folder())) {
            for (Path file : Folders.list(generation.folder(), "*")) {
                bytes += Files.size(file);
            }
            Folders.delete(generation.folder());
        }
        steps.pass(Step.DELETED);
        return bytes;
    }

    private interface Visitor {
        void visit(long at, Frame frame, JournalRecord record) throws IOException;
    }

    // Every record of the generation, each following the one before it.
    private void walk(@Nullable Octets before, Visitor visitor) throws IOException {
        Octets link = before;
        try (Frames frames = generation.frames(0)) {
            for (long seq = generation.first(); seq <= generation.last(); seq++) {
                Found.Whole found = wholeFrom(frames, seq);
                JournalRecord record = read(found.frame().raw());
                require(record.seq() == seq, "has a record of another number in the place of " + seq);
                require(link == null || follows(record, link), "has a record that does not follow: " + seq);
                visitor.visit(found.position(), found.frame(), record);
                link = record.link();
            }
        }
        require(link != null && isTheLast(link), "ends with another record than was written");
    }

    private boolean isTheLast(Octets link) {
        Octets last = generation.lastLink();
        return last != null && last.equals(link);
    }

    private boolean follows(JournalRecord record, Octets link) {
        boolean reportsLoss = record.entry() instanceof JournalEntry.EpochOpen open && open.reportsLoss();
        return reportsLoss || seal.follows(record.raw(), link);
    }

    private Found.Whole wholeFrom(Frames frames, long seq) throws IOException {
        Found found = frames.next();
        while (found instanceof Found.Torn) {
            found = frames.next();
        }
        if (found instanceof Found.Whole whole && whole.frame().seq() == seq) {
            return whole;
        }
        throw new IOException(generation.name() + " has no record " + seq + " any more");
    }

    private JournalRecord read(Octets raw) throws IOException {
        try {
            return seal.read(raw);
        } catch (IllegalArgumentException e) {
            throw new IOException(generation.name() + " has bytes that are no record", e);
        }
    }

    private void write(@Nullable Octets before, Predicate<JournalRecord> needed) throws IOException {
        try (FrameFile.Writer bare = new FrameFile.Writer(halfArchive);
                FrameFile.Writer whole = new FrameFile.Writer(halfCopy)) {
            walk(before, (at, frame, record) -> {
                bare.add(record, seal.withoutBody(record.raw()));
                if (needed.test(record)) {
                    whole.add(record, record.raw());
                }
            });
            finish(whole);
            bare.finish();
        }
        steps.pass(Step.ARCHIVE_ON_DISK);
    }

    private void writeCopy(Predicate<JournalRecord> needed) throws IOException {
        try (FrameFile.Writer whole = new FrameFile.Writer(halfCopy)) {
            walk(null, (at, frame, record) -> {
                if (needed.test(record)) {
                    require(!record.isBodyGone(), "has let go of a body that is needed: " + record.seq());
                    whole.add(record, record.raw());
                }
            });
            finish(whole);
        }
        if (kept > 0) {
            try (Frames copied = FrameFile.frames(halfCopy, 0)) {
                walk(null, (at, frame, record) -> {
                    if (needed.test(record)) {
                        require(wholeFrom(copied, record.seq()).frame().raw().equals(record.raw()), "was not copied");
                    }
                });
            }
            require(FrameFile.header(halfCopy).frames() == kept, "was not copied");
        }
    }

    private void finish(FrameFile.Writer whole) throws IOException {
        kept = whole.frames();
        if (kept > 0) {
            whole.finish();
            steps.pass(Step.COPY_ON_DISK);
        } else {
            Files.deleteIfExists(halfCopy);
        }
    }

    // Both files as they can be read now, against the generation as it can be read now.
    private Generation verified(@Nullable Octets before) throws IOException {
        Generation archived = generation.inArchive();
        long[] copies = {0};
        try (Frames bare = FrameFile.frames(halfArchive, 0);
                Frames whole = kept > 0 ? FrameFile.frames(halfCopy, 0) : new NoFrames()) {
            Found.@Nullable Whole[] copy = {nextOf(whole)};
            walk(before, (at, frame, record) -> {
                Found.Whole shortened = wholeFrom(bare, record.seq());
                JournalRecord again = read(shortened.frame().raw());
                require(again.link().equals(record.link()), "was archived wrongly: " + record.seq());
                require(
                        again.isBodyGone() || !(record.entry() instanceof JournalEntry.WithBody),
                        "was archived with a body: " + record.seq());
                archived.positions().add(record.seq(), shortened.position());
                Found.Whole there = copy[0];
                if (there != null && there.frame().seq() == record.seq()) {
                    require(there.frame().raw().equals(record.raw()), "was copied wrongly: " + record.seq());
                    copies[0]++;
                    copy[0] = nextOf(whole);
                }
            });
            require(bare.next() == null, "was archived with too much");
        }
        FrameFile.Header header = FrameFile.header(halfArchive);
        require(
                header.first() == generation.first()
                        && header.last() == generation.last()
                        && isTheLast(header.lastLink()),
                "was archived with another header");
        require(copies[0] == kept, "was not copied");
        return archived;
    }

    private void verifyCopy() throws IOException {
        FrameFile.Header header = FrameFile.header(generation.copy());
        long[] whole = {0};
        walk(
                null,
                (at, frame, record) ->
                        whole[0] += record.entry() instanceof JournalEntry.WithBody && !record.isBodyGone() ? 1 : 0);
        require(whole[0] == header.frames(), "has a copy that is damaged");
    }

    private static Found.@Nullable Whole nextOf(Frames frames) throws IOException {
        return frames.next() instanceof Found.Whole whole ? whole : null;
    }

    private void require(boolean holds, String what) throws IOException {
        if (!holds) {
            throw new IOException(generation.name() + " " + what);
        }
    }

    private static void name(Path half, Path whole) throws IOException {
        Files.move(half, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Folders.forceAbove(whole);
    }

    private void discard() {
        try {
            Files.deleteIfExists(halfCopy);
            Files.deleteIfExists(halfArchive);
        } catch (IOException e) {
            // The next start finds it by its name.
        }
    }

    /** No copy. */
    private static final class NoFrames implements Frames {
        @Override
        public @Nullable Found next() {
            return null;
        }

        @Override
        public void close() {}
    }
}
