package dev.tidegate.gateway.batch;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentEvent;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.crypto.OpenedBody;
import dev.tidegate.gateway.capture.Acquirer;
import dev.tidegate.gateway.capture.Acquirers;
import dev.tidegate.gateway.capture.CaptureEngine;
import dev.tidegate.gateway.capture.CardColumns;
import dev.tidegate.gateway.capture.LiveAnswer;
import dev.tidegate.gateway.capture.Person;
import dev.tidegate.gateway.capture.Person.Role;
import dev.tidegate.gateway.capture.Question;
import dev.tidegate.gateway.capture.Tenure;
import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.link.AcquirerLink.LinkEars;
import dev.tidegate.gateway.link.KeyExchange;
import dev.tidegate.gateway.link.LinkAddress;
import dev.tidegate.gateway.link.LinkPlan;
import dev.tidegate.gateway.link.LinkPorts;
import dev.tidegate.gateway.link.LinkThreads;
import dev.tidegate.gateway.link.NettyLink;
import dev.tidegate.gateway.link.StrayAnswer;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.Terminal;
import dev.tidegate.gateway.profile.Terminals;
import dev.tidegate.gateway.store.BatchRow;
import dev.tidegate.gateway.store.BatchRow.State;
import dev.tidegate.gateway.store.LaneId;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import dev.tidegate.gateway.store.PaymentRow.Marks;
import dev.tidegate.gateway.store.PaymentRow.Terms;
import dev.tidegate.gateway.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** One till's terminal at the simulator, through the gateway's own link, capture and batches. */
final class ShopAtHost implements AutoCloseable {
    private static final String NUMBER = "4761739001010119";
    private static final TillId TILL = TillId.of("00000000-0000-7000-8000-00000000a001");
    private static final Person FINANCE = new Person("fiona", Set.of(Role.FINANCE));
    private static final Random CHANCE = new Random(11);
    private static final int LOOKS_MAX = 50;

    /** Time that a test lets pass, on top of what passes. */
    static final class Ahead implements InstantSource {
        private volatile Duration by = Duration.ZERO;

        void pass(Duration time) {
            by = by.plus(time);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(by).truncatedTo(ChronoUnit.MILLIS);
        }
    }

    final String tid;
    final LaneId lane;
    final Ahead clock;
    final Store store;
    final BatchDesk desk;
    private final Terminal terminal;
    private final BatchCloser closer;
    private final CaptureEngine engine;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final NettyLink link;
    private final AcquirerProcess host;
    private volatile Terms read;

