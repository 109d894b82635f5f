package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
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
 * <p>Used by one thread.
 */
public final class ChainVerifier {
    /** What one record is. */
    public sealed interface Finding {
        /**
         * It continues the chain.
         *
         * @param macChecked whether a key for it was at hand
         * @param signature what it stands for of the records before it; UNSIGNED in records that sign nothing
         */
        record Good(JournalRecord record, TillId till, boolean macChecked, SignatureCheck.Verdict signature)
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

    private final SignatureCheck signatures;
    private final @Nullable Path keyFile;
    private @Nullable ChainKey key;
    private @Nullable TillId till;
    private @Nullable UUID epoch;
    private boolean broken;
    private long first;
    private long last;
    private Octets lastLink = Octets.of(new byte[Sha256.BYTES]);
    private long[] seen = new long[1_024];
    private int seenCount;

    private ChainVerifier(SignatureCheck signatures, @Nullable Path keyFile) {
        this.signatures = signatures;
        this.keyFile = keyFile;
    }

    /** Without any secret. */
    public static ChainVerifier of(SignatureCheck signatures) {
        return new ChainVerifier(signatures, null);
    }

    /**
     * With a chain key, to check MACs: the secret of the enrolment (32 bytes), of which every key follows, or the
     * till's chain state, of which only those of records follow that it does not know yet. Only read.
     */
    public static ChainVerifier of(SignatureCheck signatures, Path keyFile) {
        return new ChainVerifier(signatures, keyFile);
    }

    /**
     * Looks at the next record.
     *
     * @throws KeyFileException the key's file cannot be read, or is another till's; nothing was checked
     */
    public Finding next(Octets raw) {
        RecordFrame frame;
        try {
            frame = RecordFrame.read(raw);
        } catch (Rejection e) {
            return bad(e.code(), 0);
        }
        if (till == null) {
            begin(frame);
        }
        try {
            byte[] link = frame.link();
            check(frame.till().equals(till), "UNKNOWN_TILL");
            return broken ? behind(frame, raw, link) : judged(frame, raw, link);
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

    private void begin(RecordFrame frame) {
        till = frame.till();
        first = frame.seq();
        last = first - 1;
        lastLink = first == 1 ? RecordFrame.genesis(till) : frame.previous();
        key = keyFile == null ? null : ChainKey.of(keyFile, till);
    }

    // A loss that is named is history; anything else behind a bad record proves nothing.
    private Finding behind(RecordFrame frame, Octets raw, byte[] link) {
        try {
            return namesLoss(frame) ? judged(frame, raw, link) : new Finding.Behind();
        } catch (Rejection e) {
            return new Finding.Behind();
        }
    }

    private Finding judged(RecordFrame frame, Octets raw, byte[] link) {
        long seq = frame.seq();
        if (seq <= last) {
            throw new Rejection(seq >= first && isSeen(seq, link) ? "DUPLICATE" : "FORK");
        }
        boolean jumps = seq > last + 1;
        boolean named = frame.type() == RecordType.EPOCH_OPEN && namesLoss(frame);
        check(!jumps || named, "GAP");
        boolean macChecked = checkMac(frame, link);
        check(named || frame.previous().equals(lastLink), "CHAIN_BROKEN");
        JournalEntry entry = Summary.read(frame);
        boolean opens = entry instanceof JournalEntry.EpochOpen;
        boolean sameEpoch = epoch == null ? seq == first && seq != 1 : frame.epochId().equals(epoch);
        check(opens != sameEpoch || opens && epoch == null, "EPOCH_BROKEN");
        JournalRecord record = frame.record(entry, raw, link);
        SignatureCheck.Verdict signature = signatures.ofRecord(frame.till(), record);
        check(!signature.isBad(), signature.name());
        advance(frame, record);
        return new Finding.Good(record, frame.till(), macChecked, signature);
    }

    private boolean namesLoss(RecordFrame frame) {
        return frame.type() == RecordType.EPOCH_OPEN
                && Summary.read(frame) instanceof JournalEntry.EpochOpen(long from, long to)
                && from > 0
                && from <= last + 1
                && to == frame.seq() - 1;
    }

    private boolean checkMac(RecordFrame frame, byte[] link) {
        ChainKey from = key;
        if (from == null || from.seq() > frame.seq()) {
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

    private void advance(RecordFrame frame, JournalRecord record) {
        while (last < record.seq()) {
            last++;
            remember(last == record.seq() ? head(record.link().toByteArray()) : 0);
        }
        lastLink = record.link();
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
