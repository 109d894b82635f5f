package dev.tidegate.simulator.acquirer.books;

import dev.tidegate.simulator.acquirer.issuer.CardUse;
import dev.tidegate.simulator.acquirer.wire.Digits;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.Mti;
import dev.tidegate.simulator.acquirer.wire.OriginalReference;
import java.time.Instant;

/**
 * One booking of the host.
 *
 * @param about the hold it completes, the sale it voids or refunds; else {@link TransactionKey#NONE}
 * @param standing minor units that move or are held: what was approved, less what was reversed; of a declined one what
 *     was asked for
 * @param firstMti the type of the message that was booked: a 0221 when the 0220 never arrived
 * @param repeats how often the same message came again
 * @param reversals how often a reversal for it came
 * @param changedAt when it was last repeated or reversed, else when it was booked
 */
public record LedgerEntry(
        TransactionKey key,
        TransactionKind kind,
        TransactionKey about,
        SaleTerms sale,
        long standing,
        CardUse card,
        GivenAnswer answer,
        EntryState state,
        Place place,
        String firstMti,
        int repeats,
        int reversals,
        Instant bookedAt,
        Instant changedAt) {

    /** A booking of what a message asks for. */
    public static LedgerEntry booked(
            IsoMessage message,
            TransactionKind kind,
            TransactionKey about,
            long standing,
            CardUse card,
            GivenAnswer answer,
            Place place,
            Instant now) {
        return new LedgerEntry(
                TransactionKey.of(message),
                kind,
                about,
                SaleTerms.of(message),
                standing,
                card,
                answer,
                answer.isApproval() ? firstState(kind) : EntryState.DECLINED,
                place,
                message.mti().digits(),
                0,
                0,
                now,
                now);
    }

    /** Whether a message with this key is this very sale sent again, and says so. */
    public boolean isRepeatedBy(IsoMessage message) {
        return message.mti().isRepeat()
                && message.mti().first().equals(new Mti(firstMti).first())
                && SaleTerms.of(message).equals(sale)
                && (kind != TransactionKind.ADVICE || saysTheSame(message))
                && message.maskedPan().equals(card.pan());
    }

    // An advice that brings a code brings it in each sending.
    private boolean saysTheSame(IsoMessage message) {
        String code = message.text(38).strip();
        return code.isEmpty() || code.chars().allMatch(c -> c == '0') || code.equals(answer.authorisation());
    }

    /** Whether an earlier message that another one speaks of was this. */
    public boolean isMeantBy(OriginalReference original) {
        return original.tid().equals(key.tid())
                && (original.messageClass() == OriginalReference.ANY_CLASS
                        || original.messageClass() == key.messageClass())
                && isOrUnsaid(original.stan(), key.stan())
                && isOrUnsaid(original.rrn(), key.rrn())
                && isOrUnsaid(original.localTime(), sale.localDate() + sale.localTime())
                && isOrUnsaid(original.item(), Digits.padded(place.item(), 3));
    }

    LedgerEntry repeated(Instant now) {
        return with(standing, state, place, repeats + 1, reversals, now);
    }

    LedgerEntry reversed(Instant now) {
        return with(standing, state.isStanding() ? EntryState.REVERSED : state, place, repeats, reversals + 1, now);
    }

    LedgerEntry reducedTo(long amount, Instant now) {
        return with(amount, state, place, repeats, reversals + 1, now);
    }

    LedgerEntry become(EntryState other, Instant now) {
        return with(standing, other, place, repeats, reversals, now);
    }

    LedgerEntry movedTo(Place other) {
        return with(standing, state, other, repeats, reversals, changedAt);
    }

    private LedgerEntry with(long amount, EntryState then, Place where, int again, int back, Instant now) {
        return new LedgerEntry(
                key, kind, about, sale, amount, card, answer, then, where, firstMti, again, back, bookedAt, now);
    }

    static EntryState firstState(TransactionKind kind) {
        return switch (kind) {
            case AUTHORISATION -> EntryState.HELD;
            case VOID -> EntryState.DONE;
            default -> EntryState.LIVE;
        };
    }

    private static boolean isOrUnsaid(String said, String is) {
        return said.isEmpty() || said.equals(is);
    }
}
