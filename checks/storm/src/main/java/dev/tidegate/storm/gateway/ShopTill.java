package dev.tidegate.storm.gateway;

import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentFold;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentResult;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.EncipheredPin;
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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A till with its own keys, its own chain and the till's own way to the gateway. Its journal is a list: this process
 * does not die, the gateway does. One thread at a time.
 */
public final class ShopTill implements AutoCloseable {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
    private static final Duration CALL_WITHIN = Duration.ofSeconds(5);
    private static final int BATCH_MAX = 64;

    private final ChainSeal chain;
    private final HpkeSealer sealer;
    private final List<HttpGateway> nodes = new ArrayList<>();
    private final SplittableRandom chance;
    private final InstantSource clock;
    private final List<JournalRecord> records = new ArrayList<>();
    private final Map<PaymentId, Payment> payments = new ConcurrentHashMap<>();
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

    /**
     * Opens an enrolled till's folder.
     *
     * @param gateways which share a database; each call goes to one of them by chance
     * @param liveTimer how long an online request is waited for
     */
    public ShopTill(
            Path folder,
            String tid,
            List<URI> gateways,
            Duration liveTimer,
            SplittableRandom chance,
            InstantSource clock) {
        TillHome home = new TillHome(folder);
        TillTls tls = TillTls.of(store(home.keyStore()), store(home.trustStore()));
        this.chance = chance;
        this.clock = clock;
        this.chain = home.chain();
        this.sealer = new HpkeSealer(home.bundle(), home.till(), clock);
        for (URI gateway : gateways) {
            nodes.add(new HttpGateway(
                    new HttpGateway.Route(gateway, tid, CONNECT_WITHIN, CALL_WITHIN, liveTimer),
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

    /** A payment's name that nobody has used. */
    public PaymentId newId() {
        return PaymentId.next(clock, chance);
    }

    /**
     * Writes down that the issuer is asked, and makes the question. After its answer one of {@link #keep},
     * {@link #takeBack}, {@link #declined}, {@link #unknown}, {@link #notSent} and {@link #store} follows.
     *
     * @param pin overwritten
     */
    public GatewayClient.Ask asking(Sale summary, Sealer.Contents contents, @Nullable EncipheredPin pin) {
        try (pin) {
            write(new JournalEntry.Asked(contents.payment(), summary, sealer.sealForJournal(contents)));
            return new GatewayClient.Ask(
                    contents.payment(),
                    contents.amount(),
                    contents.soldAt(),
                    summary.entryMode(),
                    sealer.sealForRequest(contents, pin));
        }
    }

    /** Asks; blocks until the answer or the live timer's end. */
    public HostVerdict authorise(GatewayClient.Ask ask) {
        return node().authorise(ask);
    }

    /** The card and the shop agree with the host's yes. */
    public void keep(PaymentId id, boolean captured, HostReply reply) {
        answered(id, captured ? Answer.KEPT_CAPTURED : Answer.KEPT_AUTHORISED, Reason.NONE, reply);
        duties.put(id, Duty.COMPLETE);
    }

    /** The card or the shop says no to the host's yes. */
    public void takeBack(PaymentId id, Reason why, HostReply reply) {
        answered(id, Answer.TO_BE_REVERSED, why, reply);
        duties.put(id, Duty.REVERSE);
    }

    /** The host says no. */
    public void declined(PaymentId id, Reason why, HostReply reply) {
        answered(id, Answer.DECLINED, why, reply);
    }

    /** Nothing was sent, and nothing is stored either. */
    public void notSent(PaymentId id, Reason why) {
        answered(id, Answer.NOT_SENT, why, HostReply.none());
    }

    /** Nobody knows what the host says. */
    public void unknown(PaymentId id) {
        answered(id, Answer.UNKNOWN, Reason.NO_ANSWER, HostReply.none());
        duties.put(id, Duty.REVERSE);
    }

    /** Stores a sale to be sent later. */
    public void store(Sale summary, Sealer.Contents contents, StoredKind kind) {
        var body = summary.chip() == null ? sealer.sealDeferredStripe(contents) : sealer.sealForJournal(contents);
        JournalRecord record = write(new JournalEntry.Stored(contents.payment(), summary, kind, body));
        storedUpTo = record.seq();
        write(new JournalEntry.Shown(contents.payment()));
    }

    /** Asks for a stored sale to be taken back. */
    public void voidSale(PaymentId id) {
        write(new JournalEntry.Voided(id));
    }

    /** The payment as its records say; none before its first. */
    public Optional<Payment> payment(PaymentId id) {
        return Optional.ofNullable(payments.get(id));
    }

    /** Where a payment stands, as far as this till has heard. */
    public Optional<PaymentResult> result(PaymentId id) {
        return Optional.ofNullable(results.get(id));
    }

    /**
     * One round of what is owed to the gateway: duties, records, news.
     *
     * @return whether nothing is owed any more
     */
    public boolean settle() {
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

    /** Tries to bring what is written to the gateway. */
    public void offer() {
        trying(ignored -> upload());
    }

    private void answered(PaymentId id, Answer answer, Reason why, HostReply reply) {
        write(new JournalEntry.Answered(id, answer, why, reply));
        write(new JournalEntry.Shown(id));
    }

    private JournalRecord write(JournalEntry entry) {
        JournalRecord record = chain.next(entry, clock.instant());
        chain.durable(record.seq());
        records.add(record);
        if (entry instanceof JournalEntry.OfPayment one) {
            fold(one, record.seq());
        }
        return record;
    }

    private void fold(JournalEntry.OfPayment entry, long seq) {
        Payment after = PaymentFold.after(payments.get(entry.payment()), entry, seq);
        if (after != null) {
            payments.put(entry.payment(), after);
        }
    }

    private long upload() {
        if (storedUpTo > offeredUpTo) {
            JournalRecord record = write(new JournalEntry.Offered(storedUpTo));
            payments.replaceAll((id, payment) ->
                    payment.kind() == null || payment.offered() ? payment : PaymentFold.offered(payment, record.seq()));
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
        fold(new JournalEntry.Result(result), records.getLast().seq());
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
