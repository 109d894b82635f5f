package dev.tidegate.core.flow;

import dev.tidegate.core.emv.ApplicationCryptogram;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.ChipFacts;
import dev.tidegate.core.payment.Decision;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.LimitsInUse;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.core.port.GatewayClient;
import dev.tidegate.core.port.JournalBrokenException;
import dev.tidegate.core.port.JournalFullException;
import dev.tidegate.core.port.Landmarks.Landmark;
import dev.tidegate.core.port.Prompts.Prompt;
import dev.tidegate.core.port.SealUnavailableException;
import dev.tidegate.core.port.Sealer;
import dev.tidegate.core.port.TransactionParameters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Takes one card payment from the card to a durable result: the cardholder's half of the corridor.
 *
 * <p>Whatever is returned is on disk already where money may move for it. Used by one thread at a time; the card's
 * clear data lives inside one call.
 */
public final class TakePayment {
    private final Rooms rooms;
    private final Decider decider;
    private final Projection projection;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Duration cardWait;

    /** @param zone the shop's, for the date that the card signs */
    public TakePayment(
            Rooms rooms, Decider decider, Projection projection, InstantSource clock, ZoneId zone, Duration cardWait) {
        this.rooms = rooms;
        this.decider = decider;
        this.projection = projection;
        this.clock = clock;
        this.zone = zone;
        this.cardWait = cardWait;
    }

    /**
     * Reads a card and takes the sale as far as the cardholder sees it. Blocks for the card and for the host.
     *
     * @return the payment as it now stands; the refusal of a broken or full journal, or of a missing key, is a state
     *     too
     */
    public Payment take(SaleRequest request) {
        Payment payment = Payment.collecting(request.id(), request.amount());
        Reason early = decider.with(request.approval())
                .beforeTheCard(
                        request.amount(),
                        rooms.standing().now(),
                        rooms.journal().limitsInUse(),
                        clock.instant());
        if (early != Reason.NONE) {
            return payment.ended(PaymentState.REFUSED_OFFLINE, early);
        }
        rooms.prompts().show(payment, Prompt.PRESENT_CARD);
        Instant soldAt = clock.instant();
        TransactionParameters parameters = new TransactionParameters(
                request.amount(),
                LocalDateTime.ofInstant(soldAt, zone),
                cardWait,
                prompt -> rooms.prompts().show(payment, prompt));
        try (CardSession session = rooms.kernel().begin(parameters)) {
            return switch (session.read()) {
                case CardRead.Ended(var reason) -> payment.ended(PaymentState.CANCELLED, reasonOf(reason));
                case CardRead.Taken read -> new OneSale(request, soldAt, session, read).decide();
            };
        } catch (JournalFullException e) {
            return payment.ended(PaymentState.REFUSED_OFFLINE, Reason.JOURNAL_FULL);
        } catch (JournalBrokenException e) {
            return payment.ended(PaymentState.REFUSED_OFFLINE, Reason.JOURNAL_BROKEN);
        } catch (SealUnavailableException e) {
            return payment.ended(PaymentState.REFUSED_OFFLINE, Reason.NO_RECIPIENT_KEY);
        }
    }

    /** What the screen is told of a read that left no card to sell with. */
    static Reason reasonOf(EndReason reason) {
        return switch (reason) {
            case NO_CARD -> Reason.NO_CARD;
            case REMOVED -> Reason.CARD_REMOVED;
            case NOT_ACCEPTED -> Reason.CARD_NOT_ACCEPTED;
            case BLOCKED -> Reason.CARD_BLOCKED;
            case USE_CHIP -> Reason.USE_CHIP;
            case CASH_ONLY -> Reason.CASH_ONLY;
            case PIN_PAD_NEEDED -> Reason.PIN_PAD_NEEDED;
            case CARD_ERROR -> Reason.CARD_ERROR;
            case CANCELLED -> Reason.CANCELLED_BY_CASHIER;
            case CANCELLED_BY_CARDHOLDER -> Reason.CANCELLED_BY_CARDHOLDER;
            case READER_LOST -> Reason.READER_LOST;
            case DECLINED -> Reason.CARD_DECLINED;
        };
    }

    /**
     * What the card has signed.
     *
     * @param cryptogram the one that is sent
     * @param tags the values that it was made over
     */
    private record Proof(ApplicationCryptogram cryptogram, FrozenTags tags) {}

    /** One card and one sale, between the card's first word and the result. */
    private final class OneSale {
        private final SaleRequest request;
        private final Decider decider;
        private final Instant soldAt;
        private final CardSession session;
        private final CardRead.Taken read;
        private final Payment payment;

