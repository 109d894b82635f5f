package dev.tidegate.core.port;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.RecordOutline;
import java.time.Instant;
import java.util.UUID;

/**
 * Makes and checks the records of one till's journal: record v1, the public hash links and the forward-secure MAC
 * chain.
 *
 * <p>Used by one thread at a time; {@link #read}, {@link #outline}, {@link #linksOnly}, {@link #withoutBody} and
 * {@link #follows} by any. Order of use: {@link #admit} for every record on disk in order, or for every one from
 * {@link #knownSeq} or before it on, then {@link #open}, then {@link #next} and {@link #durable} for the life of the
 * process.
 */
public interface RecordSeal extends AutoCloseable {
    /** What one record found on disk is. */
    sealed interface Admission {
        /** It continues the chain. */
        record Good(JournalRecord record) implements Admission {}

        /**
         * It does not.
         *
         * @param what a short name: BAD_MAC, CHAIN_BROKEN, GAP, DUPLICATE, UNKNOWN_TILL, or what of its structure is
         *     wrong
         */
        record Bad(String what) implements Admission {}
    }

    /**
     * What the chain state says after all records were admitted (crypto design, "Till chain state").
     *
     * @param lastGood sequence number of the last good record, 0 where there is none
     * @param lostFrom first number that the state knows of and the journal has not, 0 where none is missing
     * @param lostTo last one
     * @param rolledBack how many records the state did not know of yet
     */
    record Recovered(long lastGood, long lostFrom, long lostTo, long rolledBack) {}

    /**
     * A record whose sealed body is let go: header, summary, SHA-256 of the body, MAC. Its link is the same, so the
     * chain stays checkable, and {@link #admit} and {@link #read} take it as well as the whole one. A record without a
     * body is given back as it is, and so is one that is shortened already. Any thread; needs no key.
     *
     * @throws IllegalArgumentException the bytes are not those of a record; the caller keeps what it has
     */
    Octets withoutBody(Octets raw);

    /**
     * Whether a record names the one before it: its header carries that link. Any thread; needs no key.
     *
     * @throws IllegalArgumentException the bytes are not those of a record; the caller treats its copy as damaged
     */
    boolean follows(Octets raw, Octets link);

    /**
     * Checks the next record found on disk: structure, link, and the MAC where its key still exists. An EPOCH_OPEN that
     * names the numbers missing before it continues the chain over them. A bad record leaves the chain where it was;
     * behind one a good record may leave a gap, so that what lies behind a damage can be read.
     */
    Admission admit(Octets raw);

    /** Forgets what was admitted, and what was skipped: {@link #admit} begins again. Before {@link #open}. */
    void restart();

    /**
     * The newest record that the chain state knows: what comes behind it is checked with keys, and it must have the
     * link that the state remembers. 0 where there is none, or no state.
     */
    long knownSeq();

    /** Checks records by their links. */
    @FunctionalInterface
    interface Links {
        /** As {@link RecordSeal#admit}, without any key and beside it. */
        Admission admit(Octets raw);
    }

    /**
     * A check of links alone, over records in order, the first of which may have any number. Each call begins a new
     * one, to be used by one thread, at any time.
     */
    Links linksOnly();

    /**
     * Reads the little that a start must know of a record: a tenth of the work of {@link #admit}. Its fixed fields are
     * checked; its place, its link, its MAC and the rest of what it says are not. Any thread; needs no key.
     *
     * @throws IllegalArgumentException the bytes are not those of a record; the caller checks everything by
     *     {@link #admit}
     */
    RecordOutline outline(Octets raw);

    /**
     * Reads one record that was admitted or made before: its structure, not its place in the chain. Needs no key.
     *
     * @throws IllegalArgumentException the bytes are not those of a record; the caller treats its copy as damaged
     */
    JournalRecord read(Octets raw);

    /**
     * Says that the record after the last good one cannot be read: its number is not used again. Once for each, where
     * several are torn.
     */
    void skipTorn();

    /**
     * Ends recovery and starts an epoch.
     *
     * @throws ChainLostException both copies of the chain state are bad; the till must be enrolled again
     */
    Recovered open(UUID epochId);

    /**
     * Makes the next record: gives it its number, link and MAC, and moves the chain on in memory. A
     * {@link JournalEntry.Signed} without a signature gets one, over the record before it.
     */
    JournalRecord next(JournalEntry entry, Instant wroteAt);

    /** Says that everything up to {@code seq} is on disk. The state may be written from now on; cheap. */
    void durable(long seq);

    /** Writes and forces the chain state if it is behind what is durable. Called in the background and at the end. */
    void flush();

    @Override
    void close();
}
