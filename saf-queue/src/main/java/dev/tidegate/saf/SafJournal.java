package dev.tidegate.saf;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.LimitsInUse;
import dev.tidegate.core.payment.TooManyPaymentsException;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.JournalBrokenException;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.RecordSeal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The till's journal in a folder: appended by Chronicle Queue, acknowledged when {@code force} has returned.
 *
 * <pre>
 * journal/
 *   lock         held by the operating system while a process has the journal
 *   cursor       what the gateway has acknowledged
 *   reserve      real blocks, so that a full till still drains
 *   gen-&lt;first seq, 20 digits&gt;-&lt;epoch&gt;/
 *                records; the newest generation is appended to, the others never again
 *   gen-&lt;…&gt;-c  of an archived one, the records that are still kept whole
 *   archive/     every record of the archived ones, without sealed bodies
 *   quarantine/  what a process left torn when it died
 * </pre>
 *
 * <p>A new generation begins with every process, with size, with age and after any failure of the disk: to append
 * behind the end that a crash has left would hide records, and a kernel reports a failed write only once.
 *
 * <p>Safe to use from any thread. One at a time writes and forces, for all that wait; a caller who is alone does it
 * itself, see {@link Writer}. Readers read the files and see what is durable.
 */
public final class SafJournal implements Journal {
    private final FolderLock lock;
    private final RecordSeal seal;
    private final CursorFile cursor;
    private final Shelf shelf;
    private final Attic attic;
    private final Head found;
    private final LimitsInUse foundInUse;
    private final Opening opening;
    private final @Nullable Writer writer;
    private final AtomicBoolean closed = new AtomicBoolean();

    SafJournal(
            FolderLock lock,
            RecordSeal seal,
            CursorFile cursor,
            Shelf shelf,
            Attic attic,
            Head found,
            LimitsInUse foundInUse,
            Opening opening,
            @Nullable Writer writer) {
        this.lock = lock;
        this.seal = seal;
        this.cursor = cursor;
        this.shelf = shelf;
        this.attic = attic;
        this.found = found;
        this.foundInUse = foundInUse;
        this.opening = opening;
        this.writer = writer;
    }

    /**
     * Opens the journal in a folder, which is made where it is missing: checks every record (of a long journal the
     * links before the newest checkpoint later: {@link #inspected}), sets aside what is torn, and writes an EPOCH_OPEN
     * that names what is lost. Where records are damaged that were acknowledged, or the chain key is gone, or the disk
     * takes nothing, it opens for reading alone: see {@link Opening#refusal()}.
     *
     * @param seal not used yet; the journal closes it with itself
     * @param landmarks passed by every {@link #append}, one at a time, on the caller's thread or the journal's own
     * @throws JournalLockedException another process has it; the caller refuses to start
     * @throws JournalBrokenException the folder cannot be read or written, or more payments wait for their result than
     *     this process has memory for; the message says what a person can do, and the caller refuses to start
     */
    public static SafJournal open(
            Path folder, RecordSeal seal, InstantSource clock, Landmarks landmarks, Settings settings) {
        return open(folder, seal, clock, landmarks, settings, ScanProgress.none());
    }

    /** As above, and says how far the scan is. */
    public static SafJournal open(
            Path folder,
            RecordSeal seal,
            InstantSource clock,
            Landmarks landmarks,
            Settings settings,
            ScanProgress progress) {
        try {
            Folders.create(folder);
            return open(folder, seal, clock, landmarks, settings, ChronicleFile::new, Space.of(folder), progress);
        } catch (IOException e) {
            throw cannotOpen(folder, e);
        }
    }

    /**
     * Opens the journal to be read by a process that writes nothing: under the same lock, with the same checks, and
     * without setting anything aside. {@link #append} always throws; {@link #refusal} says why.
     *
     * @param folder exists
     * @throws JournalLockedException another process has it; the caller says who is to be stopped
     * @throws JournalBrokenException the folder cannot be read; the caller gives up
     */
    public static SafJournal openToRead(Path folder, RecordSeal seal, ScanProgress progress) {
        try {
            Space none = new Space(folder, 0, () -> 0);
            return new Opener(
                            folder,
                            seal,
                            InstantSource.system(),
                            Landmarks.none(),
                            Settings.standard(),
                            ChronicleFile::new,
                            none,
                            progress)
                    .openToRead();
        } catch (IOException | UncheckedIOException | TooManyPaymentsException e) {
            throw cannotOpen(folder, e);
        }
    }

