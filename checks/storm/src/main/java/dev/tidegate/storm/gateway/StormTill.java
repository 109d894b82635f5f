package dev.tidegate.storm.gateway;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.MaskedPan;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentResult;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.core.port.GatewayClient;
import dev.tidegate.core.port.GatewayClient.HostVerdict;
import dev.tidegate.core.port.GatewayUnavailableException;
import dev.tidegate.core.port.Sealer;
import dev.tidegate.crypto.ChainSeal;
import dev.tidegate.crypto.HpkeSealer;
import dev.tidegate.crypto.StorePassword;
import dev.tidegate.crypto.TillHome;
import dev.tidegate.till.gateway.HttpGateway;
import dev.tidegate.till.gateway.TillTls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A till with its own keys, its own chain and the till's own way to the gateway. Its journal is a list: this process
 * does not die, the gateway does. One thread at a time.
 */
final class StormTill implements AutoCloseable {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
    private static final Duration CALL_WITHIN = Duration.ofSeconds(5);
    private static final Duration LIVE_TIMER = Duration.ofSeconds(4);
    private static final int BATCH_MAX = 64;

    private final ChainSeal chain;
    private final HpkeSealer sealer;
    private final List<HttpGateway> nodes = new ArrayList<>();
    private final StormCard card;
    private final SplittableRandom chance;
    private final InstantSource clock;
    private final List<JournalRecord> records = new ArrayList<>();
    private final Map<PaymentId, Duty> duties = new ConcurrentHashMap<>();
    private final Map<PaymentId, PaymentResult> results = new ConcurrentHashMap<>();
    private long received;
    private long storedUpTo;
    private long offeredUpTo;
    private String cursor = "";

    private enum Duty {
        COMPLETE,
        REVERSE
    }

    /** Opens an enrolled till's folder. */
    StormTill(
            Path folder, String tid, StormCard card, List<URI> gateways, SplittableRandom chance, InstantSource clock) {
        this.card = card;
        TillHome home = new TillHome(folder);
        TillTls tls = TillTls.of(store(home.keyStore()), store(home.trustStore()));
        this.chance = chance;
        this.clock = clock;
        this.chain = home.chain();
        this.sealer = new HpkeSealer(home.bundle(), home.till(), clock);
        for (URI gateway : gateways) {
            nodes.add(new HttpGateway(
                    new HttpGateway.Route(gateway, tid, CONNECT_WITHIN, CALL_WITHIN, LIVE_TIMER),
                    tls,
                    receipt -> true,
                    System::nanoTime,
                    Thread::sleep));
        }
        chain.open(new UUID(chance.nextLong(), chance.nextLong()));
        write(new JournalEntry.EpochOpen(0, 0));
    }

    private static TillTls.Store store(Path file) {
        return new TillTls.Store(file, StorePassword.of(file));
    }

    /** Sells; blocks while the host is asked. */
    Told play(PlannedSale sale) {
        PaymentId id = PaymentId.next(clock, chance);
        Instant soldAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        SaleContents made = new SaleContents(sale, id, soldAt, card);
        Sealer.Contents contents = made.sealed();
        try (ClearCard clear = contents.card()) {
            MaskedPan masked = clear.pan().masked();
            return switch (sale.way()) {
                case LIVE_KEPT, LIVE_TAKEN_BACK -> live(sale, made.summary(masked), contents);
                case ADVICE, DEFERRED, STRIPE -> stored(sale, made.summary(masked), contents);
                case VOIDED -> voided(stored(sale, made.summary(masked), contents));
            };
        }
    }

    private Told voided(Told stored) {
        trying(ignored -> upload());
        write(new JournalEntry.Voided(stored.id()));
        return new Told(stored.sale(), stored.id(), Told.Word.VOID_ASKED);
    }

