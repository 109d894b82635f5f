package dev.tidegate.till;

import dev.tidegate.core.flow.RecoverTill;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.till.ledger.LedgerQueries;
import dev.tidegate.till.ledger.TillLedger;
import dev.tidegate.till.log.FactLog;
import dev.tidegate.till.sale.SaleDesk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a crash may have left is found and written down before the first request is served. */
record Opening(
        TillId till,
        @Nullable String journalRefusal,
        TillLedger ledger,
        SaleDesk desk,
        RecoverTill recover,
        FactLog log) {
    /** Once, with the ledger level with the journal. */
    void putInOrder() {
        List<Payment> cutOff = ledger.unanswered();
        List<Payment> questions = ordered();
        if (!cutOff.isEmpty()) {
            showAgain(cutOff.getLast().id());
        } else {
            List<LedgerQueries.Listed> newest = ledger.queries().newest(LedgerQueries.Filter.all(), Long.MAX_VALUE);
            if (!newest.isEmpty() && wasNotSeen(newest.getFirst().payment())) {
                showAgain(newest.getFirst().payment().id());
            }
        }
        LedgerQueries.Lost lost = ledger.queries().lost();
        if (lost.from() > 0) {
            log.recordsLost(lost.from(), lost.to());
        }
        log.serving(till.toString(), questions.size());
    }

    // A journal that takes nothing still has what can be shown and uploaded; no sale begins on it.
    private List<Payment> ordered() {
        if (journalRefusal == null) {
            return recover.recover();
        }
        log.journalRefuses(journalRefusal);
        return ledger.unshown();
    }

    private static boolean wasNotSeen(Payment payment) {
        return !payment.shown()
                && switch (payment.state()) {
                    case DECLINED, REFUSED_OFFLINE, OUTCOME_UNKNOWN -> true;
                    default -> false;
                };
    }

    private void showAgain(PaymentId id) {
        Payment payment = ledger.payment(id);
        if (payment != null) {
            desk.show(payment);
        }
    }
}