    ShopAtHost(
            Store store,
            LinkThreads threads,
            Profile profile,
            AcquirerProcess host,
            String tid,
            Ahead clock,
            Landmarks landmarks) {
        // Each shop has the acquirer for itself, so that all of them can share a database.
        String acquirer = "house-" + tid;
        this.tid = tid;
        this.lane = new LaneId(acquirer, tid);
        this.host = host;
        this.clock = clock;
        this.store = store;
        this.terminal = new Terminal(
                TILL,
                acquirer,
                tid,
                "MERCHANT0000001",
                "%-40s".formatted("Corner shop, Berlin"),
                "5411",
                Currency.getInstance("EUR"),
                ZoneId.of("Europe/Berlin"));
        IsoCodec codec = new IsoCodec(profile);
        CountDownLatch up = new CountDownLatch(1);
        this.link = new NettyLink(
                new LinkPlan(acquirer, List.of(new LinkAddress("127.0.0.1", host.port())), null, profile),
                codec,
                threads,
                InstantSource.system(),
                CHANCE,
                new LinkPorts(ears(up), (name, frame, reason) -> {}, KeyExchange.none(), workers));
        this.read = terms(1);
        Acquirers acquirers = new Acquirers(List.of(new Acquirer(acquirer, profile, codec, link)));
        Terminals terminals = new Terminals(List.of(terminal));
        this.engine = new CaptureEngine(
                store,
                acquirers,
                terminals,
                (body, till, payment, purpose) -> stripe(read),
                new Columns(),
                landmarks,
                Runnable::run,
                Tenure.alone(),
                clock);
        this.closer = new BatchCloser(
                store, acquirers, terminals, new Columns(), engine.turns(), Tenure.alone(), landmarks, clock);
        this.desk = new BatchDesk(store, acquirers, terminals, Map.of(), closer, clock);
        store.change(tables -> {
            if (tables.tills().find(TILL).isEmpty()) {
                tables.tills().enrol(TILL, Octets.of(new byte[32]), 1, Octets.of(new byte[40]), clock.instant());
            }
        });
        link.start();
        try {
            if (!up.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("the link to the simulator does not come up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private LinkEars ears(CountDownLatch up) {
        return new LinkEars() {
            @Override
            public void stray(StrayAnswer stray) {
                closer.late(lane.acquirer(), stray.answer());
            }

            @Override
            public void changed(boolean isUp) {
                if (isUp) {
                    up.countDown();
                }
            }
        };
    }

    private static OpenedBody stripe(Terms sold) {
        return new OpenedBody(card(), null, sold.amount(), sold.soldAt());
    }

    private Terms terms(int minor) {
        return new Terms(
                Amount.of(minor, "EUR"),
                clock.instant(),
                EntryMode.SWIPE,
                card().pan().masked());
    }

    private static ClearCard card() {
        return new ClearCard(
                Pan.of(ascii(NUMBER)), new ExpiryDate(2030, 12), 1, Track2.of(ascii(NUMBER + "D30121010000000000000")));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private LiveAnswer ask(PaymentId id, int minor) {
        read = terms(minor);
        SealedBody body = new SealedBody(1, Octets.of(new byte[8]), Octets.of(new byte[65]), Octets.of(new byte[272]));
        return engine.authorisation()
                .ask(new Question(id, terminal, read.amount(), read.soldAt(), EntryMode.SWIPE, body));
    }

    /** A sale by stripe that the host approves. */
    PaymentId sold(int minor) {
        PaymentId id = PaymentId.next(clock, CHANCE);
        LiveAnswer answer = ask(id, minor);
        if (!(answer instanceof LiveAnswer.Approved)) {
            throw new AssertionError("not approved: " + answer);
        }
        store.change(tables -> engine.calls().complete(tables, TILL, id));
        return id;
    }

    /** A refund that the host approves. */
    void refunded(PaymentId sale, int minor) {
        LiveAnswer answer = engine.authorisation()
                .ask(new Question(
                        PaymentId.next(clock, CHANCE),
                        terminal,
                        Amount.of(minor, "EUR"),
                        clock.instant(),
                        EntryMode.SWIPE,
                        new Question.Basis.RefundOf(sale),
                        false));
        if (!(answer instanceof LiveAnswer.Approved)) {
            throw new AssertionError("not approved: " + answer);
        }
    }

    /** A sale that the host approves, and that is taken back. */
    void reversed(int minor) {
        PaymentId id = PaymentId.next(clock, CHANCE);
        LiveAnswer ignored = ask(id, minor);
        store.change(tables -> engine.calls().reverse(tables, TILL, lane, id, Reason.CARD_DECLINED));
        drain();
    }

    /** A sale that was stored, offered and shown, and not sent. */
    void stored(int minor) {
        PaymentId id = PaymentId.next(clock, CHANCE);
        Terms terms = terms(minor);
        Columns columns = new Columns();
        store.change(tables -> {
            PaymentRow fresh = PaymentRow.fresh(id, TILL, lane, Kind.DEFERRED_AUTHORISATION, terms)
                    .with(new Marks(1, true, false, false));
            PaymentRow row = engine.steps()
                    .store(
                            tables,
                            fresh.with(fresh.outcome().until(clock.instant().plus(Duration.ofDays(2)))));
            OpenedBody body = stripe(terms);
            tables.payments().keepCard(id, columns.sealCard(body, id), Octets.of(new byte[1]));
            engine.steps().take(tables, row, PaymentEvent.OFFER, Reason.NONE);
        });
    }

    void drain() {
        engine.drain().doWork();
    }

    CloseWord wanted() {
        return desk.close(lane, FINANCE, "The day is over.");
    }

    /** Wants the close, and looks for work until the batch is closed or waits for a person; time passes between. */
    State closed() {
        CloseWord ignored = wanted();
        return goneOn();
    }

    State goneOn() {
        long seq = open().seq();
        for (int look = 0; look < LOOKS_MAX; look++) {
            closer.doWork();
            BatchRow now = batch(seq);
            if (now.state() == State.CLOSED || now.state() == State.HELD || now.state() == State.OPEN) {
                return now.state();
            }
            clock.pass(Duration.ofMinutes(1));
        }
        throw new AssertionError("the close does not end: " + story());
    }

    /** Looks for work once. */
    void look() {
        closer.doWork();
    }

    BatchRow open() {
        return store.read(tables -> tables.batches().open(lane)).orElseThrow();
    }

    private BatchRow batch(long seq) {
        return store.read(tables -> tables.batches().of(lane)).stream()
                .filter(row -> row.seq() == seq)
                .findFirst()
                .orElseThrow();
    }

    String story() {
        return desk.story(lane, 0).orElseThrow().events().toString();
    }

    /** What we say stands in a batch. */
    String standing(long seq) {
        return desk.story(lane, seq)
                .orElseThrow()
                .batch()
                .totals()
                .getOrDefault("EUR", new BatchView.Side(0, 0, 0, 0))
                .toString();
    }

    /** What the host says stands in its batch of that number. */
    String atHost(long seq) {
        return host.standing(tid, batch(seq).number());
    }

    @Override
    public void close() {
        link.close();
        workers.close();
    }

    /** Seals nothing: the one card comes out again. */
    private static final class Columns implements CardColumns {
        @Override
        public Octets sealCard(OpenedBody body, PaymentId payment) {
            return Octets.of(ascii(body.amount().minor() + "/" + body.soldAt()));
        }

        @Override
        public OpenedBody openCard(Octets sealed, PaymentId payment) {
            String[] kept = new String(sealed.toByteArray(), StandardCharsets.US_ASCII).split("/", 2);
            return new OpenedBody(card(), null, Amount.of(Long.parseLong(kept[0]), "EUR"), Instant.parse(kept[1]));
        }

        @Override
        public Octets mark(Pan pan) {
            return Octets.of(ascii(pan.masked().lastFour()));
        }

        @Override
        public Octets sealTrack(Track2 track, PaymentId payment) {
            return Octets.of(new byte[1]);
        }

        @Override
        public Track2 openTrack(Octets sealed, PaymentId payment) {
            return Track2.of(ascii(NUMBER + "D30121010000000000000"));
        }
    }
}
