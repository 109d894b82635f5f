package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.core.payment.TillId;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An outsider's check of a till's journal, record after record, with no secret: structure, order, links, epochs and the
 * signatures of checkpoints; MACs as well where a chain key is at hand. docs/record-v1.md is the same in words.
 *
 * <p>The first bad record ends the good part. What comes behind is not judged, unless an EPOCH_OPEN names exactly what
 * is missing: then a process had died there, and its successor has said so.
 *
 * <p>Of the signatures every one is looked at, or the last one of each run of links ({@link #sparing}): a link covers
 * the whole record before it, its signature included, so the last stands for all of its run. What the short way does
 * not see is a signature that the till itself made wrong and went on from.
 *
 * <p>Used by one thread.
 */
public final class ChainVerifier {
    /** What one record is. */
    public sealed interface Finding {
        /**
         * It continues the chain.
         *
         * @param linked whether it is linked to the good record before it; the first of a folder is to none, and over a
         *     loss the link may be missing
         * @param macChecked whether a key for it was at hand
         * @param signature what it stands for of the records before it; UNSIGNED in records that sign nothing
         * @param lostFrom first number that it names as lost, 0 where it names none
         */
        record Good(
                TillId till,
                long seq,
                RecordType type,
                Octets link,
                boolean linked,
                boolean macChecked,
                SignatureCheck.Verdict signature,
                long lostFrom)
                implements Finding {}

        /**
         * It does not.
         *
         * @param code what is wrong: GAP, DUPLICATE, FORK, CHAIN_BROKEN, EPOCH_BROKEN, BAD_MAC, BAD_PAYLOAD,
         *     BAD_SIGNATURE, FOREIGN_CERTIFICATE, UNKNOWN_TILL, or what of its structure is wrong
         * @param seq as the record says, 0 where that cannot be read
         * @param expected the number that should be here, 0 where any may
         */
        record Bad(String code, long seq, long expected) implements Finding {}

        /** It lies behind a bad one and is not judged. */
        record Behind() implements Finding {}
    }

    /** How a journal stands to a receipt of the gateway. */
    public enum Standing {
        /** There is no receipt, or no record. */
        NONE,
        /** The record that it names is there, with that link. */
        HELD,
        /** The journal begins behind the record that it names. */
        OLDER,
        /** The till has reported that record as lost. */
        LOST,
        /** It names a record behind the last good one: the end was cut off. */
        TRUNCATED,
        /** It names another record than the one that is there. */
        RECEIPT_MISMATCH,
        /** The gateway's signer has not signed it for this till. */
        BAD_RECEIPT;

        /** Whether somebody has tampered. */
        public boolean isBad() {
            return this == TRUNCATED || this == RECEIPT_MISMATCH || this == BAD_RECEIPT;
        }
    }

    private static final UUID NO_EPOCH = new UUID(0, 0);
    /** From the secret of an enrolment to the first record of a folder: half a minute. */
    private static final long KEY_STEPS_MAX = 50_000_000;

    private final SignatureCheck signatures;
    private final ChainReceipt receipt;
    private final @Nullable Path keyFile;
    private final boolean sparing;
    private @Nullable RecordReading newestSigned;
    private long looked;
    private @Nullable Octets linkAtReceipt;
    private @Nullable ChainKey key;
    private @Nullable TillId till;
    private @Nullable UUID epoch;
    private boolean broken;
    private long letGo;
    private Octets letGoLink = Octets.of(new byte[Sha256.BYTES]);
    private long first;
    private long last;
    private Octets lastLink = Octets.of(new byte[Sha256.BYTES]);
    private long[] seen = new long[1_024];
    private int seenCount;

    /**
     * Without any secret, or with a chain key to check MACs.
     *
     * @param receipt what the gateway has signed for, to be looked for
     * @param keyFile the secret of the enrolment (32 bytes), of which every key follows, or the till's chain state, of
     *     which only those of records follow that it does not know yet; only read
     */
    public ChainVerifier(SignatureCheck signatures, ChainReceipt receipt, @Nullable Path keyFile) {
        this(signatures, receipt, keyFile, false);
    }

    private ChainVerifier(SignatureCheck signatures, ChainReceipt receipt, @Nullable Path keyFile, boolean sparing) {
        this.signatures = signatures;
        this.receipt = receipt;
        this.keyFile = keyFile;
        this.sparing = sparing;
    }

    /**
     * Looks only at the last signature of each run of links: for a long journal. A finding is {@link Finding.Bad} late
     * then, at the end of a run: the first bad place is found by another verifier, which looks at every one.
     */
    public static ChainVerifier sparing(SignatureCheck signatures, ChainReceipt receipt, @Nullable Path keyFile) {
        return new ChainVerifier(signatures, receipt, keyFile, true);
    }

    /**
     * Says where the journal begins: behind a record that was let go for good. Before the first record.
     *
     * @param seq 0 where none was
     */
    public void beginsAfter(long seq, Octets link) {
        letGo = seq;
        letGoLink = link;
    }

    /**
     * Looks at the next record.
     *
     * @throws KeyFileException the key's file cannot be read, or is another till's; nothing was checked
     */
    public Finding next(Octets raw) {
        return next(read(raw, false));
    }

    /** As {@link #next}, of a record from the archive: its sealed body may have been let go. */
    public Finding nextArchived(Octets raw) {
        return next(read(raw, true));
    }

    /**
     * Reads a record ahead: everything that can be known of it without those before it, its signature too. From any
     * thread.
     *
     * @param archived whether its sealed body may have been let go
     */
    public RecordReading read(Octets raw, boolean archived) {
        RecordReading reading = RecordReading.of(raw, archived, signatures);
        if (!sparing) {
            SignatureCheck.Verdict ignored = reading.signature();
        }
        return reading;
    }

    /**
     * Ends the last run of links, and with it the walk.
     *
     * @return what its last signature is worth; UNSIGNED where it has none
     */
    public SignatureCheck.Verdict finish() {
        return endRun();
    }

    /** How many signatures were looked at. */
    public long looked() {
        return looked;
    }

    /** As {@link #next(Octets)}, of a record that was read ahead. */
    public Finding next(RecordReading reading) {
        RecordFrame frame;
        try {
            frame = reading.frame();
        } catch (Rejection e) {
            return bad(e.code(), 0);
        }
        if (till == null) {
            begin(frame);
        }
        try {
            check(frame.till().equals(till), "UNKNOWN_TILL");
            return broken ? behind(reading) : judged(reading);
        } catch (Rejection e) {
            return bad(e.code(), frame.seq());
        }
    }

    /** Says that a record is here that cannot be read at all. */
    public Finding unreadable(String code) {
        return bad(code, 0);
    }

    /** The last good record's number, 0 before the first. */
    public long last() {
        return last;
    }

    /** Whether a bad record ended the good part. */
    public boolean isBroken() {
        return broken;
    }

    /** What the gateway's signature under the receipt is worth; UNSIGNED where there is none, or no record. */
    public SignatureCheck.Verdict receiptSignature() {
        return receipt.isNone() || till == null ? SignatureCheck.Verdict.UNSIGNED : signatures.ofReceipt(till, receipt);
    }

    /** How the journal, as it was read so far, stands to the receipt. */
    public Standing standing() {
        SignatureCheck.Verdict signature = receiptSignature();
        if (signature == SignatureCheck.Verdict.UNSIGNED) {
            return Standing.NONE;
        }
        if (signature.isBad()) {
            return Standing.BAD_RECEIPT;
        }
        if (receipt.seq() < first) {
            return Standing.OLDER;
        }
        if (receipt.seq() > last) {
            return Standing.TRUNCATED;
        }
        if (linkAtReceipt == null) {
            return Standing.LOST;
        }
        return linkAtReceipt.equals(receipt.link()) ? Standing.HELD : Standing.RECEIPT_MISMATCH;
    }

    private void begin(RecordFrame frame) {
        till = frame.till();
        first = letGo > 0 ? letGo + 1 : frame.seq();
        last = first - 1;
        lastLink = letGo > 0 ? letGoLink : first == 1 ? RecordFrame.genesis(till) : frame.previous();
        key = keyFile == null ? null : ChainFile.key(keyFile, till);
    }

    // A loss that is named is history; anything else behind a bad record proves nothing.
    private Finding behind(RecordReading reading) {
        try {
            return namesLoss(reading) ? judged(reading) : new Finding.Behind();
        } catch (Rejection e) {
            return new Finding.Behind();
        }
    }

    private Finding judged(RecordReading reading) {
        RecordFrame frame = reading.frame();
        byte[] link = reading.link();
        long seq = frame.seq();
        if (seq <= last) {
            throw new Rejection(seq >= first && isSeen(seq, link) ? "DUPLICATE" : "FORK");
        }
        boolean jumps = seq > last + 1;
        check(!jumps || namesLoss(reading), "GAP");
        boolean macChecked = checkMac(frame, link);
        boolean follows = frame.previous().equals(lastLink);
        // Where records are lost, the newest link that the till knew may be that of a lost one.
        check(jumps || follows, "CHAIN_BROKEN");
        JournalEntry ignored = reading.chainEntry();
        check(isInItsEpoch(frame), "EPOCH_BROKEN");
        if (!follows) {
            SignatureCheck.Verdict before = endRun();
            check(!before.isBad(), before.name());
        }
        SignatureCheck.Verdict signature = signature(reading);
        check(!signature.isBad(), signature.name());
        boolean linked = follows && seq != first;
        long lostFrom = jumps ? last + 1 : 0;
        advance(frame, Octets.of(link));
        return new Finding.Good(frame.till(), seq, frame.type(), lastLink, linked, macChecked, signature, lostFrom);
    }

    private SignatureCheck.Verdict signature(RecordReading reading) {
        if (!reading.isSigned()) {
            return SignatureCheck.Verdict.UNSIGNED;
        }
        if (sparing) {
            newestSigned = reading;
            return SignatureCheck.Verdict.COVERED;
        }
        looked++;
        return reading.signature();
    }

    private SignatureCheck.Verdict endRun() {
        RecordReading newest = newestSigned;
        newestSigned = null;
        looked += newest == null ? 0 : 1;
        return newest == null ? SignatureCheck.Verdict.UNSIGNED : newest.signature();
    }

    // An epoch begins with its EPOCH_OPEN; a folder whose older records are archived may begin within one.
    private boolean isInItsEpoch(RecordFrame frame) {
        if (epoch == null) {
            return frame.seq() != 1 || frame.type() == RecordType.EPOCH_OPEN;
        }
        return (frame.type() == RecordType.EPOCH_OPEN) != frame.epochId().equals(epoch);
    }

    private boolean namesLoss(RecordReading reading) {
        RecordFrame frame = reading.frame();
        return frame.type() == RecordType.EPOCH_OPEN
                && reading.chainEntry() instanceof JournalEntry.EpochOpen(long from, long to)
                && from > 0
                && from <= last + 1
                && to == frame.seq() - 1
                && to - last <= ChainKey.STEPS_MAX;
    }

    private boolean checkMac(RecordFrame frame, byte[] link) {
        ChainKey from = key;
        if (from == null || from.seq() > frame.seq() || frame.seq() - from.seq() > KEY_STEPS_MAX) {
            return false;
        }
        ChainKey own = from.far(frame.seq());
        if (!own.verifies(frame, link)) {
            own.wipe();
            throw new Rejection("BAD_MAC");
        }
        from.wipe();
        key = own;
        return true;
    }

    private void advance(RecordFrame frame, Octets link) {
        while (last < frame.seq()) {
            last++;
            remember(last == frame.seq() ? head(link.toByteArray()) : 0);
        }
        lastLink = link;
        linkAtReceipt = frame.seq() == receipt.seq() ? link : linkAtReceipt;
        epoch = frame.type() == RecordType.EPOCH_CLOSE ? NO_EPOCH : frame.epochId();
        broken = false;
    }

    // Eight bytes a record: a repeated record is told from a second one with its number.
    private void remember(long head) {
        if (seenCount == seen.length) {
            seen = Arrays.copyOf(seen, 2 * seenCount);
        }
        seen[seenCount++] = head;
    }

    private boolean isSeen(long seq, byte[] link) {
        return seen[(int) (seq - first)] == head(link);
    }

    private static long head(byte[] link) {
        return ByteBuffer.wrap(link).getLong();
    }

    private Finding bad(String code, long seq) {
        if (broken) {
            return new Finding.Behind();
        }
        broken = true;
        return new Finding.Bad(code, seq, till == null ? 0 : last + 1);
    }

    private static void check(boolean holds, String code) {
        if (!holds) {
            throw new Rejection(code);
        }
    }
}