        OneSale(SaleRequest request, Instant soldAt, CardSession session, CardRead.Taken read) {
            this.request = request;
            this.decider = TakePayment.this.decider.with(request.approval());
            this.soldAt = soldAt;
            this.session = session;
            this.read = read;
            this.payment = Payment.collecting(request.id(), request.amount());
        }

        Payment decide() {
            rooms.prompts().show(payment, Prompt.PROCESSING);
            rooms.cards().remember(request.id(), read.card().pan());
            return switch (read) {
                case CardRead.Answered answered ->
                    switch (decider.decide(answered, request.amount(), standing(), inUse(), clock.instant())) {
                        case Decision.AskOnline() -> ask(proof(answered.outcome()));
                        case Decision.GoOffline() -> unable(Reason.NONE, false);
                        case Decision.Store(var kind) -> store(kind, proof(answered.outcome()));
                        case Decision.Refuse(var reason) -> refused(reason);
                    };
                case CardRead.Swiped swiped ->
                    switch (decider.decide(swiped, request.amount(), standing(), inUse(), clock.instant())) {
                        case Decision.AskOnline() -> ask(null);
                        case Decision.Store(var kind) -> store(kind, null);
                        case Decision.Refuse(var reason) -> refused(reason);
                        case Decision.GoOffline() -> throw new IllegalStateException("a stripe has no second half");
                    };
            };
        }

        private Payment ask(@Nullable Proof proof) {
            rooms.prompts().show(payment, Prompt.ONLINE_REQUEST);
            Sealer.Contents contents = contents(proof);
            SealedBody forWire = sealedForWire(contents);
            rooms.journal()
                    .append(new JournalEntry.Asked(
                            request.id(), sale(proof), rooms.sealer().sealForJournal(contents)));
            projection.catchUp();
            GatewayClient.HostVerdict verdict = rooms.gateway()
                    .authorise(new GatewayClient.Ask(
                            request.id(),
                            request.amount(),
                            soldAt,
                            read.entryMode(),
                            forWire,
                            rooms.terms().partialApproval()));
            return switch (verdict) {
                case GatewayClient.HostVerdict.Approved(var reply, var captured, var issuerData) ->
                    approved(reply, captured, issuerData, null);
                case GatewayClient.HostVerdict.PartlyApproved(var reply, var captured, var issuerData, var part) ->
                    approved(reply, captured, issuerData, part);
                case GatewayClient.HostVerdict.Declined(var why, var reply, var issuerData) -> {
                    boolean ignored = cardAgrees(false, reply, issuerData);
                    yield answered(Answer.DECLINED, why, reply);
                }
                case GatewayClient.HostVerdict.NotSent(var cause) -> {
                    rooms.standing().lost(cause);
                    yield unable(cause, true);
                }
                case GatewayClient.HostVerdict.Unknown() -> {
                    rooms.standing().lost(Reason.GATEWAY_SILENT);
                    if (proof != null) {
                        // A TC that follows an unanswered request is discarded: the host may have approved already.
                        session.finish(new HostAnswer.Unable());
                    }
                    yield answered(Answer.UNKNOWN, Reason.NO_ANSWER, HostReply.none());
                }
            };
        }

        /** The PIN has no other way out of this process, and is gone from it when this returns. */
        private SealedBody sealedForWire(Sealer.Contents contents) {
            try (EncipheredPin pin = session.pin()) {
                return rooms.sealer().sealForRequest(contents, pin);
            }
        }

        private Payment approved(HostReply reply, boolean captured, TlvSet issuerData, @Nullable Amount part) {
            if (!cardAgrees(true, reply, issuerData)) {
                return answered(Answer.TO_BE_REVERSED, Reason.CARD_DECLINED, reply);
            }
            if (part != null && !isPart(part)) {
                // Nobody can be told what this is an approval of.
                return answered(Answer.TO_BE_REVERSED, Reason.HOST_DECLINED, reply);
            }
            // A part is kept as it came. Whoever sees the result says whether it is of use; else it is taken back, as
            // it is after a crash before anybody has seen it.
            Answer kept = captured ? Answer.KEPT_CAPTURED : Answer.KEPT_AUTHORISED;
            return answered(new JournalEntry.Answered(request.id(), kept, Reason.NONE, reply, part));
        }

        private boolean isPart(Amount part) {
            return part.currency().equals(request.amount().currency())
                    && part.minor() > 0
                    && request.amount().exceeds(part);
        }

        /** What the card says to the issuer's answer; a stripe says nothing against it. */
        private boolean cardAgrees(boolean approved, HostReply reply, TlvSet issuerData) {
            if (read instanceof CardRead.Swiped) {
                return approved;
            }
            String code = reply.responseCode().length() == 2 ? reply.responseCode() : approved ? "00" : "05";
            return session.finish(new HostAnswer.Answered(approved, code, issuerData)) instanceof FinalOutcome.Approved;
        }

