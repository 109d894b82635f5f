package dev.tidegate.core.flow;

import dev.tidegate.core.card.Pan;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Approval;
import dev.tidegate.core.payment.CardInUse;
import dev.tidegate.core.payment.Decision;
import dev.tidegate.core.payment.Limits;
import dev.tidegate.core.payment.LimitsInUse;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardRecords;
import dev.tidegate.core.port.ExceptionFile;
import dev.tidegate.core.port.LedgerBrokenException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says what becomes of a card's answer: ask, store or refuse. Pure but for the exception file and the card's own
 * records: the same facts, the same decision.
 *
 * <p>What is taken without the issuer's word, by the way a card was read:
 *
 * <pre>
 *                the card's own approval (TC)    a request kept for later (ARQC, or a track)
 * chip           data authentication passed      data authentication passed
 * tap            data authentication passed      data authentication passed, or not done at all
 * swipe          there is none                   the acquirer lets the track be kept, the service code allows it
 * fallback       there is none                   never
 * stripe by tap  there is none                   never
 * </pre>
 *
 * <p>A Visa card that is tapped and asks for its issuer gives nothing to authenticate offline (EMV Contactless Book
 * C-3, 5.6). That is no failure, and the merchant bears the risk of every deferred sale; a failure refuses all the
 * same. Never, by whichever way: expired, on the exception file, declined by its issuer lately, with as many stored
 * sales as one card may have, with a PIN that only the issuer can check, or that was asked for and not verified.
 */
public final class Decider {
    /** What time services put a clock back by; they step no further while a till is open. */
    private static final Duration CLOCK_SLACK = Duration.ofMinutes(10);

    private final Supplier<Limits> limits;
    private final ExceptionFile exceptions;
    private final CardRecords cards;
    private final ZoneId zone;
    private final Approval approval;

    /** @param zone the shop's, where a card expires at midnight */
    public Decider(Limits limits, ExceptionFile exceptions, CardRecords cards, ZoneId zone) {
        this(() -> limits, exceptions, cards, zone);
    }

    /** @param limits asked at each decision: what the acquirer allows may change while the till runs */
    public Decider(Supplier<Limits> limits, ExceptionFile exceptions, CardRecords cards, ZoneId zone) {
        this(limits, exceptions, cards, zone, Approval.none());
    }

    private Decider(
            Supplier<Limits> limits, ExceptionFile exceptions, CardRecords cards, ZoneId zone, Approval approval) {
        this.limits = limits;
        this.exceptions = exceptions;
        this.cards = cards;
        this.zone = zone;
        this.approval = approval;
    }

    /** The same rules for one sale that a manager has given a word for. */
    public Decider with(Approval approval) {
        return new Decider(limits, exceptions, cards, zone, approval);
    }

    /** Whether a sale may start at all; {@link Reason#NONE} when it may. Refusals come before the card is asked for. */
    public Reason beforeTheCard(Amount amount, Standing standing, LimitsInUse inUse, Instant now) {
        return standing instanceof Standing.Offline ? offline(amount, null, inUse, now) : Reason.NONE;
    }

    /**
     * Whether a sale that its issuer approved by telephone may begin; {@link Reason#NONE} when it may. It is stored
     * whether the host can be asked or not.
     *
     * @param floor the least that the acquirer takes so; absent where it takes none
     */
    public Reason beforeTheCard(Amount amount, @Nullable Amount floor, LimitsInUse inUse, Instant now) {
        if (floor == null || !floor.currency().equals(amount.currency())) {
            return Reason.VOICE_NOT_ALLOWED;
        }
        return floor.exceeds(amount) ? Reason.VOICE_BELOW_FLOOR : byVoice(amount, null, inUse, now);
    }

    /**
     * Why a sale that its issuer approved by telephone is not stored, its card read; {@link Reason#NONE} where it is.
     * What guards the shop against an issuer that nobody asked does not bind it: the limit of one sale, the card's
     * count and sum, a referral, a service code that wants the issuer. What guards against a false or stolen card does.
     */
    public Reason byVoice(CardRead.Taken read, Amount amount, LimitsInUse inUse, Instant now) {
        Reason ofTheRead = switch (read) {
            case CardRead.Answered answered -> {
                boolean no =
                        answered.outcome() instanceof Outcome.Declined || answered.outcome() instanceof Outcome.Ended;
                yield no ? Reason.CARD_DECLINED : unproven(answered, StoredKind.DEFERRED_AUTHORISATION);
            }
            case CardRead.Swiped swiped ->
                swiped.onlineOnly() == Reason.ISSUER_ONLY ? Reason.NONE : swiped.onlineOnly();
        };
        if (ofTheRead != Reason.NONE) {
            return ofTheRead;
        }
        Reason ofTheCard = notTaken(read, now);
        if (ofTheCard != Reason.NONE) {
            return ofTheCard;
        }
        Reason lately = refusedLately(read.card().pan(), now);
        return lately == Reason.NONE ? byVoice(amount, read.entryMode(), inUse, now) : lately;
    }

