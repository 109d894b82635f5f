package dev.tidegate.gateway.capture;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.PaymentEvent;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.crypto.BodyRejectedException;
import dev.tidegate.crypto.OpenedBody;
import dev.tidegate.crypto.Purpose;
import dev.tidegate.gateway.capture.Question.Basis;
import dev.tidegate.gateway.codec.UnsendableException;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.AttemptRow.Kind;
import dev.tidegate.gateway.store.AttemptRow.Said;
import dev.tidegate.gateway.store.AttemptRow.Trace;
import dev.tidegate.gateway.store.LaneId;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.PaymentRow.FirstAnswer;
import dev.tidegate.gateway.store.PaymentRow.Terms;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.Tables;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the acquirer while the cardholder waits. Each payment is asked about once; whoever asks again hears the same.
 */
public final class Authorisation {
    /** The payment is not captured for good, not of this merchant, or too little of it is left. */
    public static final String NOT_REFUNDABLE = "NOT_REFUNDABLE";

    private static final FactLog LOG = FactLog.of(Authorisation.class);
    /** Between two looks whether a reversal has been answered meanwhile. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Store store;
    private final Acquirers acquirers;
    private final Steps steps;
    private final Lanes lanes;
    private final Writer writer;
    private final Exchange exchange;
    private final Bodies bodies;
    private final CardColumns columns;
    private final Wake wake;
    private final Refundables refundables;
    private final Rates rates;
    private final Tenure tenure;
    private final InstantSource clock;
    private final Map<PaymentId, CompletableFuture<LiveAnswer>> asking = new ConcurrentHashMap<>();

    Authorisation(
            Store store,
            Acquirers acquirers,
            Steps steps,
            Lanes lanes,
            Writer writer,
            Exchange exchange,
            Bodies bodies,
            CardColumns columns,
            Wake wake,
            Refundables refundables,
            Rates rates,
            Tenure tenure,
            InstantSource clock) {
        this.tenure = tenure;
        this.store = store;
        this.acquirers = acquirers;
        this.steps = steps;
        this.lanes = lanes;
        this.writer = writer;
        this.exchange = exchange;
        this.bodies = bodies;
        this.columns = columns;
        this.wake = wake;
        this.refundables = refundables;
        this.rates = rates;
        this.clock = clock;
    }

    /**
     * Asks, or tells what was answered before. Blocks for the terminal's turn and for the answer.
     *
     * @throws dev.tidegate.crypto.KeyUnavailableException the keys cannot be used now; nothing was written
     * @throws dev.tidegate.gateway.store.StoreBrokenException the database refused; the caller answers that it is busy,
     *     and the till finds out by asking again
     */
    public LiveAnswer ask(Question question) {
        CompletableFuture<LiveAnswer> mine = new CompletableFuture<>();
        CompletableFuture<LiveAnswer> other = asking.putIfAbsent(question.payment(), mine);
        if (other != null) {
            return joined(question, other);
        }
        try {
            LiveAnswer answer = settled(question, first(question));
            mine.complete(answer);
            return answer;
        } finally {
            mine.complete(new LiveAnswer.Unknown());
            asking.remove(question.payment());
            wake.up();
        }
    }

    // Another node's message may be in flight: its answer is this question's too.
    private LiveAnswer settled(Question question, LiveAnswer told) {
        long looks = patience(question).dividedBy(LOOK_AGAIN);
        LiveAnswer now = told;
        while (now instanceof LiveAnswer.Unknown && looks-- > 0 && isInFlight(question)) {
            lanes.of(lane(question)).awaitTurn(LOOK_AGAIN);
            now = store.read(tables -> known(tables, question)).orElse(now);
        }
        return now;
    }

    private boolean isInFlight(Question question) {
        return store.read(tables -> tables.payments().find(question.payment()))
                .filter(payment -> payment.outcome().first() == FirstAnswer.NONE)
                .isPresent();
    }

    private Duration patience(Question question) {
        var timers = acquirers.of(lane(question)).profile().timers();
        return timers.laneWait().plus(timers.live()).plus(timers.connect());
    }

