package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.RecordSeal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/** The till's side of the chain: makes and checks records, and keeps the chain's state in a file of two slots. */
public final class ChainSeal implements RecordSeal {
    private ChainSeal() {}

    /**
     * Creates the state of a new chain, forced.
     *
     * @param secret given at enrolment, 32 bytes; the caller wipes it
     * @throws KeyFileException a state is there already, or the disk refuses; nothing is changed
     */
    public static void enrol(Path stateFile, TillId till, byte[] secret) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads the state for the life of a process. A state of which nothing can be used is not refused here, so that what
     * the journal holds can still be checked and uploaded: {@link #open} refuses it.
     *
     * @throws dev.tidegate.core.port.JournalBrokenException the disk refuses; the till does not start
     */
    public static ChainSeal load(Path stateFile, TillId till) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Admission admit(Octets raw) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void skipTorn() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Recovered open(UUID epochId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public JournalRecord next(JournalEntry entry, Instant wroteAt) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void durable(long seq) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void flush() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
