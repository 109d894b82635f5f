package dev.tidegate.core.flow;

import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.payment.VoiceCode;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.JournalBrokenException;
import dev.tidegate.core.port.JournalFullException;
import dev.tidegate.core.port.Prompts.Prompt;
import dev.tidegate.core.port.SealUnavailableException;
import dev.tidegate.core.port.Sealer;
import dev.tidegate.core.port.TransactionParameters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * Takes one card payment that its issuer's centre has approved by telephone: the card is read for its number, nobody is
 * asked, and the sale is stored with the code. Whatever is returned as stored is on disk. Used by one thread at a time.
 */
public final class TakeByVoice {
    /** What the card is told: its issuer has referred the sale, and its second cryptogram is of no use. */
    private static final HostAnswer REFERRED = new HostAnswer.Answered(false, "01", TlvSet.empty());

    private final Rooms rooms;
    private final Decider decider;
    private final Projection projection;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Duration cardWait;

    /** @param zone the shop's, for the date that the card signs */
    public TakeByVoice(
            Rooms rooms, Decider decider, Projection projection, InstantSource clock, ZoneId zone, Duration cardWait) {
        this.rooms = rooms;
        this.decider = decider;
        this.projection = projection;
        this.clock = clock;
        this.zone = zone;
        this.cardWait = cardWait;
    }

    /**
     * Reads a card and stores the sale. Blocks for the card.
     *
     * @param code confirmed by a manager
     * @return the payment as it now stands; the refusal of a broken or full journal, or of a missing key, is a state
     *     too
     */
    public Payment take(SaleRequest request, VoiceCode code) {
        Payment payment = Payment.collecting(request.id(), request.amount());
        Reason early = decider.beforeTheCard(
                request.amount(), rooms.terms().voiceFloor(), rooms.journal().limitsInUse(), clock.instant());
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
                case CardRead.Ended(var reason) -> payment.ended(PaymentState.CANCELLED, TakePayment.reasonOf(reason));
                case CardRead.Taken read -> taken(request, code, soldAt, session, read, payment);
            };
        } catch (JournalFullException e) {
            return payment.ended(PaymentState.REFUSED_OFFLINE, Reason.JOURNAL_FULL);
        } catch (JournalBrokenException e) {
            return payment.ended(PaymentState.REFUSED_OFFLINE, Reason.JOURNAL_BROKEN);
        } catch (SealUnavailableException e) {
            return payment.ended(PaymentState.REFUSED_OFFLINE, Reason.NO_RECIPIENT_KEY);
        }
    }

    private Payment taken(
            SaleRequest request,
            VoiceCode code,
            Instant soldAt,
            CardSession session,
            CardRead.Taken read,
            Payment payment) {
        rooms.prompts().show(payment, Prompt.PROCESSING);
        rooms.cards().remember(request.id(), read.card().pan());
        if (read instanceof CardRead.Answered answered && answered.outcome() instanceof Outcome.AskHost) {
            // Its last word is not looked at: the issuer's was given by telephone.
            var ignored = session.finish(REFERRED);
        }
        Reason no = decider.byVoice(read, request.amount(), rooms.journal().limitsInUse(), clock.instant());
        if (no != Reason.NONE) {
            return payment.ended(no == Reason.CARD_DECLINED ? PaymentState.DECLINED : PaymentState.REFUSED_OFFLINE, no);
        }
        SealedBody body = rooms.sealer()
                .sealForJournal(new Sealer.Contents(request.id(), read.card(), null, request.amount(), soldAt, code));
        rooms.journal()
                .append(new JournalEntry.Stored(
                        request.id(),
                        sale(request, soldAt, read),
                        StoredKind.VOICE_APPROVED,
                        body,
                        rooms.terms().notAfter(StoredKind.VOICE_APPROVED, soldAt),
                        code));
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

    private static Sale sale(SaleRequest request, Instant soldAt, CardRead.Taken read) {
        return new Sale(
                request.amount(),
                soldAt,
                read.entryMode(),
                read.card().pan().masked(),
                read.cvm(),
                null,
                request.reference(),
                request.key());
    }
}
