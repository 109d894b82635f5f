package dev.tidegate.core.flow;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentEvent;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.StateTable;
import dev.tidegate.core.payment.Step;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.Ledger;
import org.jspecify.annotations.Nullable;

/** The person's word on a result: it was seen, or the sale is taken back. Each is a record before it is an answer. */
public final class CloseSale {
    private final Journal journal;
    private final Ledger ledger;
    private final Projection projection;

    public CloseSale(Journal journal, Ledger ledger, Projection projection) {
        this.journal = journal;
        this.ledger = ledger;
        this.projection = projection;
    }

    /**
     * OK was pressed, or the goods left with the customer: appends SHOWN once.
     *
     * @return the payment, absent where the journal has none of that id
     * @throws dev.tidegate.core.port.JournalBrokenException the disk refused; the result stays on the screen
     */
    public @Nullable Payment seen(PaymentId id) {
        Payment payment = ledger.payment(id);
        if (payment != null && !payment.shown()) {
            journal.append(new JournalEntry.Shown(id));
            projection.catchUp();
        }
        return ledger.payment(id);
    }

    /**
     * The sale is taken back: a stored one by VOID (at once before it was offered, a request afterwards), an approved
     * one of which nobody was told by its reversal.
     *
     * @return the payment as it now stands; unchanged where its state allows neither; absent where there is none
     * @throws dev.tidegate.core.port.JournalBrokenException the disk refused; nothing has changed
     */
    public @Nullable Payment takeBack(PaymentId id) {
        Payment payment = ledger.payment(id);
        if (payment == null) {
            return null;
        }
        if (payment.kind() != null && allows(payment, PaymentEvent.VOID)) {
            journal.append(new JournalEntry.Voided(id));
        } else if (payment.kind() == null && !payment.shown() && allows(payment, PaymentEvent.DISAGREE)) {
            journal.append(
                    new JournalEntry.Answered(id, Answer.TO_BE_REVERSED, Reason.CANCELLED_BY_CASHIER, payment.reply()));
        }
        projection.catchUp();
        return ledger.payment(id);
    }

    private static boolean allows(Payment payment, PaymentEvent event) {
        return StateTable.step(payment.state(), event) instanceof Step.Moves;
    }
}