    private Told live(PlannedSale sale, Sale summary, Sealer.Contents contents) {
        PaymentId id = contents.payment();
        write(new JournalEntry.Asked(id, summary, sealer.sealForJournal(contents)));
        HostVerdict verdict = node().authorise(new GatewayClient.Ask(
                id, contents.amount(), contents.soldAt(), summary.entryMode(), sealer.sealForRequest(contents)));
        return switch (verdict) {
            case HostVerdict.Approved(var reply, var captured, var issuerData) -> {
                boolean kept = sale.way() == PlannedSale.Way.LIVE_KEPT;
                Answer approved = captured ? Answer.KEPT_CAPTURED : Answer.KEPT_AUTHORISED;
                answered(id, kept ? approved : Answer.TO_BE_REVERSED, reply);
                duties.put(id, kept ? Duty.COMPLETE : Duty.REVERSE);
                yield new Told(sale, id, kept ? Told.Word.KEPT : Told.Word.NOTHING_TAKEN);
            }
            case HostVerdict.PartlyApproved ignored ->
                throw new IllegalStateException("a part of a sale that takes none: " + id);
            case HostVerdict.Declined(var ignored, var reply, var issuerData) -> {
                answered(id, Answer.DECLINED, reply);
                yield new Told(sale, id, Told.Word.NOTHING_TAKEN);
            }
            case HostVerdict.NotSent(var cause) -> stored(sale, summary, contents);
            case HostVerdict.Unknown() -> {
                answered(id, Answer.UNKNOWN, HostReply.none());
                duties.put(id, Duty.REVERSE);
                yield new Told(sale, id, Told.Word.NOTHING_TAKEN);
            }
        };
    }

    private void answered(PaymentId id, Answer answer, HostReply reply) {
        write(new JournalEntry.Answered(id, answer, Reason.NONE, reply));
        write(new JournalEntry.Shown(id));
    }

    private Told stored(PlannedSale sale, Sale summary, Sealer.Contents contents) {
        var body = summary.chip() == null ? sealer.sealDeferredStripe(contents) : sealer.sealForJournal(contents);
        JournalRecord record = write(new JournalEntry.Stored(contents.payment(), summary, sale.kind(), body));
        storedUpTo = record.seq();
        write(new JournalEntry.Shown(contents.payment()));
        return new Told(sale, contents.payment(), Told.Word.STORED);
    }

    private JournalRecord write(JournalEntry entry) {
        JournalRecord record = chain.next(entry, clock.instant());
        chain.durable(record.seq());
        records.add(record);
        return record;
    }

    /**
     * One round of what is owed to the gateway: duties, records, news.
     *
     * @return whether nothing is owed any more
     */
    boolean settle() {
        duties.forEach((id, duty) -> trying(node -> {
            keep(duty == Duty.COMPLETE ? node.complete(id) : node.reverse(id));
            duties.remove(id);
            return id;
        }));
        trying(ignored -> upload());
        trying(node -> {
            GatewayClient.News news = node.resultsAfter(cursor);
            news.results().forEach(this::keep);
            cursor = news.cursor();
            return cursor;
        });
        return duties.isEmpty() && unsent().isEmpty();
    }

    /** Where a payment stands, as far as this till has heard. */
    Optional<PaymentResult> result(PaymentId id) {
        return Optional.ofNullable(results.get(id));
    }

    private long upload() {
        if (storedUpTo > offeredUpTo) {
            write(new JournalEntry.Offered(storedUpTo));
            offeredUpTo = storedUpTo;
        }
        List<JournalRecord> batch = unsent().stream().limit(BATCH_MAX).toList();
        if (!batch.isEmpty()) {
            GatewayClient.Receipt receipt = node().upload(batch);
            received = Math.max(0, receipt.lastSeq());
            receipt.verdicts().stream()
                    .filter(v -> v == GatewayClient.Verdict.FORK
                            || v == GatewayClient.Verdict.REFUSED
                            || v == GatewayClient.Verdict.SET_ASIDE)
                    .findFirst()
                    .ifPresent(verdict -> {
                        throw new IllegalStateException("the gateway says " + verdict + " of a good record");
                    });
        }
        return received;
    }

    private List<JournalRecord> unsent() {
        return records.stream().filter(r -> r.seq() > received).toList();
    }

    private void keep(PaymentResult result) {
        results.merge(result.payment(), result, (old, fresh) -> fresh.version() >= old.version() ? fresh : old);
    }

    private <T> void trying(Function<HttpGateway, T> call) {
        try {
            var ignored = call.apply(node());
        } catch (GatewayUnavailableException away) {
            // It is asked again.
        }
    }

    private HttpGateway node() {
        return nodes.get(chance.nextInt(nodes.size()));
    }

    @Override
    public void close() {
        nodes.forEach(HttpGateway::close);
        chain.close();
    }
}
