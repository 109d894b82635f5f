package dev.tidegate.emv.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * A device that speaks the nexo Retailer protocol, version 3.0, in JSON over HTTPS: a POST with a
 * {@code SaleToPOIRequest}, answered by a {@code SaleToPOIResponse}.
 *
 * <p>A payment is posted once. Whatever is not a whole, paired, understood answer to it makes a doubt: then the payment
 * is aborted, as nobody listens to it any more, and asked about by {@code TransactionStatus} with growing pauses. Each
 * message has a connection of its own, so that a late answer goes nowhere and cannot be taken for the next one's.
 */
public final class NexoDevice implements PaymentDevice {
    /** Requests that were prepared and not sent, or doubted, are forgotten beyond it, the oldest first. */
    static final int REQUESTS_MAX = 1000;

    private final NexoSettings settings;
    private final RandomGenerator chance;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final HttpsPost https;
    private final Pause pause;
    private final NotFoundRule notFound;
    private final CountDownLatch closed;

    private final ReentrantLock oneAtATime = new ReentrantLock();
    // Under the lock.
    private final LinkedHashSet<String> unresolved = new LinkedHashSet<>();
    private final LinkedHashSet<String> known = new LinkedHashSet<>();
    private String last = "";

    // Under its own.
    private final LinkedHashSet<String> prepared = new LinkedHashSet<>();

    NexoDevice(
            NexoSettings settings,
            DeviceTrust trust,
            RandomGenerator chance,
            InstantSource clock,
            LongSupplier nanos,
            CountDownLatch closed,
            Pause pause) {
        this.settings = settings;
        this.chance = chance;
        this.clock = clock;
        this.nanos = nanos;
        this.https = new HttpsPost(settings, trust, nanos);
        this.closed = closed;
        this.pause = pause;
        this.notFound =
                new NotFoundRule(settings.times().settle(), settings.times().memory());
    }

    /**
     * A device by its settings. Connects to nothing yet.
     *
     * @param chance unpredictable, of one thread or safe for several
     * @param nanos a clock that only goes forward, in nanoseconds
     */
    public static PaymentDevice of(
            NexoSettings settings, DeviceTrust trust, RandomGenerator chance, InstantSource clock, LongSupplier nanos) {
        CountDownLatch closed = new CountDownLatch(1);
        return new NexoDevice(settings, trust, chance, clock, nanos, closed, time -> {
            if (closed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new InterruptedException("the device is let go");
            }
        });
    }

    @Override
    public DeviceRequest.Payment prepare(PaymentId payment, Amount amount) {
        return new DeviceRequest.Payment(preparedNumber(), payment, amount, now());
    }

    @Override
    public DeviceRequest.Reversal prepareReversal(PaymentId payment, Amount amount, DeviceTransaction original) {
        return new DeviceRequest.Reversal(preparedNumber(), payment, amount, now(), original);
    }

    @Override
    public PaymentAnswer pay(DeviceRequest.Payment request) {
        return send(new PaymentTalk(request));
    }

    @Override
    public PaymentAnswer resume(DeviceRequest.Payment request) {
        return askAgain(new PaymentTalk(request));
    }

    @Override
    public ReversalAnswer reverse(DeviceRequest.Reversal request) {
        return send(new ReversalTalk(request));
    }

    @Override
    public ReversalAnswer resume(DeviceRequest.Reversal request) {
        return askAgain(new ReversalTalk(request));
    }

    @Override
    public void abort(DeviceRequest.Payment request) {
        stop(header("Payment", request.serviceId()));
    }

    @Override
    public void setAside(DeviceRequest request) {
        oneAtATime.lock();
        try {
            unresolved.remove(request.serviceId());
            keep(known, request.serviceId());
        } finally {
            oneAtATime.unlock();
        }
    }

    @Override
    public DeviceHealth health() {
        Header header = header("Diagnosis", number());
        ObjectNode body = NexoJson.object().put("HostDiagnosisFlag", false);
        return switch (https.post(header.request(body), settings.times().ask())) {
            case Posted.NothingLeft(var why) ->
                why == Obstacle.NOT_TRUSTED ? DeviceHealth.NOT_TRUSTED : DeviceHealth.UNREACHABLE;
            case Posted.NoAnswer() -> DeviceHealth.UNREACHABLE;
            case Posted.Unreadable ignored -> DeviceHealth.NOT_INTERPRETABLE;
            case Posted.Answered(var bytes) -> DiagnosisReading.read(header.answerIn(NexoJson.read(bytes)));
        };
    }

    @Override
    public void close() {
        closed.countDown();
        https.close();
    }

    private <A> A send(Talk<A> talk) {
        DeviceRequest request = talk.request();
        if (!oneAtATime.tryLock()) {
            return talk.notStarted(Obstacle.BUSY);
        }
        try {
            if (!takePrepared(request.serviceId())) {
                throw new IllegalStateException("a request is sent once, by who prepared it; then it is resumed");
            }
            if (!unresolved.isEmpty()) {
                return talk.notStarted(Obstacle.EARLIER_UNRESOLVED);
            }
            last = request.serviceId();
            Header header = header(talk.category(), request.serviceId());
            Posted posted =
                    https.post(header.request(talk.body()), settings.times().pay());
            return switch (posted) {
                case Posted.NothingLeft(var why) -> resolved(request, talk.notStarted(why));
                case Posted.NoAnswer() -> ask(talk, Doubt.SILENT, false);
                case Posted.Unreadable(var accepted) -> ask(talk, Doubt.NOT_UNDERSTOOD, accepted);
                case Posted.Answered(var bytes) -> {
                    JsonNode body = header.answerIn(NexoJson.read(bytes));
                    yield switch (talk.read(body)) {
                        case Reading.Definite<A>(var answer) -> resolved(request, answer);
                        case Reading.Doubtful<A>(var why) -> ask(talk, why, true);
                    };
                }
            };
        } finally {
            oneAtATime.unlock();
        }
    }

