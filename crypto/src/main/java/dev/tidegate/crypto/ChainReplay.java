package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.RecordSeal.Admission;
import dev.tidegate.core.port.RecordSeal.Recovered;
import org.jspecify.annotations.Nullable;

/**
 * Follows the chain over the records found on disk at a start.
 *
 * <p>Keys exist from the state's next number on: an older record is checked by its link alone, and the newest of those
 * must have the link that the state remembers. So whoever changes an old record and repairs all links after it is found
 * out at that one, unless he has changed the state too; the gateway, which has all keys, finds him out then.
 *
 * <p>The first record may have any number, because finished ones are let go. After one bad record the next good one may
 * leave a gap: what is good behind a damage is still uploaded. An EPOCH_OPEN that reports a loss leaves the gap it
 * names.
 */
final class ChainReplay {
    private final TillId till;
    private final @Nullable ChainState state;
    private @Nullable ChainKey key;
    private Octets lastLink;
    private long lastGood;
    private boolean any;
    private boolean broken;
    private int torn;
    private long rolledBack;

    /** @param state absent where the state is lost; its key is copied */
    ChainReplay(TillId till, @Nullable ChainState state) {
        this.till = till;
        this.state = state;
        this.key = state == null ? null : state.key().at(state.nextSeq());
        this.lastLink = RecordFrame.genesis(till);
    }

    Admission admit(Octets raw) {
        ChainKey own = null;
        try {
            RecordFrame frame = RecordFrame.readOwn(raw);
            byte[] link = frame.link();
            check(frame.till().equals(till), "UNKNOWN_TILL");
            check(!any || frame.seq() > lastGood, "DUPLICATE");
            own = checkMac(frame, link);
            JournalEntry entry = Summary.read(frame);
            checkPlace(frame, Octets.of(link), entry);
            JournalRecord record = frame.record(entry, raw, link);
            advance(record, own);
            return new Admission.Good(record);
        } catch (Rejection e) {
            if (own != null) {
                own.wipe();
            }
            broken = broken || !e.code().equals("DUPLICATE");
            return new Admission.Bad(e.code());
        }
    }

    void skipTorn() {
        torn++;
    }

    /** Where the chain goes on; the key is the caller's to keep and wipe. */
    Next next() {
        if (state == null || key == null) {
            throw new IllegalStateException("the chain state is lost");
        }
        long afterJournal = lastGood + 1 + torn;
        long seq = Math.max(state.nextSeq(), afterJournal);
        boolean missing = seq > lastGood + 1;
        boolean stateKnowsMore = state.nextSeq() > lastGood + 1 || !any;
        ChainKey own = advanced(key, seq);
        key = null;
        Recovered recovered = new Recovered(lastGood, missing ? lastGood + 1 : 0, missing ? seq - 1 : 0, rolledBack);
        return new Next(recovered, stateKnowsMore ? state.previous() : lastLink, own);
    }

    /** @param previous the newest link that is known */
    record Next(Recovered recovered, Octets previous, ChainKey key) {}

    void wipe() {
        if (key != null) {
            key.wipe();
        }
    }

    // The key of this record, absent where it is older than all keys. Not kept before the record has proven good.
    private @Nullable ChainKey checkMac(RecordFrame frame, byte[] link) {
        if (key == null || frame.seq() < key.seq()) {
            return null;
        }
        check(frame.seq() - key.seq() <= ChainKey.STEPS_MAX, "GAP");
        ChainKey its = key.at(frame.seq());
        if (!its.verifies(frame, link)) {
            its.wipe();
            throw new Rejection("BAD_MAC");
        }
        return its;
    }

    private void checkPlace(RecordFrame frame, Octets link, JournalEntry entry) {
        long expected = lastGood + 1;
        boolean follows = any ? frame.seq() == expected : frame.seq() == 1;
        boolean namesLoss = entry instanceof JournalEntry.EpochOpen(var from, var to)
                && from > 0
                && from <= expected
                && to == frame.seq() - 1;
        check(follows || namesLoss || broken || !any, "GAP");
        check(!follows || namesLoss || frame.previous().equals(lastLink), "CHAIN_BROKEN");
        if (state != null) {
            boolean newestOld = frame.seq() == state.nextSeq() - 1;
            boolean firstNew = frame.seq() == state.nextSeq() && !namesLoss;
            check(!newestOld || link.equals(state.previous()), "CHAIN_BROKEN");
            check(!firstNew || frame.previous().equals(state.previous()), "CHAIN_BROKEN");
        }
    }

    private void advance(JournalRecord record, @Nullable ChainKey own) {
        if (own != null) {
            wipe();
            key = own.next();
            own.wipe();
            rolledBack++;
        }
        lastGood = record.seq();
        lastLink = record.link();
        any = true;
        broken = false;
    }

    private static ChainKey advanced(ChainKey from, long seq) {
        ChainKey at = from.at(seq);
        from.wipe();
        return at;
    }

    private static void check(boolean holds, String code) {
        if (!holds) {
            throw new Rejection(code);
        }
    }
}
