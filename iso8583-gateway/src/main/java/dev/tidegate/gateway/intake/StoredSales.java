package dev.tidegate.gateway.intake;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalEntry.Stored;
import dev.tidegate.core.payment.PaymentEvent;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.payment.VoiceCode;
import dev.tidegate.crypto.OpenedBody;
import dev.tidegate.gateway.capture.Acquirers;
import dev.tidegate.gateway.capture.BodyCheck;
import dev.tidegate.gateway.capture.CardColumns;
import dev.tidegate.gateway.capture.Steps;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.Terminal;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.AttemptRow.Kind;
import dev.tidegate.gateway.store.AttemptRow.State;
import dev.tidegate.gateway.store.LaneId;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.PaymentRow.Marks;
import dev.tidegate.gateway.store.PaymentRow.Terms;
import dev.tidegate.gateway.store.Tables;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a STORED record does: it creates the payment, once. Runs inside a transaction. */
final class StoredSales {
    private static final FactLog LOG = FactLog.of(StoredSales.class);

    private final Steps steps;
    private final Acquirers acquirers;
    private final CardColumns columns;
    private final InstantSource clock;

    StoredSales(Steps steps, Acquirers acquirers, CardColumns columns, InstantSource clock) {
        this.steps = steps;
        this.acquirers = acquirers;
        this.columns = columns;
        this.clock = clock;
    }

    /**
     * Takes a good record in.
     *
     * @param raw kept where it cannot become a payment
     */
    void take(Tables tables, Origin origin, long seq, Stored stored, OpenedBody body, Octets raw) {
        Terminal terminal = origin.terminal();
        Optional<PaymentRow> known = tables.payments().find(stored.payment());
        if (known.isPresent() && !mayBegin(tables, known.get(), terminal)) {
            secondPath(tables, known.get(), terminal, seq, raw);
            return;
        }
        PaymentRow payment = begun(tables, known.orElse(null), terminal, seq, stored);
        @Nullable Octets track = track(payment, terminal, body);
        tables.payments().keepCard(payment.id(), columns.sealCard(body, payment.id()), track);
        tables.payments().markCard(payment.id(), columns.mark(body.card().pan()));
        Sale sale = stored.sale();
        if (!agrees(body, stored)) {
            LOG.error("a stored sale that disagrees with its body", Map.of(Field.PAYMENT, payment.id()));
            hold(tables, payment, Reason.TAMPER);
        } else if (stored.voice() != null && !takesVoice(terminal, sale)) {
            LOG.error("a sale by telephone that its acquirer does not take", Map.of(Field.PAYMENT, payment.id()));
            hold(tables, payment, Reason.POLICY);
        } else if (sale.entryMode().isStripe() && stored.voice() == null && track == null) {
            LOG.error("a stored stripe without its track", Map.of(Field.PAYMENT, payment.id()));
            hold(tables, payment, Reason.STRIPE_NOT_KEPT);
        } else if (payment.kind() == PaymentRow.Kind.OFFLINE_APPROVED && !takesAdvices(terminal)) {
            LOG.error("an advice that its acquirer takes with the track alone", Map.of(Field.PAYMENT, payment.id()));
            hold(tables, payment, Reason.POLICY);
        } else if (stored.kind() == StoredKind.DEFERRED_AUTHORISATION
                && !acquirers.named(terminal.acquirer()).profile().has(MessageKind.DEFERRED)) {
            LOG.error("a deferred sale for an acquirer that takes none", Map.of(Field.PAYMENT, payment.id()));
            hold(tables, payment, Reason.POLICY);
        } else if (seq <= origin.lostTo()) {
            hold(tables, payment, Reason.RESTORED);
        } else if (isPast(payment)) {
            tables.payments().forgetSensitive(payment.id());
            steps.take(tables, payment, PaymentEvent.EXPIRE, Reason.EXPIRED);
        }
    }

    /**
     * Takes a record in that nobody can send: what it says in the clear is kept for people to look at.
     *
     * @param why TAMPER, KEY_GONE or FORK
     */
    void takeHeld(Tables tables, Terminal terminal, long seq, Stored stored, Reason why) {
        if (tables.payments().find(stored.payment()).isEmpty()) {
            hold(tables, begun(tables, null, terminal, seq, stored), why);
        }
    }

    /** A live sale of which only the till still knows: whatever became of it, this database has no message of it. */
    void takeLost(Tables tables, Origin origin, long seq, JournalEntry.Asked asked) {
        Terminal terminal = origin.terminal();
        boolean lost = seq <= origin.lostTo()
                && tables.payments().find(asked.payment()).isEmpty();
        if (lost) {
            Sale sale = asked.sale();
            Terms terms = new Terms(sale.amount(), sale.soldAt(), sale.entryMode(), sale.card());
            LaneId lane = new LaneId(terminal.acquirer(), terminal.tid());
            PaymentRow live = PaymentRow.fresh(asked.payment(), terminal.till(), lane, PaymentRow.Kind.LIVE, terms);
            hold(tables, steps.store(tables, live), Reason.RESTORED);
        }
    }