    static SafJournal open(
            Path folder,
            RecordSeal seal,
            InstantSource clock,
            Landmarks landmarks,
            Settings settings,
            RecordFile.Maker files,
            Space.Meter meter,
            ScanProgress progress) {
        try {
            Space space = new Space(folder, settings.reserveBytes(), meter);
            return new Opener(folder, seal, clock, landmarks, settings, files, space, progress).open();
        } catch (IOException | UncheckedIOException | TooManyPaymentsException e) {
            throw cannotOpen(folder, e);
        }
    }

    private static JournalBrokenException cannotOpen(Path folder, Exception cause) {
        Throwable first = cause instanceof UncheckedIOException && cause.getCause() != null ? cause.getCause() : cause;
        return new JournalBrokenException(
                "the journal in " + folder + " cannot be opened: " + Remedy.of(folder, first), first);
    }

    /**
     * The one that lets go of what is not needed any more; one for the life of the journal.
     *
     * @param facts told of everything it does and will not do, on the thread of its round
     */
    public Archivist archivist(Retention retention, Consumer<ArchiveFact> facts) {
        return archivist(retention, facts, Steps.none());
    }

    Archivist archivist(Retention retention, Consumer<ArchiveFact> facts, Steps steps) {
        return new Archivist(attic, shelf, cursor, seal, retention, facts, steps, opening.refusal());
    }

    /** What was found when it was opened. */
    public Opening opening() {
        return opening;
    }

    /** How far the old records of a long journal are checked; what is found so late counts as if found at the start. */
    public Inspected inspected() {
        return attic.inspection.state();
    }

    /** Why no sale is taken: what the start has found, or what has been found since. Absent where all is in order. */
    public @Nullable String refusal() {
        return opening.refusal() == null ? inspected().refusal() : opening.refusal();
    }

    /**
     * {@inheritDoc}
     *
     * @throws JournalBrokenException as said there; and for a sale, where {@link #refusal} says why: what accepts
     *     nothing is still taken, so that what is on its way ends well
     */
    @Override
    public JournalRecord append(JournalEntry entry) {
        String why = inspected().refusal();
        if (why != null && Space.acceptsSale(entry)) {
            throw new JournalBrokenException(why);
        }
        return writer().submit(entry, Ticket.Wish.APPEND);
    }

    @Override
    public void note(JournalEntry entry) {
        JournalRecord ignored = writer().submit(entry, Ticket.Wish.NOTE);
    }

    /** @throws JournalBrokenException a record that could be read cannot any more; the caller stops and says so */
    @Override
    public List<JournalRecord> readAfter(long seq, int max) {
        return shelf.readAfter(seq, Math.min(max, READ_RECORDS_MAX));
    }

    @Override
    public Head head() {
        return writer == null ? found : writer.head();
    }

    @Override
    public Acknowledged acknowledged() {
        return cursor.acknowledged();
    }

    @Override
    public void acknowledge(Acknowledged now) {
        if (now.contiguous() > head().seq()) {
            throw new IllegalArgumentException("acknowledged beyond the journal's end");
        }
        try {
            cursor.advance(now);
        } catch (IOException e) {
            throw new JournalBrokenException("what the gateway acknowledged cannot be written", e);
        }
    }

    @Override
    public LimitsInUse limitsInUse() {
        return writer == null ? foundInUse : writer.limitsInUse();
    }

    /**
     * Serves who waits, writes EPOCH_CLOSE and lets go of the folder.
     *
     * @throws JournalBrokenException the chain state could not be written; the records are safe, and the next start
     *     goes forward over them
     */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        attic.inspection.close();
        attic.close();
        if (writer != null) {
            writer.close();
        }
        try {
            seal.close();
        } finally {
            letGo();
        }
    }

    private void letGo() {
        try {
            lock.close();
        } catch (IOException e) {
            // It ends with the process, at the latest.
        }
    }

    private Writer writer() {
        if (writer == null) {
            throw new JournalBrokenException(String.valueOf(opening.refusal()));
        }
        return writer;
    }
}
