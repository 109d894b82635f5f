package dev.tidegate.gateway.intake;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.JournalEntry.Adjusted;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.gateway.capture.Acquirers;
import dev.tidegate.gateway.capture.Steps;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.profile.Terminal;
import dev.tidegate.gateway.profile.TipRule;
import dev.tidegate.gateway.store.AdjustmentRow;
import dev.tidegate.gateway.store.AdjustmentRow.Verdict;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import dev.tidegate.gateway.store.Tables;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an ADJUST record does: the amount of a stored sale is another one, while nobody has begun to send it. Each is
 * written down with what came of it, and one that changes nothing is on the payment's own record. Runs inside a
 * transaction.
 */
final class Tips {
    private static final FactLog LOG = FactLog.of(Tips.class);

    private final Steps steps;
    private final Acquirers acquirers;
    private final InstantSource clock;

    Tips(Steps steps, Acquirers acquirers, InstantSource clock) {
        this.steps = steps;
        this.acquirers = acquirers;
        this.clock = clock;
    }

    /** @param raw kept where there is no payment that it could be written on */
    void take(Tables tables, Terminal terminal, long seq, Adjusted adjusted, Octets raw) {
        Optional<PaymentRow> found =
                tables.payments().find(adjusted.payment()).filter(p -> p.till().equals(terminal.till()));
        if (found.isEmpty() || found.get().terms() == null) {
            LOG.error("a tip on a sale that is not known", Map.of(Field.PAYMENT, adjusted.payment(), Field.SEQ, seq));
            write(tables, terminal, seq, adjusted, null, Verdict.UNKNOWN);
            tables.received()
                    .quarantine(terminal.till(), seq, adjusted.payment(), "ADJUST_UNKNOWN", raw, clock.instant());
            return;
        }
        PaymentRow payment = found.get();
        Amount now = payment.sold().amount();
        long signed = tables.adjustments().signed(payment.id()).orElse(now.minor());
        Verdict verdict = verdict(tables, terminal, payment, signed, adjusted.total());
        write(tables, terminal, seq, adjusted, signed, verdict);
        String detail = "from " + now + " to " + adjusted.total();
        if (verdict == Verdict.APPLIED) {
            PaymentRow ignored = steps.note(tables, payment.sold(adjusted.total()), "ADJUSTED", detail);
        } else {
            LOG.error(
                    "a tip that changes nothing",
                    Map.of(Field.PAYMENT, payment.id(), Field.SEQ, seq, Field.CODE, verdict));
            PaymentRow ignored = steps.note(tables, payment, "ADJUST_REFUSED", verdict + ", " + detail);
        }
    }

    private Verdict verdict(Tables tables, Terminal terminal, PaymentRow payment, long signed, Amount total) {
        if (!payment.kind().isStored()) {
            return Verdict.NOT_STORED;
        }
        if (payment.kind() != Kind.DEFERRED_AUTHORISATION) {
            return payment.kind() == Kind.VOICE_APPROVED ? Verdict.VOICE_APPROVED : Verdict.CARD_APPROVED;
        }
        // What was set aside was not offered either, as long as no message of it was made.
        boolean open = payment.state() == PaymentState.STORED || payment.state() == PaymentState.HELD;
        if (!open || !tables.attempts().of(payment.id()).isEmpty()) {
            return Verdict.LATE;
        }
        if (!total.currency().equals(payment.sold().amount().currency())) {
            return Verdict.OTHER_CURRENCY;
        }
        TipRule rule = acquirers.named(terminal.acquirer()).profile().rules().tip();
        if (rule.percentMax(terminal.category()) == 0) {
            return Verdict.NOT_AGREED;
        }
        if (total.minor() < signed) {
            return Verdict.BELOW_SIGNED;
        }
        return total.minor() > rule.most(terminal.category(), signed) ? Verdict.ABOVE_PERCENT : Verdict.APPLIED;
    }

    private void write(
            Tables tables, Terminal terminal, long seq, Adjusted adjusted, @Nullable Long signed, Verdict verdict) {
        tables.adjustments()
                .insert(new AdjustmentRow(
                        terminal.till(), seq, adjusted.payment(), signed, adjusted.total(), verdict, clock.instant()));
    }
}