        /** The host cannot be asked: the card's last word, then the disk, or a refusal. */
        private Payment unable(Reason cause, boolean asked) {
            Proof proof;
            Decision decision;
            switch (read) {
                case CardRead.Answered answered -> {
                    FinalOutcome outcome = session.finish(new HostAnswer.Unable());
                    proof = proof(outcome);
                    decision = decider.keep(answered, outcome, request.amount(), inUse(), clock.instant());
                }
                case CardRead.Swiped swiped -> {
                    proof = null;
                    decision = decider.keep(swiped, request.amount(), inUse(), clock.instant());
                }
            }
            return switch (decision) {
                case Decision.Store(var kind) -> store(kind, proof);
                case Decision.Refuse(var reason) ->
                    asked
                            ? answered(
                                    Answer.NOT_SENT,
                                    cause == Reason.PIN_UNCHECKED && reason == Reason.ONLINE_PIN_NEEDED
                                            ? cause
                                            : reason,
                                    HostReply.none())
                            : refused(reason);
                case Decision.AskOnline(), Decision.GoOffline() ->
                    throw new IllegalStateException("a last word is stored or refused, after " + cause);
            };
        }

        private Payment store(StoredKind kind, @Nullable Proof proof) {
            Sealer.Contents contents = contents(proof);
            SealedBody body = proof == null
                    ? rooms.sealer().sealDeferredStripe(contents)
                    : rooms.sealer().sealForJournal(contents);
            Instant notAfter = rooms.terms().notAfter(kind, soldAt);
            rooms.journal().append(new JournalEntry.Stored(request.id(), sale(proof), kind, body, notAfter));
            return onDisk();
        }

        private Payment answered(Answer answer, Reason reason, HostReply reply) {
            return answered(new JournalEntry.Answered(request.id(), answer, reason, reply));
        }

        private Payment answered(JournalEntry.Answered record) {
            rooms.landmarks().pass(Landmark.BEFORE_ANSWERED_IS_FORCED);
            try {
                rooms.journal().append(record);
            } catch (JournalBrokenException | JournalFullException e) {
                // Nothing may be shown as approved without its record; at the next start ASKED alone is reversed.
                return payment.ended(PaymentState.OUTCOME_UNKNOWN, Reason.JOURNAL_BROKEN);
            }
            return onDisk();
        }

        private Payment onDisk() {
            if (read.entryMode() == EntryMode.CHIP) {
                rooms.prompts().show(payment, Prompt.REMOVE_CARD);
            }
            projection.catchUp();
            Payment now = rooms.ledger().payment(request.id());
            if (now == null) {
                throw new IllegalStateException("the ledger does not know payment " + request.id());
            }
            return now;
        }

        private Payment refused(Reason reason) {
            boolean byCard = reason == Reason.CARD_DECLINED
                    || read instanceof CardRead.Answered answered && answered.outcome() instanceof Outcome.Declined;
            return payment.ended(byCard ? PaymentState.DECLINED : PaymentState.REFUSED_OFFLINE, reason);
        }

        private Standing standing() {
            return rooms.standing().now();
        }

        private LimitsInUse inUse() {
            return rooms.journal().limitsInUse();
        }

        private Sealer.Contents contents(@Nullable Proof proof) {
            return new Sealer.Contents(
                    request.id(), read.card(), proof == null ? null : proof.tags(), request.amount(), soldAt);
        }

        private Sale sale(@Nullable Proof proof) {
            return new Sale(
                    request.amount(),
                    soldAt,
                    read.entryMode(),
                    read.card().pan().masked(),
                    read.cvm(),
                    chip(proof),
                    request.reference(),
                    request.key());
        }

        private @Nullable ChipFacts chip(@Nullable Proof proof) {
            return proof != null && read instanceof CardRead.Answered answered
                    ? new ChipFacts(
                            answered.aid(), answered.label(), proof.cryptogram(), answered.tvr(), answered.tsi())
                    : null;
        }

        private static @Nullable Proof proof(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Approved(var tc, var tags) -> new Proof(tc, tags);
                case Outcome.AskHost(var arqc, var tags) -> new Proof(arqc, tags);
                case Outcome.Declined ignored -> null;
                case Outcome.Ended ignored -> null;
            };
        }

        private static @Nullable Proof proof(FinalOutcome outcome) {
            return switch (outcome) {
                case FinalOutcome.Approved(var tc, var tags) -> new Proof(tc, tags);
                case FinalOutcome.Deferrable(var arqc, var tags) -> new Proof(arqc, tags);
                case FinalOutcome.Declined() -> null;
            };
        }
    }
}
