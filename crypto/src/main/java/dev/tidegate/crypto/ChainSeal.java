package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.ChainSignature;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.RecordOutline;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.ChainLostException;
import dev.tidegate.core.port.RecordSeal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The till's side of the chain: checks the records found at a start, makes new ones, and keeps the chain's place in a
 * file of two slots ({@link ChainState} draws a slot).
 *
 * <p>A record's key is wiped as soon as nothing needs it: the key that goes to the file is that of the record after the
 * newest <em>durable</em> one, so records made and not yet on disk have theirs kept in memory. The file may be behind
 * by what was written since the last {@link #flush}; a start goes forward over those records.
 *
 * <p>{@link #flush} may run in another thread than the writer's; no other call waits for its disk.
 */
public final class ChainSeal implements RecordSeal {
    /** Records made and not yet durable: many times what one force ever covers. */
    static final int PENDING_MAX = 65_536;

    private static final long NOTHING_YET = -1;

    /** Where the chain stands after one record. */
    private record Place(long seq, Octets link, ChainKey nextKey) {}

    private final TillId till;
    private final @Nullable Supplier<ChainSigner> signer;
    private final @Nullable ChainFile file;
    private final @Nullable ChainState found;
    private final Object disk = new Object();

    private final Deque<Place> pending = new ArrayDeque<>();
    private ChainReplay replay;
    private UUID epochId = new UUID(0, 0);
    private @Nullable Place newest;
    private @Nullable Place durable;
    private long written = NOTHING_YET;
    private boolean closed;

    private ChainSeal(TillId till, @Nullable Supplier<ChainSigner> signer, @Nullable ChainFile file) {
        ChainState state = file == null ? null : file.found();
        this.till = till;
        this.signer = signer;
        this.file = file;
        this.found = state != null && state.till().equals(till) ? state : null;
        this.replay = new ChainReplay(till, found);
    }

    /**
     * Creates the state of a new chain, forced.
     *
     * @param secret given at enrolment, 32 bytes; the caller wipes it
     * @throws KeyFileException a state is there already, or the disk refuses; nothing is changed
     */
    public static void enrol(Path stateFile, TillId till, byte[] secret) {
        ChainState first = ChainState.first(till, secret);
        ChainFile.create(stateFile, first);
        first.key().wipe();
    }

    /**
     * Reads the state for the life of a process. A state of which nothing can be used is not refused here, so that what
     * the journal holds can still be checked and uploaded: {@link #open} refuses it.
     *
     * @param signer asked for each {@link JournalEntry.Signed}
     * @throws dev.tidegate.core.port.JournalBrokenException the disk refuses; the till does not start
     */
    public static ChainSeal load(Path stateFile, TillId till, Supplier<ChainSigner> signer) {
        return new ChainSeal(till, signer, Files.exists(stateFile) ? ChainFile.open(stateFile) : null);
    }

    /** As above, for a chain that nobody signs for. */
    static ChainSeal load(Path stateFile, TillId till) {
        return new ChainSeal(till, null, Files.exists(stateFile) ? ChainFile.open(stateFile) : null);
    }

    @Override
    public synchronized Admission admit(Octets raw) {
        requireRecovering();
        return replay.admit(raw);
    }

    @Override
    public JournalRecord read(Octets raw) {
        try {
            RecordFrame frame = RecordFrame.readOwn(raw);
            return frame.record(Summary.read(frame), raw, frame.link());
        } catch (Rejection e) {
            throw notARecord(e);
        }
    }

    @Override
    public RecordOutline outline(Octets raw) {
        try {
            return Outline.read(RecordFrame.readOwn(raw));
        } catch (Rejection e) {
            throw notARecord(e);
        }
    }

    @Override
    public Links linksOnly() {
        return new ChainReplay(till, null)::admit;
    }

    @Override
    public Octets withoutBody(Octets raw) {
        try {
            return RecordFrame.readOwn(raw).withoutBody();
        } catch (Rejection e) {
            throw notARecord(e);
        }
    }

    @Override
    public boolean follows(Octets raw, Octets link) {
        try {
            return RecordFrame.readOwn(raw).previous().equals(link);
        } catch (Rejection e) {
            throw notARecord(e);
        }
    }

    private static IllegalArgumentException notARecord(Rejection e) {
        return new IllegalArgumentException("not a record: " + e.code());
    }

    @Override
    public synchronized void restart() {
        requireRecovering();
        replay.wipe();
        replay = new ChainReplay(till, found);
    }

    @Override
    public long knownSeq() {
        return found == null ? 0 : found.nextSeq() - 1;
    }

    @Override
    public synchronized void skipTorn() {
        requireRecovering();
        replay.skipTorn();
    }

    @Override
    public synchronized Recovered open(UUID epochId) {
        requireRecovering();
        if (found == null) {
            throw new ChainLostException("no usable chain state of till " + till);
        }
        ChainReplay.Next next = replay.next();
        found.key().wipe();
        this.epochId = epochId;
        this.newest = new Place(next.key().seq() - 1, next.previous(), next.key());
        this.durable = newest;
        return next.recovered();
    }

    /**
     * {@inheritDoc}
     *
     * @return the record as it can be read again: times in it are whole milliseconds
     * @throws IllegalArgumentException the entry cannot be written (a time before 1970); the chain has not moved
     */
    @Override
    public synchronized JournalRecord next(JournalEntry entry, Instant wroteAt) {
        Place last = requireOpen();
        if (pending.size() == PENDING_MAX) {
            throw new IllegalStateException("65536 records were made and none became durable");
        }
        JournalRecord record = make(signed(entry, last), wroteAt, last);
        newest = new Place(record.seq(), record.link(), last.nextKey().next());
        pending.add(newest);
        return record;
    }

    private JournalEntry signed(JournalEntry entry, Place last) {
        return switch (entry) {
            case JournalEntry.Checkpoint(var shift, var none)
            when none.isNone() -> new JournalEntry.Checkpoint(shift, signature(last));
            case JournalEntry.EpochClose(var at, var none)
            when none.isNone() -> new JournalEntry.EpochClose(at, signature(last));
            default -> entry;
        };
    }

    private ChainSignature signature(Place last) {
        return signer == null ? ChainSignature.none() : signer.get().checkpoint(till, last.seq(), last.link());
    }

    private JournalRecord make(JournalEntry entry, Instant wroteAt, Place last) {
        boolean loss = entry instanceof JournalEntry.EpochOpen open && open.reportsLoss();
        try {
            RecordHeader header = new RecordHeader(
                    entry.type(),
                    (loss ? RecordFrame.FLAG_LOSS : 0) | (Summary.holdsTrack(entry) ? RecordFrame.FLAG_SENSITIVE : 0),
                    till,
                    epochId,
                    last.seq() + 1,
                    wroteAt.toEpochMilli(),
                    Summary.payment(entry),
                    Summary.notAfterMillis(entry),
                    last.link());
            RecordFrame frame = RecordFrame.write(header, Summary.write(entry), Summary.body(entry));
            byte[] link = frame.link();
            Octets whole = frame.withMac(last.nextKey().mac(link));
            // Read back before it is given out: what a till cannot read itself never gets to the disk.
            return frame.record(Summary.read(frame), whole, link);
        } catch (Rejection | ArithmeticException e) {
            throw new IllegalArgumentException("an entry that record v1 cannot carry: " + e.getMessage());
        }
    }

    @Override
    public synchronized void durable(long seq) {
        requireOpen();
        while (!pending.isEmpty() && pending.getFirst().seq() <= seq) {
            if (durable != null) {
                durable.nextKey().wipe();
            }
            durable = pending.removeFirst();
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws dev.tidegate.core.port.JournalBrokenException the disk refuses; the caller stops offline acceptance. At
     *     least one slot is still whole
     */
    @Override
    public void flush() {
        synchronized (disk) {
            ChainState state = behind();
            if (state == null || file == null) {
                return;
            }
            try {
                file.write(state);
                wrote(state.nextSeq() - 1);
            } finally {
                state.key().wipe();
            }
        }
    }

    /** Flushes, wipes every key and closes the file. Harmless when repeated. */
    @Override
    public void close() {
        synchronized (disk) {
            if (!markClosed()) {
                return;
            }
            try {
                flush();
            } finally {
                wipe();
                if (file != null) {
                    file.close();
                }
            }
        }
    }

    // What is to be written, with a key of its own; absent where the file has it already.
    private synchronized @Nullable ChainState behind() {
        if (durable == null || found == null || durable.seq() == written) {
            return null;
        }
        ChainKey key = durable.nextKey().at(durable.nextKey().seq());
        return new ChainState(till, epochId, durable.link(), key, found.keyId());
    }

    private synchronized void wrote(long seq) {
        written = seq;
    }

    private synchronized boolean markClosed() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    private synchronized void wipe() {
        replay.wipe();
        if (found != null) {
            found.key().wipe();
        }
        pending.forEach(place -> place.nextKey().wipe());
        pending.clear();
        if (durable != null) {
            durable.nextKey().wipe();
        }
        durable = null;
        newest = null;
    }

    private void requireRecovering() {
        if (closed || newest != null) {
            throw new IllegalStateException("the chain is open or closed already");
        }
    }

    private Place requireOpen() {
        if (closed || newest == null) {
            throw new IllegalStateException("the chain is not open");
        }
        return newest;
    }
}
