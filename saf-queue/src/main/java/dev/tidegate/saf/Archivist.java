package dev.tidegate.saf;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.Journal.Acknowledged;
import dev.tidegate.core.port.JournalBrokenException;
import dev.tidegate.core.port.RecordSeal;
import dev.tidegate.saf.Steps.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of the journal what the till has no more use for: sealed bodies of payments with a final result, then
 * generations, then archives that are old enough.
 *
 * <p>A generation that nothing is appended to any more, and of which the gateway has acknowledged every record, is
 * archived: at once where none of its sealed bodies is needed, otherwise when the first of those that are not has
 * waited for {@link Retention#finalBodies()}. {@link Retirement} draws the steps. Nothing is deleted while anything is
 * odd.
 *
 * <p>A duty cycle: whoever wants calls {@link #doWork}, one at a time, from any thread.
 */
public final class Archivist {
    static final String FOLDER = "archive";

    private final Attic attic;
    private final Shelf shelf;
    private final CursorFile cursor;
    private final RecordSeal seal;
    private final Retention retention;
    private final Consumer<ArchiveFact> facts;
    private final Steps steps;
    private final @Nullable String refusal;
    private volatile List<String> troubles = List.of();

    Archivist(
            Attic attic,
            Shelf shelf,
            CursorFile cursor,
            RecordSeal seal,
            Retention retention,
            Consumer<ArchiveFact> facts,
            Steps steps,
            @Nullable String refusal) {
        this.attic = attic;
        this.shelf = shelf;
        this.cursor = cursor;
        this.seal = seal;
        this.retention = retention;
        this.facts = facts;
        this.steps = steps;
        this.refusal = refusal;
    }

    /**
     * One round: everything that is due now.
     *
     * @return bytes freed on disk, less what was written for it
     */
    public long doWork() {
        attic.working().lock();
        try {
            return attic.isClosed() ? 0 : round();
        } finally {
            attic.working().unlock();
        }
    }

    /** Why the last round left something alone that was due, in words; empty where nothing is odd. */
    public List<String> troubles() {
        return troubles;
    }

    /** How many bytes the journal has on disk, archive included. */
    public long bytesLeft() {
        try {
            long bytes = 0;
            for (Path entry : Folders.list(attic.journal, GenerationName.PREFIX + "*")) {
                bytes += Files.isDirectory(entry) ? bytesIn(entry) : Files.size(entry);
            }
            Path archives = attic.journal.resolve(FOLDER);
            return Files.isDirectory(archives) ? bytes + bytesIn(archives) : bytes;
        } catch (IOException e) {
            throw new JournalBrokenException("the journal's folder cannot be read", e);
        }
    }

    private static long bytesIn(Path folder) throws IOException {
        long bytes = 0;
        for (Path file : Folders.list(folder, "*")) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private long round() {
        Inspected inspected = attic.inspection.state();
        if (!inspected.over()) {
            // Nothing is deleted that was not checked.
            return 0;
        }
        List<String> found = new ArrayList<>(attic.odd);
        found.addAll(inspected.archiveOdd());
        if (refusal != null) {
            found.add(refusal);
        }
        if (inspected.refusal() != null) {
            found.add(inspected.refusal());
        }
        troubles = List.copyOf(found);
        if (!found.isEmpty()) {
            facts.accept(new ArchiveFact.Kept("", String.join("; ", found)));
            return 0;
        }
        long freed = 0;
        try {
            catchUp();
            freed += finishEarlierRounds();
        } catch (IOException | JournalBrokenException e) {
            return odd(found, "", e);
        }
        Instant now = attic.clock.instant();
        Octets before = null;
        long beforeSeq = 0;
        for (Generation generation : shelf.generations()) {
            if (attic.isClosed()) {
                break;
            }
            try {
                freed += retire(generation, beforeSeq == generation.first() - 1 ? before : null, now);
            } catch (IOException | JournalBrokenException e) {
                freed += odd(found, generation.name().toString(), e);
            }
            before = generation.lastLink();
            beforeSeq = generation.last();
        }
        return freed + letGo(found, now);
    }

    private long odd(List<String> found, String generation, Exception why) {
        String words = String.valueOf(why.getMessage());
        found.add(words);
        troubles = List.copyOf(found);
        facts.accept(new ArchiveFact.Kept(generation, words));
        return 0;
    }

    /** Learns from the records that have come since the last round. */
    private void catchUp() {
        Bodies bodies = attic.bodies;
        for (Generation generation : shelf.generations()) {
            while (generation.last() > bodies.position()) {
                List<JournalRecord> more = shelf.readAfter(generation, bodies.position(), Journal.READ_RECORDS_MAX);
                more.forEach(record -> bodies.take(generation.first(), record));
            }
        }
    }

    // A process died between an archive's name and the end of the folder that it stands for.
    private long finishEarlierRounds() throws IOException {
        long freed = 0;
        while (!attic.superseded.isEmpty()) {
            Generation archived = attic.superseded.getFirst();
            Retirement retirement = new Retirement(seal, steps, archived);
            retirement.verifyArchive();
            long bytes = retirement.deleteFolder();
            tell(archived, retirement.kept(), bytes);
            attic.superseded.removeFirst();
            freed += bytes;
        }
        while (!attic.spent.isEmpty()) {
            Path archive =
                    attic.journal.resolve(FOLDER).resolve(attic.spent.getFirst().archive());
            freed += deleteArchive(archive, attic.spent.getFirst());
            attic.spent.removeFirst();
        }
        return freed;
    }

    private long retire(Generation generation, @Nullable Octets before, Instant now) throws IOException {
        if (!generation.isEnded() || generation.isEmpty() || generation.last() > acknowledged()) {
            return 0;
        }
        if (generation.last() > attic.bodies.position()) {
            // It has ended since this round learnt from the records: which of its bodies are needed the next one knows.
            return 0;
        }
        Bodies.Held held = attic.bodies.of(generation.first());
        boolean isDue = held.needed() == 0 || isOver(held.firstFinal(), now);
        if (generation.isArchived()) {
            return isDue && Files.exists(generation.copy()) ? shrink(generation) : 0;
        }
        return isDue ? archive(generation, before) : 0;
    }

    private boolean isOver(@Nullable Instant firstFinal, Instant now) {
        // A clock that went back is no reason to keep a body longer.
        return firstFinal != null
                && (now.isBefore(firstFinal) || !now.isBefore(firstFinal.plus(retention.finalBodies())));
    }

    private long archive(Generation generation, @Nullable Octets before) throws IOException {
        Retirement retirement = new Retirement(seal, steps, generation);
        Generation archived = retirement.archive(before, attic.bodies::needs);
        shelf.replace(generation, archived);
        settled(archived, retirement.kept());
        steps.pass(Step.SWITCHED);
        // Until it is deleted it is found here, by the next round or the next start.
        attic.superseded.add(archived);
        long bytes = retirement.deleteFolder();
        attic.superseded.remove(archived);
        tell(archived, retirement.kept(), bytes);
        return bytes - written(archived);
    }

    private long shrink(Generation archived) throws IOException {
        Retirement retirement = new Retirement(seal, steps, archived);
        long bytes = retirement.shrink(attic.bodies::needs);
        settled(archived, retirement.kept());
        tell(archived, retirement.kept(), bytes);
        return bytes - (retirement.kept() > 0 ? Files.size(archived.copy()) : 0);
    }

    private void settled(Generation archived, long kept) {
        if (kept > 0) {
            attic.bodies.of(archived.first()).compacted();
        } else {
            attic.bodies.gone(archived.first());
        }
    }

    private static long written(Generation archived) throws IOException {
        Path copy = archived.copy();
        return Files.size(archived.archive()) + (Files.exists(copy) ? Files.size(copy) : 0);
    }

    private void tell(Generation archived, long kept, long bytes) {
        String name = archived.name().toString();
        long records = archived.last() - archived.first() + 1;
        facts.accept(
                kept > 0
                        ? new ArchiveFact.Compacted(name, records, kept, bytes)
                        : new ArchiveFact.Archived(name, records, bytes));
    }

    private long acknowledged() {
        Acknowledged known = cursor.acknowledged();
        long all = known.contiguous();
        while (known.setAside().contains(all + 1)) {
            all++;
        }
        return all;
    }

    // Oldest first, never the last one: the journal goes on from its end.
    private long letGo(List<String> found, Instant now) {
        long freed = 0;
        List<Generation> all = shelf.generations();
        for (Generation oldest : all.subList(0, Math.max(0, all.size() - 1))) {
            try {
                if (attic.isClosed() || !isSpent(oldest, now)) {
                    break;
                }
                Octets link = oldest.lastLink();
                if (link != null) {
                    new Floor(oldest.last(), link).write(attic.journal.resolve(FOLDER));
                    steps.pass(Step.FLOOR_WRITTEN);
                    shelf.remove(oldest);
                    freed += deleteArchive(oldest.archive(), oldest.name());
                }
            } catch (IOException e) {
                freed += odd(found, oldest.name().toString(), e);
                break;
            }
        }
        return freed;
    }

    private boolean isSpent(Generation oldest, Instant now) throws IOException {
        if (!oldest.isArchived() || Files.exists(oldest.copy())) {
            return false;
        }
        Instant newest = Instant.ofEpochMilli(FrameFile.header(oldest.archive()).newestMillis());
        return now.atZone(ZoneOffset.UTC).minus(retention.archive()).toInstant().isAfter(newest);
    }

    private long deleteArchive(Path archive, GenerationName name) throws IOException {
        FrameFile.Header header = FrameFile.header(archive);
        Files.delete(archive);
        Folders.forceAbove(archive);
        steps.pass(Step.DELETED);
        facts.accept(new ArchiveFact.LetGo(name.toString(), header.frames(), header.bytes()));
        return header.bytes();
    }
}