    /** The till says that nothing of a live sale was booked: then nothing is lost with it. */
    void nothingBooked(Tables tables, Terminal terminal, JournalEntry.Answered answered) {
        boolean nothing = answered.answer() == JournalEntry.Answered.Answer.DECLINED
                || answered.answer() == JournalEntry.Answered.Answer.NOT_SENT;
        tables.payments()
                .find(answered.payment())
                .filter(payment -> nothing
                        && payment.till().equals(terminal.till())
                        && payment.kind() == PaymentRow.Kind.LIVE
                        && payment.state() == PaymentState.HELD
                        && payment.place().reason() == Reason.RESTORED)
                .ifPresent(payment -> steps.take(tables, payment, PaymentEvent.VOID_CONFIRMED, Reason.NONE));
    }

    private PaymentRow begun(Tables tables, @Nullable PaymentRow known, Terminal terminal, long seq, Stored stored) {
        Sale sale = stored.sale();
        Terms terms = new Terms(sale.amount(), sale.soldAt(), sale.entryMode(), sale.card());
        LaneId lane = new LaneId(terminal.acquirer(), terminal.tid());
        PaymentRow fresh = PaymentRow.fresh(stored.payment(), terminal.till(), lane, kind(stored.kind()), terms);
        boolean shown = known != null && known.marks().shown();
        PaymentRow marked = fresh.with(new Marks(
                        seq, shown, false, known != null && known.marks().tombstone()))
                .with(fresh.outcome().until(deadline(lane, stored)));
        if (known != null) {
            marked = marked.with(known.place()).with(known.outcome().until(deadline(lane, stored)));
        }
        return steps.store(tables, marked);
    }

    // A payment that was asked for online may be stored when no message of it can have booked it.
    private boolean mayBegin(Tables tables, PaymentRow known, Terminal terminal) {
        boolean ours = known.till().equals(terminal.till()) && !known.kind().isStored();
        return ours
                && !known.marks().completed()
                && known.outcome().captured() == null
                && known.state() != PaymentState.OUTCOME_UNKNOWN
                && tables.attempts().of(known.id()).stream().noneMatch(StoredSales::standsInTheWay);
    }

    private static boolean standsInTheWay(AttemptRow attempt) {
        boolean over = attempt.state() == State.ANSWERED
                || attempt.state() == State.REVERSED
                || attempt.state() == State.NOT_WRITTEN
                || attempt.state() == State.DROPPED;
        return attempt.kind() == Kind.REVERSAL ? attempt.state().isOpen() : !over;
    }

    private void secondPath(Tables tables, PaymentRow known, Terminal terminal, long seq, Octets raw) {
        LOG.error(
                "a second record for a payment, both are kept",
                Map.of(Field.PAYMENT, known.id(), Field.SEQ, seq, Field.STATE, known.state()));
        tables.received().quarantine(terminal.till(), seq, known.id(), "SECOND_PATH", raw, clock.instant());
        boolean open = tables.attempts().of(known.id()).stream()
                .anyMatch(a -> a.kind() != Kind.REVERSAL && a.state().isOpen());
        if (!open && Steps.allows(known, PaymentEvent.HOLD)) {
            steps.take(tables, known.with(known.outcome().next(null)), PaymentEvent.HOLD, Reason.SECOND_PATH);
        } else {
            steps.note(tables, known, "SECOND_PATH");
        }
    }

    private void hold(Tables tables, PaymentRow payment, Reason why) {
        steps.take(tables, payment, PaymentEvent.HOLD, why);
    }

    private @Nullable Octets track(PaymentRow payment, Terminal terminal, OpenedBody body) {
        Track2 track2 = body.card().track2();
        boolean allowed = payment.kind() == PaymentRow.Kind.DEFERRED_AUTHORISATION
                && acquirers.named(terminal.acquirer()).profile().storesTrack();
        return track2 == null || !allowed ? null : columns.sealTrack(track2, payment.id());
    }

    private static boolean agrees(OpenedBody body, Stored stored) {
        Sale sale = stored.sale();
        VoiceCode voice = stored.voice();
        return voice == null
                ? BodyCheck.agrees(body, sale.amount(), sale.soldAt(), sale.entryMode())
                : BodyCheck.agrees(body, sale.amount(), sale.soldAt(), voice);
    }

    private boolean takesVoice(Terminal terminal, Sale sale) {
        Profile profile = acquirers.named(terminal.acquirer()).profile();
        Long floor = profile.rules().voiceFloor();
        return profile.has(MessageKind.VOICE) && floor != null && sale.amount().minor() >= floor;
    }

    // The track of a sale that the card has approved is never kept.
    private boolean takesAdvices(Terminal terminal) {
        return acquirers.named(terminal.acquirer()).profile().rules().adviceWithoutTrack();
    }

    private boolean isPast(PaymentRow payment) {
        Instant deadline = payment.outcome().deadline();
        return deadline != null && clock.instant().isAfter(deadline);
    }

    // A till's clock that runs ahead buys no time.
    private Instant deadline(LaneId lane, Stored stored) {
        Profile.Deadlines deadlines = acquirers.of(lane).profile().deadlines();
        Instant now = clock.instant();
        Instant from = stored.sale().soldAt().isAfter(now) ? now : stored.sale().soldAt();
        return from.plus(stored.kind().isAdvice() ? deadlines.adviceHold() : deadlines.deferredHold());
    }

    private static PaymentRow.Kind kind(StoredKind kind) {
        return switch (kind) {
            case OFFLINE_APPROVED -> PaymentRow.Kind.OFFLINE_APPROVED;
            case DEFERRED_AUTHORISATION -> PaymentRow.Kind.DEFERRED_AUTHORISATION;
            case VOICE_APPROVED -> PaymentRow.Kind.VOICE_APPROVED;
        };
    }
}