    private LiveAnswer first(Question question) {
        Optional<LiveAnswer> known = store.read(tables -> known(tables, question));
        if (known.isPresent()) {
            return known.get();
        }
        if (question.basis() instanceof Basis.RefundOf(var original) && !refundables.isOurs(question, original)) {
            return new LiveAnswer.Refused(NOT_REFUNDABLE);
        }
        try (OpenedBody body = opened(question)) {
            if (question.basis() instanceof Basis.Read
                    && !BodyCheck.agrees(body, question.amount(), question.soldAt(), question.entryMode())) {
                LOG.error("an online request that disagrees with its body", Map.of(Field.PAYMENT, question.payment()));
                return new LiveAnswer.Refused("TAMPER");
            }
            return withPin(question, body);
        } catch (BodyRejectedException e) {
            LOG.error(
                    "an online request whose body cannot be opened",
                    Map.of(Field.PAYMENT, question.payment(), Field.CAUSE, e.code()));
            return new LiveAnswer.Refused("BODY");
        } catch (UnsendableException e) {
            LOG.error(
                    "an online request that cannot be made into a message",
                    Map.of(Field.PAYMENT, question.payment(), Field.CODE, e.field()));
            return new LiveAnswer.Refused("FORMAT");
        }
    }

    private OpenedBody opened(Question question) {
        return switch (question.basis()) {
            case Basis.Read(var sealed) -> bodies.open(sealed, question.till(), question.payment(), Purpose.REQUEST);
            case Basis.RefundOf(var original) -> refundables.card(original, question.amount(), question.soldAt());
        };
    }

    // Before a byte leaves: nobody is asked without the PIN that the card wants, and no INTENT waits for the module.
    private LiveAnswer withPin(Question question, OpenedBody body) {
        EncipheredPin pin = body.pin();
        if (pin == null) {
            return send(question, body, null);
        }
        PinDesk.Handed handed =
                acquirers.of(lane(question)).pins().hand(pin, body.card().pan());
        pin.close();
        return switch (handed) {
            case PinDesk.Handed.Over(var block) -> send(question, body, block);
            case PinDesk.Handed.Refused(var why) -> {
                LOG.error("a PIN cannot go on", Map.of(Field.PAYMENT, question.payment(), Field.CAUSE, why));
                yield notSent(question, body, Reason.PIN_UNCHECKED);
            }
        };
    }

    private LiveAnswer send(Question question, OpenedBody body, @Nullable Octets pin) {
        LaneId laneId = lane(question);
        Acquirer acquirer = acquirers.of(laneId);
        Lane lane = lanes.of(laneId);
        Instant end = clock.instant().plus(acquirer.profile().timers().laneWait());
        while (true) {
            if (!acquirer.link().isUp()) {
                return notSent(question, body, Reason.ACQUIRER_SILENT);
            }
            Duration left = Duration.between(clock.instant(), end);
            if (left.isNegative() || !lane.enterLive(left)) {
                return notSent(question, body, Reason.LANE_BUSY);
            }
            try {
                Begun begun = rates.take(laneId.acquirer(), TokenBucket.Claim.FIRST)
                        ? store.write(tables -> begin(tables, question, body, pin))
                        : new Begun.Busy();
                if (begun instanceof Begun.Known(var answer)) {
                    return answer;
                }
                if (begun instanceof Begun.Ready(var job)) {
                    exchange.run(job);
                    return store.read(tables -> known(tables, question)).orElse(new LiveAnswer.Unknown());
                }
            } finally {
                lane.leave();
            }
            // A reversal goes first.
            wake.up();
            lane.awaitTurn(LOOK_AGAIN);
        }
    }

    /** What became of the try to begin. */
    private sealed interface Begun {
        record Ready(Job job) implements Begun {}

        record Known(LiveAnswer answer) implements Begun {}

        record Busy() implements Begun {}
    }

    private Begun begin(Tables tables, Question question, OpenedBody body, @Nullable Octets pin) {
        Optional<LiveAnswer> known = known(tables, question);
        if (known.isPresent()) {
            return new Begun.Known(known.get());
        }
        LaneId lane = lane(question);
        if (tenure.take(tables, lane, true) == Tenure.Turn.ANOTHERS
                || tables.attempts().inFlight(lane).isPresent()
                || tables.attempts().reversalWaits(lane)) {
            return new Begun.Busy();
        }
        if (question.basis() instanceof Basis.RefundOf(var original)
                && !tables.refunds().reserve(original, question.amount())) {
            return new Begun.Known(new LiveAnswer.Refused(NOT_REFUNDABLE));
        }
        Instant now = clock.instant();
        PaymentRow fresh = fresh(question, body);
        Trace trace = writer.trace(tables, fresh, now);
        HostReply numbers =
                new HostReply("", "", trace.stan().toString(), trace.rrn().value());
        PaymentRow asked =
                steps.note(tables, fresh.with(fresh.outcome().attempted().said(numbers)), PaymentEvent.ASK.name());
        tables.payments().keepCard(asked.id(), columns.sealCard(body, asked.id()), null);
        if (question.basis() instanceof Basis.RefundOf(var original)) {
            tables.refunds().insert(asked.id(), original, question.amount());
        }
        AttemptRow first = AttemptRow.fresh(asked.id(), 1, message(question), lane);
        AttemptRow intent = (question.takesPart() ? first.remarked(LiveEnding.TAKES_PART) : first).intent(trace);
        tables.attempts().insert(intent);
        return new Begun.Ready(new Job(intent, writer.write(asked, intent, null, body, pin, now)));
    }