    private Reason refusedLately(Pan pan, Instant now) {
        try {
            return isLate(cards.of(pan).refusedAt(), now) ? Reason.CARD_DECLINED_LATELY : Reason.NONE;
        } catch (LedgerBrokenException e) {
            return Reason.JOURNAL_BROKEN;
        }
    }

    // A clock that was put back makes no decline older.
    private boolean isLate(@Nullable Instant declinedAt, Instant now) {
        return declinedAt != null && !now.isAfter(declinedAt.plus(limits.get().declinedFor()));
    }

    private Reason byVoice(Amount amount, @Nullable EntryMode mode, LimitsInUse inUse, Instant now) {
        Limits.Row row = limits.get().rows().get(amount.currency());
        Reason ofTheSale = row == null
                ? Reason.NONE
                : amount.exceeds(row.sales().ceiling())
                        ? Reason.SALE_ABOVE_CEILING
                        : mode == null ? Reason.NONE : row.sales().switchedOff(mode);
        return ofTheTill(amount, ofTheSale, inUse, now);
    }

    /** What to do with the card's first cryptogram. */
    public Decision decide(CardRead.Answered read, Amount amount, Standing standing, LimitsInUse inUse, Instant now) {
        return switch (read.outcome()) {
            case Outcome.Approved ignored -> keep(read, amount, inUse, now, StoredKind.OFFLINE_APPROVED);
            case Outcome.AskHost ignored ->
                standing instanceof Standing.Online
                        ? new Decision.AskOnline()
                        // The card may still approve by itself: what it says in the end is judged again.
                        : goOffline(refusal(read, amount, inUse, now, StoredKind.DEFERRED_AUTHORISATION));
            case Outcome.Declined ignored -> declined(read.tvr());
            case Outcome.Ended ignored -> new Decision.Refuse(Reason.CARD_NOT_ACCEPTED);
        };
    }

    /** What to do with a stripe, whose last word is its first. */
    public Decision decide(CardRead.Swiped read, Amount amount, Standing standing, LimitsInUse inUse, Instant now) {
        return standing instanceof Standing.Online ? new Decision.AskOnline() : keep(read, amount, inUse, now);
    }

    /** What to do with the card's last word when the host could not be asked. */
    public Decision keep(CardRead.Answered read, FinalOutcome outcome, Amount amount, LimitsInUse inUse, Instant now) {
        return switch (outcome) {
            case FinalOutcome.Approved ignored -> keep(read, amount, inUse, now, StoredKind.OFFLINE_APPROVED);
            case FinalOutcome.Deferrable ignored ->
                limits.get().deferral()
                        ? keep(read, amount, inUse, now, StoredKind.DEFERRED_AUTHORISATION)
                        : new Decision.Refuse(Reason.DEFERRAL_NOT_ALLOWED);
            // Kernels decline offline what only the issuer could have verified: its PIN is the reason, and the remedy.
            case FinalOutcome.Declined ignored ->
                read.cvm() == CvmResult.ONLINE_PIN
                        ? new Decision.Refuse(Reason.ONLINE_PIN_NEEDED)
                        : declined(read.tvr());
        };
    }

    /** What to do with a stripe when the host could not be asked. */
    public Decision keep(CardRead.Swiped read, Amount amount, LimitsInUse inUse, Instant now) {
        if (read.onlineOnly() != Reason.NONE) {
            return new Decision.Refuse(read.onlineOnly());
        }
        Limits limits = this.limits.get();
        if (!limits.deferral()) {
            return new Decision.Refuse(Reason.DEFERRAL_NOT_ALLOWED);
        }
        if (!limits.stripe()) {
            return new Decision.Refuse(Reason.STRIPE_NOT_KEPT);
        }
        return stored(refusal(read, amount, inUse, now), StoredKind.DEFERRED_AUTHORISATION);
    }

    private Decision keep(CardRead.Answered read, Amount amount, LimitsInUse inUse, Instant now, StoredKind kind) {
        if (kind == StoredKind.OFFLINE_APPROVED && !limits.get().cardApproved()) {
            return new Decision.Refuse(Reason.ADVICE_NOT_TAKEN);
        }
        return stored(refusal(read, amount, inUse, now, kind), kind);
    }

    private static Decision stored(Reason refusal, StoredKind kind) {
        return refusal == Reason.NONE ? new Decision.Store(kind) : new Decision.Refuse(refusal);
    }

    private static Decision goOffline(Reason refusal) {
        return refusal == Reason.NONE ? new Decision.GoOffline() : new Decision.Refuse(refusal);
    }

    private Reason refusal(CardRead.Answered read, Amount amount, LimitsInUse inUse, Instant now, StoredKind kind) {
        Reason unproven = unproven(read, kind);
        return unproven == Reason.NONE ? refusal(read, amount, inUse, now) : unproven;
    }

    private static Reason unproven(CardRead.Answered read, StoredKind kind) {
        boolean authentic = read.odaPassed()
                || kind == StoredKind.DEFERRED_AUTHORISATION
                        && read.entryMode() == EntryMode.TAP
                        && !authenticationFailed(read.tvr());
        return authentic ? withoutPin(read.tvr()) : Reason.ODA_FAILED;
    }

