package dev.tidegate.saf;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.LimitsInUse;
import dev.tidegate.core.port.ChainLostException;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.JournalBrokenException;
import dev.tidegate.core.port.JournalFullException;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.RecordSeal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Opens a journal: one straight walk from the lock to the EPOCH_OPEN on disk. What is there is read at its making. Used
 * once.
 */
final class Opener {
    private static final UUID NO_EPOCH = new UUID(0, 0);
    private static final Octets NO_LINK = Octets.of(new byte[32]);

    private final Path folder;
    private final RecordSeal seal;
    private final InstantSource clock;
    private final Landmarks landmarks;
    private final Settings settings;
    private final RecordFile.Maker files;
    private final Space space;
    private final FolderLock lock;
    private final CursorFile cursor;
    private final RecoveryScan scan;
    private final Inventory found;
    private final Shelf shelf;
    private final Inspection inspection;

    /** @throws JournalLockedException another process has it */
    Opener(
            Path folder,
            RecordSeal seal,
            InstantSource clock,
            Landmarks landmarks,
            Settings settings,
            RecordFile.Maker files,
            Space space,
            ScanProgress progress)
            throws IOException {
        this.folder = folder;
        this.seal = seal;
        this.clock = clock;
        this.landmarks = landmarks;
        this.settings = settings;
        this.files = files;
        this.space = space;
        this.lock = FolderLock.take(folder);
        boolean loaded = false;
        try {
            this.cursor = CursorFile.load(folder);
            boolean isLong = Survey.isLong(folder, settings.wholeBytesMax());
            if (isLong) {
                WarmUp.begin(files);
            }
            Survey survey = Survey.of(folder, seal, progress, isLong);
            this.scan = survey.scan();
            this.found = scan.found();
            this.shelf = new Shelf(
                    scan.generations().stream().filter(g -> !g.isEmpty()).toList(), seal::read);
            this.inspection = survey.whole()
                    ? Inspection.over(folder, shelf, seal, scan.records())
                    : Inspection.of(folder, shelf, shelf.generations(), seal, scan.records());
            loaded = true;
        } finally {
            if (!loaded) {
                lock.close();
            }
        }
    }

    /** What is there, as it is there. */
    SafJournal openToRead() {
        String refusal = refusal();
        SafJournal journal = forReading(refusal == null ? "the journal was opened to be read" : refusal);
        inspection.start();
        return journal;
    }

    SafJournal open() throws IOException {
        boolean opened = false;
        try {
            SafJournal journal = opened();
            inspection.start();
            opened = true;
            return journal;
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    private SafJournal opened() throws IOException {
        // Whoever made it may have been refused this, and found it there the next time.
        Folders.forceAbove(folder);
        String refusal = refusal();
        if (refusal != null) {
            return forReading(refusal);
        }
        Break broken = scan.broken();
        UUID epoch = UUID.randomUUID();
        RecordSeal.Recovered recovered;
        try {
            recovered = recover(epoch, broken);
        } catch (ChainLostException e) {
            return forReading("the chain key is gone: the till must be enrolled again");
        }
        return forWriting(epoch, opening(recovered, broken, setAside(broken)));
    }

    private @Nullable String refusal() {
        Break broken = scan.broken();
        List<String> words = new ArrayList<>(
                scan.strangers().stream().map(Break::wordsOfStranger).toList());
        if (broken != null && broken.isDamage()) {
            words.add(broken.words());
        }
        return words.isEmpty() ? null : String.join("; ", words);
    }

    private List<String> setAside(@Nullable Break broken) throws IOException {
        Quarantine quarantine = new Quarantine(folder);
        if (broken != null) {
            quarantine.take(broken, scan.generations());
        }
        for (Generation blank : scan.blank()) {
            if (Files.exists(blank.folder())) {
                Folders.delete(blank.folder());
            }
        }
        for (Path half : found.halfMade()) {
            Files.deleteIfExists(half);
        }
        for (Generation old : scan.generations()) {
            // A reader that opened the folder as a queue would believe this table, whatever a crash has made of it.
            Files.deleteIfExists(old.folder().resolve(ChronicleFile.TABLE));
        }
        return quarantine.taken();
    }

    private RecordSeal.Recovered recover(UUID epoch, @Nullable Break broken) {
        for (long torn = broken == null ? 0 : broken.lost(); torn > 0; torn--) {
            seal.skipTorn();
        }
        return seal.open(epoch);
    }

    private Opening opening(RecordSeal.Recovered recovered, @Nullable Break broken, List<String> quarantined) {
        long last = scan.lastSeq();
        long from = recovered.lostFrom();
        long to = recovered.lostTo();
        if (broken != null) {
            from = last + 1;
            to = Math.max(to, last + broken.lost());
        }
        boolean wentBack = cursor.acknowledged().contiguous() > Math.max(last, to);
        if (wentBack) {
            cursor.cutTo(last);
        }
        return new Opening(scan.records(), from, to, recovered.rolledBack(), quarantined, wentBack, scan.odd(), null);
    }

    private SafJournal forReading(String why) {
        Opening opening = new Opening(scan.records(), 0, 0, 0, List.of(), false, scan.odd(), why);
        return new SafJournal(
                lock, seal, cursor, shelf, attic(), head(), scan.limits().inUse(), opening, null);
    }

    private SafJournal forWriting(UUID epoch, Opening opening) {
        Tail tail = new Tail(folder, epoch, shelf, files, settings, clock, scan.lastSeq());
        space.prepare();
        Attic attic = attic();
        LimitsInUse inUse = scan.limits().inUse();
        Writer writer = new Writer(settings, tail, space, seal, clock, landmarks, epoch, head(), scan.limits());
        writer.start();
        try {
            JournalRecord ignored =
                    writer.submit(new JournalEntry.EpochOpen(opening.lostFrom(), opening.lostTo()), Ticket.Wish.EPOCH);
            return new SafJournal(lock, seal, cursor, shelf, attic, head(), inUse, opening, writer);
        } catch (JournalFullException | JournalBrokenException e) {
            writer.close();
            return new SafJournal(
                    lock,
                    seal,
                    cursor,
                    shelf,
                    attic,
                    head(),
                    inUse,
                    opening.refusing("nothing can be written: " + e.getMessage()),
                    null);
        }
    }

    private Attic attic() {
        return new Attic(folder, clock, scan.bodies(), found.superseded(), found.spent(), scan.odd(), inspection);
    }

    private Journal.Head head() {
        Octets link = scan.lastLink();
        GenerationName in = scan.lastIn();
        return link == null || in == null
                ? new Journal.Head(NO_EPOCH, 0, NO_LINK)
                : new Journal.Head(in.epoch(), scan.lastSeq(), link);
    }
}
