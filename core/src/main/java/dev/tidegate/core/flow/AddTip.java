package dev.tidegate.core.flow;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.Limits;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.AcquirerTerms;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.Ledger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts a tip on a stored sale after the card has signed its amount, or corrects one, while nobody was offered the sale
 * yet. It is a record before it is an answer. Safe to use from several threads.
 */
public final class AddTip {
    /** How a tip was taken. */
    public sealed interface Said {
        /** The sale has this amount now, on disk. */
        record Done(Payment payment) implements Said {}

        /** It has not. */
        record Refused(No why) implements Said {}

        /** There is no such payment. */
        record Unknown() implements Said {}
    }

    /** Why a sale takes no tip, or not this one. */
    public enum No {
        /** The acquirer takes none after the card, or not from this kind of shop. */
        NOT_AGREED,
        /** The card itself approved the amount: another one would be another sale. */
        CARD_APPROVED,
        /** The issuer approved the amount by telephone. */
        VOICE_APPROVED,
        /** It was not stored: the acquirer has it, or nobody does. */
        NOT_STORED,
        /** It was offered to the gateway already. */
        OFFERED,
        /** More than the acquirer's part of the first amount. */
        ABOVE_PERCENT,
        /** The sale with it would be above the ceiling, or all stored sales above their limit. */
        ABOVE_LIMIT
    }

    private final Journal journal;
    private final Ledger ledger;
    private final Projection projection;
    private final AcquirerTerms terms;
    private final Supplier<Limits> limits;

    public AddTip(Journal journal, Ledger ledger, Projection projection, AcquirerTerms terms, Supplier<Limits> limits) {
        this.journal = journal;
        this.ledger = ledger;
        this.projection = projection;
        this.terms = terms;
        this.limits = limits;
    }

    /** Why a sale takes no tip at all; absent where it takes one. */
    public static @Nullable No refusal(Payment payment, AcquirerTerms terms) {
        if (payment.kind() == null) {
            return No.NOT_STORED;
        }
        if (payment.state() != PaymentState.STORED || payment.offered()) {
            return payment.isUnsynced() ? No.OFFERED : No.NOT_STORED;
        }
        if (payment.kind() == StoredKind.OFFLINE_APPROVED) {
            return No.CARD_APPROVED;
        }
        if (payment.kind() == StoredKind.VOICE_APPROVED) {
            return No.VOICE_APPROVED;
        }
        return terms.tipPercentMax() == 0 ? No.NOT_AGREED : null;
    }

    /** The most that a tip on a sale may be, rounded down. */
    public static Amount tipMax(Payment payment, AcquirerTerms terms) {
        Amount first = signed(payment);
        long minor = first.minor() / 100 * terms.tipPercentMax() + first.minor() % 100 * terms.tipPercentMax() / 100;
        return new Amount(minor, first.currency());
    }

    /** What the card was asked for: the tip is a part of that. */
    public static Amount signed(Payment payment) {
        return payment.sale() == null ? payment.amount() : payment.sale().amount();
    }

    /**
     * Makes the tip of a sale this one, instead of any that it has; none takes it off again.
     *
     * @throws dev.tidegate.core.port.JournalBrokenException the disk refused; the sale is as it was
     * @throws dev.tidegate.core.port.JournalFullException there is no room; the sale is as it was
     */
    public synchronized Said tip(PaymentId id, Amount tip) {
        projection.catchUp();
        Payment payment = ledger.payment(id);
        if (payment == null) {
            return new Said.Unknown();
        }
        No no = refusal(payment, terms);
        if (no != null) {
            return new Said.Refused(no);
        }
        if (tip.exceeds(tipMax(payment, terms))) {
            return new Said.Refused(No.ABOVE_PERCENT);
        }
        Amount total = signed(payment).plus(tip);
        if (total.equals(payment.amount())) {
            return new Said.Done(payment);
        }
        if (total.exceeds(payment.amount()) && !isWithin(payment.amount(), total)) {
            return new Said.Refused(No.ABOVE_LIMIT);
        }
        journal.append(new JournalEntry.Adjusted(id, total));
        projection.catchUp();
        Payment now = ledger.payment(id);
        // An offer that came in between stands in the journal first: then this changes nothing, here or anywhere.
        return now != null && now.amount().equals(total) ? new Said.Done(now) : new Said.Refused(No.OFFERED);
    }

    private boolean isWithin(Amount before, Amount total) {
        Limits.Row row = limits.get().rows().get(total.currency());
        if (row == null || total.exceeds(row.sales().ceiling())) {
            return false;
        }
        long more = total.minor() - before.minor();
        Amount inUse = journal.limitsInUse().sum(total.currency());
        return !inUse.plus(new Amount(more, total.currency())).exceeds(row.sumMax());
    }
}
