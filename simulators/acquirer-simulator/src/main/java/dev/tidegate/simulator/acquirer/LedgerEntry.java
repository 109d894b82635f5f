package dev.tidegate.simulator.acquirer;

import java.time.Instant;

/**
 * One booking of the host.
 *
 * @param firstMti the type of the message that was booked: a 0221 when the 0220 never arrived
 * @param repeats how often the same message came again
 * @param reversals how often a reversal for it came
 * @param changedAt when it was last repeated or reversed, else when it was booked
 */
record LedgerEntry(
        TransactionKey key,
        TransactionKind kind,
        SaleTerms sale,
        CardUse card,
        GivenAnswer answer,
        EntryState state,
        String firstMti,
        int repeats,
        int reversals,
        Instant bookedAt,
        Instant changedAt) {

    static LedgerEntry booked(IsoMessage message, CardUse card, GivenAnswer answer, Instant now) {
        return new LedgerEntry(
                TransactionKey.of(message),
                TransactionKind.of(message),
                SaleTerms.of(message),
                card,
                answer,
                answer.isApproval() ? EntryState.LIVE : EntryState.DECLINED,
                message.mti().digits(),
                0,
                0,
                now,
                now);
    }

    /** Whether a message with this key is this very sale sent again, and says so. */
    boolean isRepeatedBy(IsoMessage message) {
        return message.mti().isRepeat()
                && message.mti().first().equals(new Mti(firstMti).first())
                && SaleTerms.of(message).equals(sale)
                && Secrecy.PAN.masked(message.text(2)).equals(card.pan());
    }

    LedgerEntry repeated(Instant now) {
        return new LedgerEntry(key, kind, sale, card, answer, state, firstMti, repeats + 1, reversals, bookedAt, now);
    }

    LedgerEntry reversed(Instant now) {
        EntryState after = state == EntryState.LIVE ? EntryState.REVERSED : state;
        return new LedgerEntry(key, kind, sale, card, answer, after, firstMti, repeats, reversals + 1, bookedAt, now);
    }
}
