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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens a journal: one straight walk from the lock to the EPOCH_OPEN on disk. Used once. */
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
    private final Inventory found;
    private final RecoveryScan scan;

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
            this.found = Inventory.of(folder);
            this.scan = new RecoveryScan(seal, found, progress);
            this.cursor = CursorFile.load(folder);
            loaded = true;
        } finally {
            if (!loaded) {
                lock.close();
            }
        }
    }

    SafJournal open() throws IOException {
        boolean opened = false;
        try {
            scan.run();
            SafJournal journal = opened();
            opened = true;
            return journal;
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    private SafJournal opened() throws IOException {
        Break broken = scan.broken();
        if (broken != null && broken.isDamage()) {
            scan.readOn(broken);
            return forReading(broken.words());
        }
        UUID epoch = UUID.randomUUID();
        RecordSeal.Recovered recovered;
        try {
            recovered = recover(epoch, broken);
        } catch (ChainLostException e) {
            return forReading("the chain key is gone: the till must be enrolled again");
        }
        return forWriting(epoch, opening(recovered, broken, setAside(broken)));
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
                lock, seal, cursor, shelf(), attic(), head(), scan.limits().inUse(), opening, null);
    }

    private SafJournal forWriting(UUID epoch, Opening opening) {
        Shelf shelf = shelf();
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
        return new Attic(folder, clock, scan.bodies(), found.superseded(), found.spent(), scan.odd());
    }

    private Shelf shelf() {
        return new Shelf(scan.generations().stream().filter(g -> !g.isEmpty()).toList(), seal::read);
    }

    private Journal.Head head() {
        JournalRecord last = scan.last();
        GenerationName in = scan.lastIn();
        return last == null || in == null
                ? new Journal.Head(NO_EPOCH, 0, NO_LINK)
                : new Journal.Head(in.epoch(), last.seq(), last.link());
    }
}
