package dev.tidegate.till.gateway;

import dev.tidegate.core.card.Octets;
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
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
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
 * and uses shared connections.
 */
public final class HttpGateway implements GatewayClient, Courier, AutoCloseable {
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

    /** Where the gateway is and how long each thing may take. */
    public record Route(
            URI address, String terminalId, Duration connectTimeout, Duration callTimeout, Duration liveTimer) {}

    private final Route route;
    private final OwnConnection own;
    private final Calls calls;
    private final Predicate<ChainReceipt> believes;
    private final LongSupplier nanos;
    private final Pause pause;

    /**
     * @param believes whether a receipt is signed by the gateway for this till; one that is not is left out of the
     *     answer, which counts for all else
     * @param nanos a clock that only goes forward
     */
    public HttpGateway(Route route, TillTls tls, Predicate<ChainReceipt> believes, LongSupplier nanos, Pause pause) {
        this.route = route;
        this.own = new OwnConnection(tls, route.address(), route.connectTimeout(), nanos);
        this.calls = new Calls(tls, route.address(), route.connectTimeout(), route.callTimeout());
        this.believes = believes;
        this.nanos = nanos;
        this.pause = pause;
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
        boolean bytesLeft = false;
        while (true) {
            Duration left = Duration.ofNanos(end - nanos.getAsLong());
            if (!left.isPositive()) {
                return bytesLeft ? new HostVerdict.Unknown() : new HostVerdict.NotSent(Reason.NO_NETWORK);
            }
            switch (own.post(path, body, left)) {
                case Exchange.NothingLeft() -> {
                    if (!bytesLeft) {
                        return new HostVerdict.NotSent(Reason.NO_NETWORK);
                    }
                }
                case Exchange.NoAnswer() -> bytesLeft = true;
                case Exchange.Answered(var answer) -> {
                    bytesLeft = true;
                    HostVerdict verdict = verdictOf(answer);
                    if (verdict != null) {
                        return verdict;
                    }
                }
            }
            if (interrupted(end)) {
                return new HostVerdict.Unknown();
            }
        }
    }

    /** What the answer says; absent where it says nothing and the question is asked again. */
    private static @Nullable HostVerdict verdictOf(HttpAnswer answer) {
        if (answer.status() == 200) {
            try {
                return Meaning.verdict(Wire.read(answer.body(), Wire.Answer.class));
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
        Calls.Reply reply = calls.post(path + "/" + verb, Map.of());
        Calls.Reply told = reply.status() == 409 ? calls.get(path) : reply;
        return usable(() -> Meaning.result(Wire.read(ok(told), Wire.Result.class), payment));
    }

    @Override
    public Receipt upload(List<JournalRecord> records) {
        List<String> raw = records.stream()
                .map(record -> Wire.Adoption.base64(record.raw()))
                .toList();
        Calls.Reply reply = calls.post("/v1/journal", new Wire.Records(raw, null));
        Receipt told = usable(() -> Meaning.receipt(Wire.read(ok(reply), Wire.Verdicts.class), records.size()));
        boolean believed = told.chain().isNone() || believes.test(told.chain());
        return believed ? told : new Receipt(told.verdicts(), told.lastSeq());
    }

    @Override
    public Courier.Answer carry(Octets grant, ExportFacts export, List<RecordView> batch) {
        List<String> raw = batch.stream()
                .map(record -> Wire.Adoption.base64(record.record().raw()))
                .toList();
        Calls.Reply reply = calls.post("/v1/journal", new Wire.Records(raw, Wire.Adoption.of(grant, export)));
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
        Calls.Reply reply = calls.get("/v1/results?after=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
        return usable(() -> Meaning.news(Wire.read(ok(reply), Wire.Results.class), cursor));
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
        Calls.Reply reply = calls.post(
                "/v1/heartbeat",
                new Wire.Beat(
                        head.epochId().toString(),
                        head.seq(),
                        head.link().hex(),
                        unsynced,
                        sealing.sealingTo(),
                        sealing.oldestSealed()),
                BEAT_WITHIN);
        return usable(() -> Meaning.told(Wire.read(ok(reply), Wire.BeatAnswer.class)));
    }

    /**
     * The signed bundle of keys to seal to, any bytes.
     *
     * @throws GatewayUnavailableException the gateway gave no usable answer
     */
    Octets recipientBundle() {
        Calls.Reply reply = calls.get("/v1/recipient-bundle");
        return usable(() -> Meaning.bundle(Wire.read(ok(reply), Wire.Bundle.class)));
    }

    /**
     * The signed list of cards to refuse, any bytes; none where the gateway has none that is newer.
     *
     * @throws GatewayUnavailableException the gateway gave no usable answer
     */
    Octets hotListNewerThan(long version) {
        Calls.Reply reply = calls.get("/v1/hot-list?newer=" + version);
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
        Calls.Reply reply = calls.get("/v1/parameters", Map.of("If-None-Match", "\"" + version + "\""));
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
