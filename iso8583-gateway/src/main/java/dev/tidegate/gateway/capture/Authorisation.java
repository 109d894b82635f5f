package dev.tidegate.gateway.capture;

import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.PaymentEvent;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.crypto.BodyRejectedException;
import dev.tidegate.crypto.OpenedBody;
import dev.tidegate.crypto.Purpose;
import dev.tidegate.gateway.codec.UnsendableException;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.AttemptRow.Kind;
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
            LiveAnswer answer = first(question);
            mine.complete(answer);
            return answer;
        } finally {
            mine.complete(new LiveAnswer.Unknown());
            asking.remove(question.payment());
            wake.up();
        }
    }

    private LiveAnswer first(Question question) {
        Optional<LiveAnswer> known = store.read(tables -> known(tables, question));
        if (known.isPresent()) {
            return known.get();
        }
        try (OpenedBody body = bodies.open(question.body(), question.till(), question.payment(), Purpose.REQUEST)) {
            if (!BodyCheck.agrees(body, question.amount(), question.soldAt(), question.entryMode())) {
                LOG.error("an online request that disagrees with its body", Map.of(Field.PAYMENT, question.payment()));
                return new LiveAnswer.Refused("TAMPER");
            }
            return send(question, body);
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

    private LiveAnswer send(Question question, OpenedBody body) {
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
                Begun begun = store.write(tables -> begin(tables, question, body));
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

    private Begun begin(Tables tables, Question question, OpenedBody body) {
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
        Instant now = clock.instant();
        PaymentRow fresh = fresh(question, body);
        Trace trace = writer.trace(tables, fresh, now);
        HostReply numbers =
                new HostReply("", "", trace.stan().toString(), trace.rrn().value());
        PaymentRow asked =
                steps.note(tables, fresh.with(fresh.outcome().attempted().said(numbers)), PaymentEvent.ASK.name());
        tables.payments().keepCard(asked.id(), columns.sealCard(body, asked.id()), null);
        AttemptRow intent = AttemptRow.fresh(asked.id(), 1, Kind.SALE, lane).intent(trace);
        tables.attempts().insert(intent);
        return new Begun.Ready(new Job(intent, writer.write(asked, intent, null, body, now)));
    }

    private LiveAnswer notSent(Question question, OpenedBody body, Reason cause) {
        return store.write(tables -> {
            Optional<LiveAnswer> known = known(tables, question);
            if (known.isPresent()) {
                return known.get();
            }
            PaymentRow fresh = fresh(question, body);
            steps.note(
                    tables, fresh.with(fresh.outcome().first(FirstAnswer.NOT_SENT, cause)), "NOT_SENT", cause.name());
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
        boolean same = payment.kind() == PaymentRow.Kind.LIVE
                && payment.till().equals(question.till())
                && terms != null
                && terms.amount().equals(question.amount());
        if (!same) {
            return new LiveAnswer.Conflict();
        }
        HostReply reply = payment.outcome().reply();
        return switch (payment.outcome().first()) {
            case APPROVED ->
                new LiveAnswer.Approved(
                        reply,
                        payment.state() == PaymentState.CAPTURED,
                        sale(tables, payment).said().issuerData());
            case DECLINED ->
                new LiveAnswer.Declined(reply, sale(tables, payment).said().issuerData());
            case NOT_SENT -> new LiveAnswer.NotSent(payment.outcome().cause());
            case UNKNOWN, NONE -> new LiveAnswer.Unknown();
        };
    }

    private static AttemptRow sale(Tables tables, PaymentRow payment) {
        List<AttemptRow> attempts = tables.attempts().of(payment.id());
        return attempts.stream()
                .filter(a -> a.kind() == Kind.SALE)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an answer without a message"));
    }

    private LiveAnswer joined(Question question, CompletableFuture<LiveAnswer> other) {
        var timers = acquirers.of(lane(question)).profile().timers();
        long millis =
                timers.laneWait().plus(timers.live()).plus(timers.connect()).toMillis();
        return other.completeOnTimeout(new LiveAnswer.Unknown(), millis, TimeUnit.MILLISECONDS)
                .copy()
                .join();
    }

    private static PaymentRow fresh(Question question, OpenedBody body) {
        Terms terms = new Terms(
                question.amount(),
                question.soldAt(),
                question.entryMode(),
                body.card().pan().masked());
        return PaymentRow.fresh(question.payment(), question.till(), lane(question), PaymentRow.Kind.LIVE, terms);
    }

    private static LaneId lane(Question question) {
        return new LaneId(question.terminal().acquirer(), question.terminal().tid());
    }
}