    private <A> A askAgain(Talk<A> talk) {
        if (!oneAtATime.tryLock()) {
            return talk.unknown(Doubt.IN_PROGRESS);
        }
        try {
            return ask(talk, Doubt.SILENT, false);
        } finally {
            oneAtATime.unlock();
        }
    }

    private <A> A resolved(DeviceRequest request, A answer) {
        unresolved.remove(request.serviceId());
        return answer;
    }

    /**
     * Stops a payment and asks what became of it, until it is known or patience ends.
     *
     * @param arrived whether the device has just shown that it knows the request
     */
    private <A> A ask(Talk<A> talk, Doubt first, boolean arrived) {
        DeviceRequest request = talk.request();
        boolean isLast = last.isEmpty() || last.equals(request.serviceId());
        unresolved.add(request.serviceId());
        long since = nanos.getAsLong();
        Header header = header(talk.category(), request.serviceId());
        if (request instanceof DeviceRequest.Payment) {
            stop(header);
        }
        Doubt doubt = first;
        if (arrived) {
            keep(known, request.serviceId());
        }
        Duration next = settings.times().firstPause();
        while (true) {
            switch (status(talk, header)) {
                case Status.Told<A>(var answer) -> {
                    return resolved(request, answer);
                }
                case Status.NotFound<A>() -> {
                    switch (notFound.judge(
                            known.contains(request.serviceId()), isLast, since(since), request.at(), clock.instant())) {
                        case NEVER_ARRIVED -> {
                            return resolved(request, talk.notStarted(Obstacle.NOT_ARRIVED));
                        }
                        case FORGOTTEN -> {
                            return talk.unknown(Doubt.FORGOTTEN);
                        }
                        case WAIT -> {}
                    }
                }
                case Status.Untold<A>(var why, var knows) -> {
                    doubt = why;
                    if (knows) {
                        keep(known, request.serviceId());
                    }
                }
            }
            Duration left = settings.times().patience().minus(since(since));
            if (!left.isPositive()) {
                return talk.unknown(doubt);
            }
            try {
                pause.of(shorter(next, left));
            } catch (InterruptedException stopping) {
                if (closed.getCount() > 0) {
                    Thread.currentThread().interrupt();
                }
                return talk.unknown(Doubt.INTERRUPTED);
            }
            next = shorter(next.multipliedBy(2), settings.times().longestPause());
        }
    }

    /** What one question came to. */
    private sealed interface Status<A> {
        record Told<A>(A answer) implements Status<A> {}

        record NotFound<A>() implements Status<A> {}

        /** @param knows whether the device showed that it knows the request */
        record Untold<A>(Doubt why, boolean knows) implements Status<A> {}
    }

    private <A> Status<A> status(Talk<A> talk, Header about) {
        Header header = header("TransactionStatus", number());
        ObjectNode body = NexoJson.object();
        body.set("MessageReference", about.reference());
        body.put("ReceiptReprintFlag", false);
        return switch (https.post(header.request(body), settings.times().ask())) {
            case Posted.NothingLeft ignored -> new Status.Untold<>(Doubt.SILENT, false);
            case Posted.NoAnswer() -> new Status.Untold<>(Doubt.SILENT, false);
            case Posted.Unreadable ignored -> new Status.Untold<>(Doubt.NOT_UNDERSTOOD, false);
            case Posted.Answered(var bytes) -> told(talk, about, header.answerIn(NexoJson.read(bytes)));
        };
    }

    private static <A> Status<A> told(Talk<A> talk, Header about, JsonNode status) {
        return switch (Said.in(status)) {
            case Said.Success() ->
                switch (talk.read(about.repeatedIn(status))) {
                    case Reading.Definite<A>(var answer) -> new Status.Told<>(answer);
                    case Reading.Doubtful<A>(var why) -> new Status.Untold<>(why, true);
                };
            case Said.Failure(var condition) ->
                switch (condition) {
                    case NOT_FOUND -> new Status.NotFound<>();
                    case IN_PROGRESS -> new Status.Untold<>(Doubt.IN_PROGRESS, true);
                    case UNHEARD_OF -> new Status.Untold<>(Doubt.NOT_UNDERSTOOD, false);
                    default -> new Status.Untold<>(Doubt.WITHHELD, false);
                };
            case Said.Partial(), Said.Nothing() -> new Status.Untold<>(Doubt.NOT_UNDERSTOOD, false);
        };
    }

    /** The protocol has no answer to an abort: what it did is told by the answer to the payment. */
    private void stop(Header about) {
        Header header = header("Abort", number());
        ObjectNode body = NexoJson.object();
        body.set("MessageReference", about.reference());
        body.put("AbortReason", "MerchantAbort");
        https.post(header.request(body), settings.times().ask());
    }

    private Header header(String category, String serviceId) {
        return new Header(category, serviceId, settings.saleId(), settings.poiId());
    }

    private String preparedNumber() {
        String number = number();
        synchronized (prepared) {
            keep(prepared, number);
        }
        return number;
    }

    private static void keep(LinkedHashSet<String> numbers, String number) {
        numbers.add(number);
        if (numbers.size() > REQUESTS_MAX) {
            numbers.removeFirst();
        }
    }

    private boolean takePrepared(String number) {
        synchronized (prepared) {
            return prepared.remove(number);
        }
    }

    private String number() {
        return ServiceId.next(chance).value();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Duration since(long start) {
        return Duration.ofNanos(nanos.getAsLong() - start);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