    // The card does not say why it declines; where its PIN was not entered, that is the likely cause and the remedy.
    private static Decision declined(TerminalVerificationResults tvr) {
        Reason unverified = withoutPin(tvr);
        return new Decision.Refuse(unverified == Reason.NONE ? Reason.CARD_DECLINED : unverified);
    }

    /** Why the PIN that the card had asked for was not verified; none where it was, or none was asked for. */
    // EMV 4.4 Book 3, Annex C5, byte 3: verification failed; try limit exceeded, bypassed, no pad or a broken one.
    private static Reason withoutPin(TerminalVerificationResults tvr) {
        if (!tvr.has(3, 8)) {
            return Reason.NONE;
        }
        if (tvr.has(3, 6)) {
            return Reason.PIN_TRIES_EXCEEDED;
        }
        if (tvr.has(3, 4)) {
            return Reason.PIN_BYPASSED;
        }
        return tvr.has(3, 5) ? Reason.PIN_PAD_NEEDED : Reason.NONE;
    }

    private Reason refusal(CardRead.Taken read, Amount amount, LimitsInUse inUse, Instant now) {
        Reason notTaken = notTaken(read, now);
        if (notTaken != Reason.NONE) {
            return notTaken;
        }
        Reason ofTheCard = refusal(read.card().pan(), amount, now);
        return ofTheCard == Reason.NONE ? offline(amount, read.entryMode(), inUse, now) : ofTheCard;
    }

    private Reason notTaken(CardRead.Taken read, Instant now) {
        if (read.cvm() == CvmResult.ONLINE_PIN) {
            return Reason.ONLINE_PIN_NEEDED;
        }
        if (read.card().expiry().isOver(LocalDate.ofInstant(now, zone))) {
            return Reason.CARD_EXPIRED;
        }
        return exceptions.lists(read.card().pan(), read.card().panSequence()) ? Reason.CARD_LISTED : Reason.NONE;
    }

    private Reason refusal(Pan pan, Amount amount, Instant now) {
        try {
            return refusal(cards.of(pan), amount, now);
        } catch (LedgerBrokenException e) {
            // What the card has stored already is not known: nothing more.
            return Reason.JOURNAL_BROKEN;
        }
    }

    private Reason refusal(CardInUse card, Amount amount, Instant now) {
        Limits limits = this.limits.get();
        if (isLate(card.declinedAt(), now)) {
            return Reason.CARD_DECLINED_LATELY;
        }
        Limits.Row row = limits.rows().get(amount.currency());
        if (card.sure() >= limits.cardCountMax()) {
            return Reason.CARD_COUNT_REACHED;
        }
        if (row != null && card.sureSum(amount.currency()).plus(amount).exceeds(row.cardSumMax())) {
            return Reason.CARD_SUM_REACHED;
        }
        // After a restart brand and last four digits have to do: whose sales they were a person may see.
        boolean maybe = card.count() >= limits.cardCountMax()
                || row != null && card.sum(amount.currency()).plus(amount).exceeds(row.cardSumMax());
        return maybe && !approval.ofTheCard() ? Reason.CARD_MAYBE_REACHED : Reason.NONE;
    }

    // EMV 4.4 Book 3, Annex C5, byte 1: SDA failed, ICC data missing, DDA failed, CDA failed.
    private static boolean authenticationFailed(TerminalVerificationResults tvr) {
        return tvr.has(1, 7) || tvr.has(1, 6) || tvr.has(1, 4) || tvr.has(1, 3);
    }

    private Reason offline(Amount amount, @Nullable EntryMode mode, LimitsInUse inUse, Instant now) {
        Limits.Row row = limits.get().rows().get(amount.currency());
        Reason ofTheSale = row == null
                ? Reason.NONE
                : mode == null
                        ? row.sales().beforeTheCard(amount, approval)
                        : row.sales().refusal(amount, mode, approval);
        return ofTheTill(amount, ofTheSale, inUse, now);
    }

    private Reason ofTheTill(Amount amount, Reason ofTheSale, LimitsInUse inUse, Instant now) {
        Limits limits = this.limits.get();
        if (limits.shut() != Reason.NONE) {
            return limits.shut();
        }
        Limits.Row row = limits.rows().get(amount.currency());
        if (row == null) {
            return Reason.NO_LIMIT_FOR_CURRENCY;
        }
        if (ofTheSale != Reason.NONE) {
            return ofTheSale;
        }
        if (inUse.count() >= limits.countMax()) {
            return Reason.TILL_COUNT_REACHED;
        }
        if (inUse.sum(amount.currency()).plus(amount).exceeds(row.sumMax())) {
            return Reason.TILL_SUM_REACHED;
        }
        return windowOver(inUse.oldest(), limits, now) ? Reason.ACCEPT_WINDOW_OVER : Reason.NONE;
    }

    private static boolean windowOver(@Nullable Instant oldest, Limits limits, Instant now) {
        // Of a sale that is yet to come the clock was put back since: how long ago it was nobody here knows.
        return oldest != null
                && (now.isAfter(oldest.plus(limits.acceptWindow())) || now.isBefore(oldest.minus(CLOCK_SLACK)));
    }
}
