package dev.tidegate.gateway.capture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.crypto.OpenedBody;
import dev.tidegate.crypto.payment.PaymentKey;
import dev.tidegate.crypto.payment.TdesSwitch;
import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.link.AcquirerLink.LinkEars;
import dev.tidegate.gateway.link.KeyExchange;
import dev.tidegate.gateway.link.LinkAddress;
import dev.tidegate.gateway.link.LinkPlan;
import dev.tidegate.gateway.link.LinkPorts;
import dev.tidegate.gateway.link.LinkThreads;
import dev.tidegate.gateway.link.NettyLink;
import dev.tidegate.gateway.link.StrayAnswer;
import dev.tidegate.gateway.profile.Mac;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.Terminal;
import dev.tidegate.gateway.profile.Terminals;
import dev.tidegate.gateway.security.VaultMac;
import dev.tidegate.gateway.store.Database;
import dev.tidegate.gateway.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The engine on a real line, with its database, before the simulator as the process that it is. */
final class DialectRig implements AutoCloseable {
    static final String ACQUIRER = "house";
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static final long UP_SECONDS_MAX = 20;
    private static final Duration LOOK = Duration.ofMillis(250);
    /** Repeats become due by the clock alone. */
    private static final Duration DUE = Duration.ofMillis(50);

    final Speech speech;
    final Profile profile;
    final Store store;
    final CaptureEngine engine;
    final AcquirerProcess host;
    final SealedColumns columns;
    final SigningCard card = new SigningCard();
    final InstantSource clock = InstantSource.system();
    /** What tills have sealed, by payment. */
    final Map<PaymentId, Supplier<OpenedBody>> requests = new ConcurrentHashMap<>();

    private final Random ids = new Random(5);
    private final LinkThreads threads = new LinkThreads(1);
    private final NettyLink link;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch up = new CountDownLatch(1);
    private final List<Terminal> terminals = new ArrayList<>();
    private volatile @Nullable CaptureEngine listening;

    /** @param counters how many terminals there are */
    DialectRig(Speech speech, Profile profile, Path folder, int counters, List<String> more) {
        this(speech, profile, folder, counters, more, PinDesk.none(), KeyExchange.none());
    }

    /**
     * With the payment HSM behind it.
     *
     * @param pins takes PINs to the acquirer's key
     * @param exchange takes what keys the host sends
     */
    DialectRig(
            Speech speech,
            Profile profile,
            Path folder,
            int counters,
            List<String> more,
            PinDesk pins,
            KeyExchange exchange) {
        this.speech = speech;
        this.profile = profile;
        this.columns = new SealedColumns(folder.resolve("keys"));
        List<String> options = new ArrayList<>(speech.options());
        options.addAll(more);
        this.host = new AcquirerProcess(folder.resolve("acquirer"), options);
        this.store = Store.open(new Database("jdbc:sqlite:" + folder.resolve("gateway.db"), "", ""), UUID.randomUUID());
        for (int i = 0; i < counters; i++) {
            terminals.add(new Terminal(
                    TillId.of(String.format(Locale.ROOT, "00000000-0000-7000-8000-%012x", i + 1)),
                    ACQUIRER,
                    String.format(Locale.ROOT, "TILL%04d", i),
                    "MERCHANT0000001",
                    "%-40s".formatted("Corner shop, Berlin"),
                    "5411",
                    Currency.getInstance("EUR"),
                    ZONE));
        }
        IsoCodec codec = new IsoCodec(profile, mac(profile));
        this.link = new NettyLink(
                new LinkPlan(ACQUIRER, List.of(new LinkAddress("127.0.0.1", host.port())), null, profile),
                codec,
                threads,
                clock,
                new Random(6),
                new LinkPorts(new Ears(), (acquirer, frame, reason) -> {}, exchange, workers));
        this.engine = new CaptureEngine(
                store,
                new Acquirers(List.of(new Acquirer(ACQUIRER, profile, codec, link, pins))),
                new Terminals(terminals),
                (body, till, payment, purpose) ->
                        Objects.requireNonNull(requests.get(payment)).get(),
                columns,
                Landmarks.none(),
                workers,
                Tenure.alone(),
                clock);
        this.listening = engine;
        store.change(tables -> terminals.forEach(terminal -> tables.tills()
                .enrol(terminal.till(), Octets.of(new byte[32]), 1, Octets.of(new byte[40]), clock.instant())));
        link.start();
        awaitUp();
    }

    /** The shop's place before the n-th terminal. */
    Counter counter(int n) {
        return new Counter(this, terminals.get(n), 1000L + 10L * n);
    }

    synchronized PaymentId newId() {
        return PaymentId.next(clock, ids);
    }

    /** Sends what waits, until something holds or the patience is over. */
    boolean drainUntil(BooleanSupplier holds, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        long look = System.nanoTime();
        while (System.nanoTime() < end) {
            if (System.nanoTime() >= look) {
                if (holds.getAsBoolean()) {
                    return true;
                }
                look = System.nanoTime() + LOOK.toNanos();
            }
            int ignored = engine.drain().doWork();
            engine.wake().await(DUE);
        }
        return holds.getAsBoolean();
    }

    /** What the host has heard from us so far. */
    List<JsonNode> heard() {
        return host.frames().stream()
                .filter(frame -> frame.path("direction").asText().equals("in"))
                .toList();
    }

    private static @Nullable VaultMac mac(Profile profile) {
        Mac rule = profile.mac();
        return rule == null
                ? null
                : new VaultMac(
                        PaymentKey.tdes(HexFormat.of().parseHex(Speech.MAC_KEY.repeat(2)), TdesSwitch.on()),
                        rule.algorithm());
    }

    private void awaitUp() {
        try {
            if (!up.await(UP_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new AssertionError(speech + ": the link did not come up: " + host.frames());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** As the gateway wires it. */
    private final class Ears implements LinkEars {
        @Override
        public void stray(StrayAnswer stray) {
            CaptureEngine there = listening;
            IsoMessage answer = stray.answer();
            if (there != null && !(stray instanceof StrayAnswer.Duplicate)) {
                there.late(ACQUIRER, answer);
            }
        }

        @Override
        public void changed(boolean isUp) {
            if (isUp) {
                up.countDown();
            }
        }
    }

    @Override
    public void close() {
        link.beginClose();
        link.close();
        threads.close();
        workers.shutdownNow();
        store.close();
        columns.close();
        host.close();
    }
}