    private LiveAnswer notSent(Question question, OpenedBody body, Reason cause) {
        return store.write(tables -> {
            Optional<LiveAnswer> known = known(tables, question);
            if (known.isPresent()) {
                return known.get();
            }
            PaymentRow fresh = fresh(question, body);
            PaymentRow told = fresh.with(fresh.outcome().first(FirstAnswer.NOT_SENT, cause));
            if (question.basis() instanceof Basis.RefundOf) {
                steps.take(tables, told, PaymentEvent.REFUSE, cause);
            } else {
                steps.note(tables, told, "NOT_SENT", cause.name());
            }
            return new LiveAnswer.NotSent(cause);
        });
    }

    private Optional<LiveAnswer> known(Tables tables, Question question) {
        return tables.payments().find(question.payment()).map(payment -> again(tables, payment, question));
    }

    private static LiveAnswer again(Tables tables, PaymentRow payment, Question question) {
        boolean over = payment.state() == PaymentState.REVERSED || payment.state() == PaymentState.CANCELLED;
        if (payment.till().equals(question.till()) && (payment.marks().tombstone() || over)) {
            return new LiveAnswer.Gone();
        }
        @Nullable Terms terms = payment.terms();
        boolean same = payment.kind() == kind(question)
                && isSameRefund(tables, payment, question)
                && payment.till().equals(question.till())
                && terms != null
                && terms.amount().equals(question.amount());
        if (!same) {
            return new LiveAnswer.Conflict();
        }
        HostReply reply = payment.outcome().reply();
        return switch (payment.outcome().first()) {
            case APPROVED -> approved(payment, reply, sale(tables, payment).said());
            case DECLINED ->
                new LiveAnswer.Declined(
                        Answers.declined(payment.place().reason()),
                        reply,
                        sale(tables, payment).said().issuerData());
            case NOT_SENT -> new LiveAnswer.NotSent(payment.outcome().cause());
            case UNKNOWN, NONE -> new LiveAnswer.Unknown();
        };
    }

    private static LiveAnswer approved(PaymentRow payment, HostReply reply, Said said) {
        boolean captured = payment.state() == PaymentState.CAPTURED;
        Amount asked = payment.sold().amount();
        Long minor = said.minor();
        return minor == null || minor == asked.minor()
                ? new LiveAnswer.Approved(reply, captured, said.issuerData())
                : new LiveAnswer.PartlyApproved(
                        reply, captured, said.issuerData(), new Amount(minor, asked.currency()));
    }

    // A refund that was refused before it was begun has no original written down; its id and amount say enough.
    private static boolean isSameRefund(Tables tables, PaymentRow payment, Question question) {
        return !(question.basis() instanceof Basis.RefundOf(var original))
                || tables.refunds().original(payment.id()).map(original::equals).orElse(true);
    }

    private static Kind message(Question question) {
        return question.basis() instanceof Basis.RefundOf ? Kind.REFUND : Kind.SALE;
    }

    private static PaymentRow.Kind kind(Question question) {
        return question.basis() instanceof Basis.RefundOf ? PaymentRow.Kind.REFUND : PaymentRow.Kind.LIVE;
    }

    private static AttemptRow sale(Tables tables, PaymentRow payment) {
        List<AttemptRow> attempts = tables.attempts().of(payment.id());
        return attempts.stream()
                .filter(a -> a.kind().isLive())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an answer without a message"));
    }

    private LiveAnswer joined(Question question, CompletableFuture<LiveAnswer> other) {
        return other.completeOnTimeout(
                        new LiveAnswer.Unknown(), patience(question).toMillis(), TimeUnit.MILLISECONDS)
                .copy()
                .join();
    }

    private static PaymentRow fresh(Question question, OpenedBody body) {
        Terms terms = new Terms(
                question.amount(),
                question.soldAt(),
                question.entryMode(),
                body.card().pan().masked());
        return PaymentRow.fresh(question.payment(), question.till(), lane(question), kind(question), terms);
    }

    private static LaneId lane(Question question) {
        return new LaneId(question.terminal().acquirer(), question.terminal().tid());
    }
}
