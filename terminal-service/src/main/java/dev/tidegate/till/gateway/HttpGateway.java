package dev.tidegate.till.gateway;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentResult;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.GatewayClient;
import dev.tidegate.core.port.GatewayUnavailableException;
import dev.tidegate.core.port.Journal;
import dev.tidegate.crypto.ExportFacts;
import dev.tidegate.crypto.RecordView;
import dev.tidegate.till.adopt.Courier;
import dev.tidegate.till.gateway.OwnConnection.Exchange;
import dev.tidegate.till.refund.RefundCalls;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The gateway over HTTPS with mutual TLS 1.3.
 *
 * <p>{@link #authorise} alone may move money that nobody has on disk as approved, so it alone tells <em>not sent</em>
 * from <em>not known</em>: its connection stands before the request is handed over. Every other call may be repeated
 * and uses shared connections. Where there are two routes, each call tries the other when one gives no answer.
 */
public final class HttpGateway implements GatewayClient, Courier, RefundCalls, AutoCloseable {
    /** Between two questions about the same payment while its timer runs. */
    static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(500);

    /** With a beat every two seconds, a cut that nobody refuses is noticed within five. */
    static final Duration BEAT_WITHIN = Duration.ofSeconds(3);

    /** What the gateway says for good of an adoption; anything else is asked again. */
    private static final Set<String> ADOPTION_REFUSALS = Set.of(
            "grant_not_believed",
            "grant_of_another_till",
            "grant_expired",
            "grant_revoked",
            "grant_used",
            "beyond_export",
            "no_terminal");

    /** A question is asked on each of two routes at least once before its timer ends. */
    private static final int SHARES = 3;

    /**
     * Where the gateway is and how long each thing may take.
     *
     * @param backup another way to the same gateway; absent where there is one way alone
     */
    public record Route(
            URI address,
            @Nullable URI backup,
            String terminalId,
            Duration connectTimeout,
            Duration callTimeout,
            Duration liveTimer) {
        /** With one way alone. */
        public Route(
                URI address, String terminalId, Duration connectTimeout, Duration callTimeout, Duration liveTimer) {
            this(address, null, terminalId, connectTimeout, callTimeout, liveTimer);
        }
    }

    private final Route route;
    private final Routes calls;
    private final RouteWatch watch;
    private final Predicate<ChainReceipt> believes;
    private final LongSupplier nanos;
    private final Pause pause;

    /** With nobody who hears of the routes. */
    public HttpGateway(Route route, TillTls tls, Predicate<ChainReceipt> believes, LongSupplier nanos, Pause pause) {
        this(route, tls, believes, nanos, pause, RouteWatch.none());
    }

    /**
     * @param believes whether a receipt is signed by the gateway for this till; one that is not is left out of the
     *     answer, which counts for all else
     * @param nanos a clock that only goes forward
     * @param watch told which way the messages go
     */
    public HttpGateway(
            Route route,
            TillTls tls,
            Predicate<ChainReceipt> believes,
            LongSupplier nanos,
            Pause pause,
            RouteWatch watch) {
        this.route = route;
        this.watch = watch;
        List<Routes.Way> ways = new ArrayList<>();
        ways.add(way(RouteName.FIRST, route.address(), tls, nanos));
        if (route.backup() != null) {
            ways.add(way(RouteName.BACKUP, route.backup(), tls, nanos));
        }
        this.calls = new Routes(ways, watch);
        this.believes = believes;
        this.nanos = nanos;
        this.pause = pause;
    }

    private Routes.Way way(RouteName name, URI address, TillTls tls, LongSupplier nanos) {
        return new Routes.Way(
                name,
                new Calls(tls, address, route.connectTimeout(), route.callTimeout()),
                new OwnConnection(tls, address, route.connectTimeout(), nanos));
    }

    /** The way that is tried first; always the first where there is one alone. */
    public RouteName current() {
        return calls.current();
    }

    /** Whether there is a backup. */
    public boolean hasBackup() {
        return calls.areTwo();
    }

    @Override
    public HostVerdict authorise(Ask ask) {
        byte[] body = Wire.write(new Wire.Ask(
                route.terminalId(),
                Wire.Money.of(ask.amount()),
                ask.soldAt(),
                ask.entryMode(),
                Wire.Sealed.of(ask.body()),
                ask.takesPart()));
        String path = "/v1/payments/" + ask.payment() + "/authorise";
        long end = nanos.getAsLong() + route.liveTimer().toNanos();
        List<Routes.Way> ways = calls.inTurn();
        // Until bytes have left on some route each may be tried; from then on the same id is asked for again, and the
        // gateway answers it with its first answer whichever way it comes.
        boolean bytesLeft = false;
        for (int turn = 0; ; turn++) {
            Duration left = Duration.ofNanos(end - nanos.getAsLong());
            if (!left.isPositive()) {
                return bytesLeft ? new HostVerdict.Unknown() : new HostVerdict.NotSent(Reason.NO_NETWORK);
            }
            Routes.Way way = ways.get(turn % ways.size());
            switch (way.own().post(path, body, patience(left))) {
                case Exchange.NothingLeft() -> {
                    if (!bytesLeft && turn == ways.size() - 1) {
                        return new HostVerdict.NotSent(Reason.NO_NETWORK);
                    }
                }
                case Exchange.NoAnswer() -> {
                    bytesLeft = true;
                    carried(way.name(), "authorise", ask.payment(), false);
                }
                case Exchange.Answered(var answer) -> {
                    bytesLeft = true;
                    HostVerdict verdict = verdictOf(answer, ask.amount());
                    carried(way.name(), "authorise", ask.payment(), verdict != null);
                    if (verdict != null) {
                        return verdict;
                    }
                }
            }
            if (bytesLeft && interrupted(end)) {
                return new HostVerdict.Unknown();
            }
        }
    }

    // A route that swallows the question must not swallow its whole time where another could ask.
    private Duration patience(Duration left) {
        Duration share = route.liveTimer().dividedBy(SHARES);
        return hasBackup() && share.compareTo(left) < 0 ? share : left;
    }

    private void carried(RouteName way, String message, PaymentId payment, boolean answered) {
        if (hasBackup()) {
            watch.carried(way, message, payment, 0, 0, answered);
        }
    }

    /** What the answer says; absent where it says nothing and the question is asked again. */
    private static @Nullable HostVerdict verdictOf(HttpAnswer answer, Amount asked) {
        if (answer.status() == 200) {
            try {
                return Meaning.verdict(Wire.read(answer.body(), Wire.Answer.class), asked);
            } catch (UnusableAnswerException e) {
                return null;
            }
        }
        // 410: reversed already. 409 and the like: the gateway will say the same however often it is asked. Whatever it
        // holds for this id is reversed.
        boolean saysTheSameAgain =
                answer.status() >= 300 && answer.status() < 500 && answer.status() != 408 && answer.status() != 429;
        return saysTheSameAgain ? new HostVerdict.Unknown() : null;
    }

    private boolean interrupted(long end) {
        try {
            Duration left = Duration.ofNanos(Math.max(0, end - nanos.getAsLong()));
            pause.of(left.compareTo(ASK_AGAIN_AFTER) < 0 ? left : ASK_AGAIN_AFTER);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public PaymentResult complete(PaymentId payment) {
        return settleWith(payment, "complete");
    }

    @Override
    public PaymentResult reverse(PaymentId payment) {
        return settleWith(payment, "reverse");
    }

    // 409: the payment has gone another way for good. Where it stands is the answer; a person reads of the break there.
    private PaymentResult settleWith(PaymentId payment, String verb) {
        String path = "/v1/payments/" + payment;
        Routes.Routed routed = calls.post(path + "/" + verb, Map.of());
        carried(routed.route(), verb, payment, true);
        Calls.Reply reply = routed.reply();
        Calls.Reply told = reply.status() == 409 ? calls.get(path, Map.of()).reply() : reply;
        return usable(() -> Meaning.result(Wire.read(ok(told), Wire.Result.class), payment));
    }

    @Override
    public Receipt upload(List<JournalRecord> records) {
        List<String> raw = records.stream()
                .map(record -> Wire.Adoption.base64(record.raw()))
                .toList();
        Routes.Routed routed = calls.post("/v1/journal", new Wire.Records(raw, null));
        Calls.Reply reply = routed.reply();
        if (hasBackup() && !records.isEmpty()) {
            watch.carried(
                    routed.route(),
                    "journal",
                    null,
                    records.getFirst().seq(),
                    records.getLast().seq(),
                    true);
        }
        Receipt told = usable(() -> Meaning.receipt(Wire.read(ok(reply), Wire.Verdicts.class), records.size()));
        boolean believed = told.chain().isNone() || believes.test(told.chain());
        return believed ? told : new Receipt(told.verdicts(), told.lastSeq());
    }

    @Override
    public Courier.Answer carry(Octets grant, ExportFacts export, List<RecordView> batch) {
        List<String> raw = batch.stream()
                .map(record -> Wire.Adoption.base64(record.record().raw()))
                .toList();
        Calls.Reply reply = calls.post("/v1/journal", new Wire.Records(raw, Wire.Adoption.of(grant, export)))
                .reply();
        return usable(() -> {
            if (reply.status() == 403) {
                String code = Wire.read(reply.body(), Wire.Problem.class).code();
                if (code != null && ADOPTION_REFUSALS.contains(code)) {
                    return new Courier.Answer.Refused(code);
                }
            }
            Wire.Verdicts told = Wire.read(ok(reply), Wire.Verdicts.class);
            Wire.Adopted adopted = told.adoption();
            if (adopted == null || adopted.waiting() < 0) {
                throw new UnusableAnswerException("an answer that says nothing of the adoption");
            }
            return new Courier.Answer.Taken(Meaning.receipt(told, batch.size()), adopted.done(), adopted.waiting());
        });
    }

    @Override
    public News resultsAfter(String cursor) {
        Calls.Reply reply = calls.get(
                        "/v1/results?after=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8), Map.of())
                .reply();
        return usable(() -> Meaning.news(Wire.read(ok(reply), Wire.Results.class), cursor));
    }

    @Override
    public RefundCalls.Answer refund(PaymentId original, PaymentId refund, Amount amount, Instant askedAt) {
        Wire.Refund asked = new Wire.Refund(refund.toString(), Wire.Money.of(amount), askedAt);
        Routes.Routed routed = calls.post("/v1/payments/" + original + "/refunds", asked, route.liveTimer());
        carried(routed.route(), "refund", original, true);
        return usable(() -> switch (routed.reply().status()) {
            case 409, 422 -> new RefundCalls.Answer.NotRefundable();
            case 410 -> new RefundCalls.Answer.Reversed();
            default -> {
                Wire.Answer told = Wire.read(ok(routed.reply()), Wire.Answer.class);
                // The gateway's first answer may be overtaken by what became of the refund since.
                yield "UNKNOWN".equals(told.answer()) ? standing(refund) : Meaning.refund(told);
            }
        });
    }

    private RefundCalls.Answer standing(PaymentId refund) {
        Calls.Reply reply = calls.get("/v1/payments/" + refund, Map.of()).reply();
        return Meaning.refundStands(Meaning.result(Wire.read(ok(reply), Wire.Result.class), refund));
    }

    /**
     * What the gateway said to a sign of life.
     *
     * @param acquirerUp whether the acquirer can be asked
     * @param signedTime the gateway's clock, absent from one that does not tell it
     * @param bundleVersion of its recipient bundle, 0 from a gateway that does not tell it
     * @param parametersVersion of what the acquirer allows, 0 from a gateway that does not tell it
     * @param lastSeq the newest record that it has of this till, absent from a gateway that does not tell it
     * @param slot when records may be brought; at once from a gateway that gives no times
     */
    record Told(
            boolean acquirerUp,
            @Nullable Instant signedTime,
            long bundleVersion,
            long parametersVersion,
            @Nullable Long lastSeq,
            Slot slot) {}

    /**
     * A time to bring records.
     *
     * @param in from now
     * @param records how many then
     */
    record Slot(Duration in, int records) {
        private static final Duration IN_MAX = Duration.ofHours(1);

        /** @throws UnusableAnswerException no time can be like that */
        static Slot of(Wire.@Nullable Slot told) {
            if (told == null) {
                return new Slot(Duration.ZERO, Integer.MAX_VALUE);
            }
            Duration in = Duration.ofMillis(told.startInMillis());
            if (in.isNegative() || in.compareTo(IN_MAX) > 0 || told.records() < 0) {
                throw new UnusableAnswerException("a time to drain that cannot be");
            }
            return new Slot(in, told.records());
        }
    }

    /**
     * One sign of life.
     *
     * @throws GatewayUnavailableException the gateway gave no usable answer
     */
    Told beat(Journal.Head head, int unsynced, BundleWatch.Sealing sealing) {
        Calls.Reply reply = calls.beat(
                        "/v1/heartbeat",
                        new Wire.Beat(
                                head.epochId().toString(),
                                head.seq(),
                                head.link().hex(),
                                unsynced,
                                sealing.sealingTo(),
                                sealing.oldestSealed()),
                        BEAT_WITHIN)
                .reply();
        return usable(() -> Meaning.told(Wire.read(ok(reply), Wire.BeatAnswer.class)));
    }

    /**
     * The signed bundle of keys to seal to, any bytes.
     *
     * @throws GatewayUnavailableException the gateway gave no usable answer
     */
    Octets recipientBundle() {
        Calls.Reply reply = calls.get("/v1/recipient-bundle", Map.of()).reply();
        return usable(() -> Meaning.bundle(Wire.read(ok(reply), Wire.Bundle.class)));
    }

    /**
     * The signed list of cards to refuse, any bytes; none where the gateway has none that is newer.
     *
     * @throws GatewayUnavailableException the gateway gave no usable answer
     */
    Octets hotListNewerThan(long version) {
        Calls.Reply reply = calls.get("/v1/hot-list?newer=" + version, Map.of()).reply();
        return reply.status() == 204
                ? Octets.empty()
                : usable(() -> Meaning.hotList(Wire.read(ok(reply), Wire.HotList.class)));
    }

    /**
     * What the acquirer allows, signed, any bytes; none where the till has it.
     *
     * @throws GatewayUnavailableException the gateway gave no usable answer
     */
    Octets parametersOtherThan(long version) {
        Calls.Reply reply = calls.get("/v1/parameters", Map.of("If-None-Match", "\"" + version + "\""))
                .reply();
        return reply.status() == 304
                ? Octets.empty()
                : usable(() -> Meaning.parameters(Wire.read(ok(reply), Wire.Parameters.class)));
    }

    @Override
    public void close() {
        calls.close();
    }

    private static Octets ok(Calls.Reply reply) {
        if (reply.status() != 200) {
            throw new UnusableAnswerException("status " + reply.status());
        }
        return reply.body();
    }

    private static <T> T usable(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (UnusableAnswerException e) {
            throw new GatewayUnavailableException(Reason.GATEWAY_SILENT, String.valueOf(e.getMessage()));
        }
    }
}
