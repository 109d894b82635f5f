package dev.tidegate.core.flow;

import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Decision;
import dev.tidegate.core.payment.Limits;
import dev.tidegate.core.payment.LimitsInUse;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.CardRead;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says what becomes of a card's answer: ask, store or refuse. Pure: the same facts, the same decision. */
public final class Decider {
    private final Limits limits;

    public Decider(Limits limits) {
        this.limits = limits;
    }

    /** Whether a sale may start at all; {@link Reason#NONE} when it may. Refusals come before the card is asked for. */
    public Reason beforeTheCard(Amount amount, Standing standing, LimitsInUse inUse, Instant now) {
        return standing instanceof Standing.Offline ? offline(amount, inUse, now) : Reason.NONE;
    }

    /** What to do with the card's first cryptogram. */
    public Decision decide(CardRead.Answered read, Amount amount, Standing standing, LimitsInUse inUse, Instant now) {
        return switch (read.outcome()) {
            case Outcome.Approved ignored -> keep(read, amount, inUse, now, StoredKind.OFFLINE_APPROVED);
            case Outcome.AskHost ignored ->
                standing instanceof Standing.Online
                        ? new Decision.AskOnline()
                        : goOffline(refusal(read, amount, inUse, now));
            case Outcome.Declined ignored -> new Decision.Refuse(Reason.CARD_DECLINED);
            case Outcome.Ended ignored -> new Decision.Refuse(Reason.CARD_NOT_ACCEPTED);
        };
    }

    /** What to do with the card's last word when the host could not be asked. */
    public Decision keep(CardRead.Answered read, FinalOutcome outcome, Amount amount, LimitsInUse inUse, Instant now) {
        return switch (outcome) {
            case FinalOutcome.Approved ignored -> keep(read, amount, inUse, now, StoredKind.OFFLINE_APPROVED);
            case FinalOutcome.Deferrable ignored ->
                limits.deferral()
                        ? keep(read, amount, inUse, now, StoredKind.DEFERRED_AUTHORISATION)
                        : new Decision.Refuse(Reason.DEFERRAL_NOT_ALLOWED);
            case FinalOutcome.Declined ignored -> new Decision.Refuse(Reason.CARD_DECLINED);
        };
    }

    private Decision keep(CardRead.Answered read, Amount amount, LimitsInUse inUse, Instant now, StoredKind kind) {
        Reason refusal = refusal(read, amount, inUse, now);
        return refusal == Reason.NONE ? new Decision.Store(kind) : new Decision.Refuse(refusal);
    }

    private static Decision goOffline(Reason refusal) {
        return refusal == Reason.NONE ? new Decision.GoOffline() : new Decision.Refuse(refusal);
    }

    private Reason refusal(CardRead.Answered read, Amount amount, LimitsInUse inUse, Instant now) {
        if (!read.odaPassed()) {
            return Reason.ODA_FAILED;
        }
        if (read.cvm() == CvmResult.ONLINE_PIN) {
            return Reason.ONLINE_PIN_NEEDED;
        }
        return offline(amount, inUse, now);
    }

    private Reason offline(Amount amount, LimitsInUse inUse, Instant now) {
        Limits.Row row = limits.rows().get(amount.currency());
        if (row == null) {
            return Reason.NO_LIMIT_FOR_CURRENCY;
        }
        if (amount.exceeds(row.saleMax())) {
            return Reason.SALE_ABOVE_LIMIT;
        }
        if (inUse.count() >= limits.countMax()) {
            return Reason.TILL_COUNT_REACHED;
        }
        if (inUse.sum(amount.currency()).plus(amount).exceeds(row.sumMax())) {
            return Reason.TILL_SUM_REACHED;
        }
        return windowOver(inUse.oldest(), now) ? Reason.ACCEPT_WINDOW_OVER : Reason.NONE;
    }

    private boolean windowOver(@Nullable Instant oldest, Instant now) {
        return oldest != null && now.isAfter(oldest.plus(limits.acceptWindow()));
    }
}
