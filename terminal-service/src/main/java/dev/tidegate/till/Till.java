package dev.tidegate.till;

import com.codahale.metrics.health.HealthCheckRegistry;
import dev.tidegate.core.flow.CloseSale;
import dev.tidegate.core.flow.Decider;
import dev.tidegate.core.flow.DrainJournal;
import dev.tidegate.core.flow.Projection;
import dev.tidegate.core.flow.RecoverTill;
import dev.tidegate.core.flow.Rooms;
import dev.tidegate.core.flow.TakePayment;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.Limits;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.GatewayClient;
import dev.tidegate.core.port.GatewayUnavailableException;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.crypto.CardHash;
import dev.tidegate.crypto.SignatureCheck;
import dev.tidegate.saf.Archivist;
import dev.tidegate.saf.Inspected;
import dev.tidegate.saf.SafJournal;
import dev.tidegate.till.adopt.AdoptionDrain;
import dev.tidegate.till.config.AcquirerWord;
import dev.tidegate.till.config.AgreedTerms;
import dev.tidegate.till.config.TillFolder;
import dev.tidegate.till.config.TillSettings;
import dev.tidegate.till.demo.DemoControls;
import dev.tidegate.till.gateway.HeartbeatStanding;
import dev.tidegate.till.http.Feed;
import dev.tidegate.till.http.Glance;
import dev.tidegate.till.http.TillApi;
import dev.tidegate.till.ledger.LedgerQueries;
import dev.tidegate.till.ledger.LedgerWatch;
import dev.tidegate.till.ledger.TillLedger;
import dev.tidegate.till.log.FactLog;
import dev.tidegate.till.sale.DeskWatch;
import dev.tidegate.till.sale.DrainPump;
import dev.tidegate.till.sale.Identities;
import dev.tidegate.till.sale.KnownCards;
import dev.tidegate.till.sale.PromptBoard;
import dev.tidegate.till.sale.Results;
import dev.tidegate.till.sale.SaleDesk;
import dev.tidegate.till.store.ShopStore;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.Managed;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All rooms of one till, wired: opened in the order in which they need each other, closed the other way round.
 *
 * <p>When {@link #open} has returned the till is in order: the ledger is level with the journal, and what a crash has
 * left is written down. Nothing is served before.
 */
final class Till implements Managed {
    /** How long a sale in progress and a drain on its way may take to end before they are cut off. */
    private static final Duration GRACE = Duration.ofSeconds(4);

    /** Somebody has just brought a stick, or the gateway has come back. */
    private static final Duration ADOPTION_PERIOD = Duration.ofSeconds(2);

    /** What the inspection of a long journal finds is in the log soon after. */
    private static final Duration JOURNAL_PERIOD = Duration.ofSeconds(10);

    private final TillSettings settings;
    private final FactLog log;
    private final Feed feed;
    private final Threads threads;
    private final Doors doors;
    private final TillLedger ledger;
    private final ShopStore shop;
    private final Uplink uplink;
    private final HeartbeatStanding standing;
    private final Projection projection;
    private final SaleDesk desk;
    private final Results results;
    private final DrainJournal drain;
    private final DrainPump pump;
    private final Upkeep upkeep;
    private final AdoptionDrain adoption;
    private final JournalWatch journalWatch;
    private final Supplier<Limits> limits;
    private final Identities identities;
    private final AgreedTerms terms;
    private final @Nullable DemoControls demo;
    private final FloorRooms floor;
    private volatile boolean level;

    private Till(TillSettings settings, Doors doors, Landmarks landmarks, FactLog log) {
        // Milliseconds are what records carry.
        InstantSource clock = Clock.tickMillis(settings.shop().zone());
        TillFolder folder = new TillFolder(settings.home());
        this.settings = settings;
        this.doors = doors;
        this.log = log;
        this.threads = new Threads();
        this.feed = new Feed(Long.toString(new SecureRandom().nextLong(Long.MAX_VALUE), 36));
        this.identities =
                new Identities(clock, new SecureRandom(), settings.shop().zone());
        Limits own = settings.offline().toLimits();
        this.limits = () -> limits(own);
        this.ledger = TillLedger.open(folder.ledger(), doors.till(), landmarks, this::paymentChanged);
        this.shop = ShopStore.open(folder.shop());
        this.uplink = new Uplink(
                settings,
                doors,
                clock,
                threads,
                log,
                new Uplink.Ears(
                        this::believes, this::unsynced, this::compare, this::standingChanged, feed::terminalChanged));
        this.standing = uplink.standing();
        this.projection = new Projection(doors.journal(), ledger);
        PromptBoard prompts = new PromptBoard(id -> feed.paymentChanged(id.toString()));
        KnownCards cards =
                new KnownCards(ledger.queries(), CardHash.fresh(new SecureRandom()), own.declinedFor(), clock);
        doors.history().from(doors.hotList(), cards::lastAmountMinor);
        this.terms = new AgreedTerms(
                doors.parameters()::current, clock, doors.keyring().time());
        Rooms rooms = new Rooms(
                doors.kernel(),
                doors.keyring().sealer(),
                doors.journal(),
                ledger,
                uplink.gateway(),
                standing,
                prompts,
                cards,
                terms,
                landmarks);
        this.drain = new DrainJournal(rooms, projection);
        this.upkeep = new Upkeep(
                archivist(doors.journal(), settings, log),
                new LedgerWatch(folder.ledger(), doors.till(), doors.journal()),
                threads.upkeep(),
                log);
        this.pump = new DrainPump(
                drain,
                doors.journal(),
                ledger,
                standing,
                threads.drain(),
                new DrainTold(feed, log, upkeep::resultsCame));
        this.adoption = new AdoptionDrain(
                settings.home(),
                uplink.gateway(),
                doors.receipts(),
                (export, progress) -> log.adopted(export.till().toString(), export.lastSeq(), progress));
        this.journalWatch = new JournalWatch(doors.journalRefusal(), this::journalRefusal, log::journalRefuses);
        TakePayment take = new TakePayment(
                rooms,
                new Decider(limits, doors.hotList(), cards, settings.shop().zone()),
                projection,
                clock,
                settings.shop().zone(),
                settings.reader().cardWait());
        RecoverTill recover = new RecoverTill(doors.journal(), ledger, projection);
        this.desk = new SaleDesk(
                new SaleDesk.Tools(take, recover, doors.kernel(), ledger, shop, prompts, identities, new Watched()),
                threads.sale(),
                threads.heart());
        this.results = new Results(
                desk,
                new CloseSale(doors.journal(), ledger, projection),
                ledger,
                shop.requests(),
                prompts,
                doors.questions());
        this.floor = new FloorRooms(settings, shop, desk, ledger, identities, threads, new FloorTold(feed, log));
        doors.readers().whenChanged(feed::terminalChanged);
        TillSettings.Simulators simulators = settings.simulators();
        this.demo = settings.demo() && simulators != null
                ? new DemoControls(simulators.cards(), simulators.network(), simulators.pad())
                : null;
        putInOrder(recover);
    }

    /** Opens everything and puts the till in order. */
    static Till open(TillSettings settings, Doors.Opener opener, Landmarks landmarks, FactLog log) {
        Doors doors = opener.open(settings, Clock.tickMillis(settings.shop().zone()), landmarks);
        return new Till(settings, doors, landmarks, log);
    }

    private static @Nullable Archivist archivist(Journal journal, TillSettings settings, FactLog log) {
        return journal instanceof SafJournal onDisk
                ? onDisk.archivist(settings.keep().toRetention(), log::archived)
                : null;
    }

    /** What a crash may have left is found and written down before the first request is served. */
    private void putInOrder(RecoverTill recover) {
        ledger.forgetAnotherJournal(doors.journal());
        projection.catchUp();
        level = true;
        List<Payment> cutOff = ledger.unanswered();
        List<Payment> questions = ordered(recover);
        if (!cutOff.isEmpty()) {
            showAgain(cutOff.getLast().id());
        } else {
            List<LedgerQueries.Listed> newest = ledger.queries().newest(LedgerQueries.Filter.all(), Long.MAX_VALUE);
            if (!newest.isEmpty() && wasNotSeen(newest.getFirst().payment())) {
                showAgain(newest.getFirst().payment().id());
            }
        }
        LedgerQueries.Lost lost = ledger.queries().lost();
        if (lost.from() > 0) {
            log.recordsLost(lost.from(), lost.to());
        }
        log.serving(doors.till().toString(), questions.size());
    }

    // A journal that takes nothing still has what can be shown and uploaded; no sale begins on it.
    private List<Payment> ordered(RecoverTill recover) {
        if (doors.journalRefusal() == null) {
            return recover.recover();
        }
        log.journalRefuses(doors.journalRefusal());
        return ledger.unshown();
    }

    private static boolean wasNotSeen(Payment payment) {
        return !payment.shown()
                && switch (payment.state()) {
                    case DECLINED, REFUSED_OFFLINE, OUTCOME_UNKNOWN -> true;
                    default -> false;
                };
    }

    private void showAgain(PaymentId id) {
        Payment payment = ledger.payment(id);
        if (payment != null) {
            desk.show(payment);
        }
    }

    /** Puts the API, the page's stream and the health checks in place. */
    void serve(Environment environment) {
        Glance glance = new Glance(new Glance.Parts(
                settings,
                doors.till().toString(),
                limits,
                doors.parameters()::current,
                uplink.parameters()::confirmedAt,
                terms,
                doors.journal(),
                ledger,
                standing,
                doors.kernel(),
                doors.readers()::lost,
                desk,
                results,
                drain,
                () -> journalRefusal() == null,
                floor.floor()));
        TillApi.Rooms rooms = new TillApi.Rooms(
                desk,
                results,
                glance,
                ledger.queries(),
                shop,
                identities,
                settings.shop().currency(),
                feed,
                pump::wake,
                this::syncNow,
                floor.floor(),
                floor.carts(),
                floor.tenders());
        TillApi.open(environment, rooms, demo, log);
        HealthCheckRegistry health = environment.healthChecks();
        health.register("certificate", new ExpiryHealth(uplink.keeper(), InstantSource.system()));
        health.register("ledger", new LedgerHealth(new PragmasHealth(ledger::pragmas), upkeep::finding));
        health.register("adoption", new AdoptionHealth(settings.home()));
        health.register("journal", new JournalHealth(this::journalRefusal, this::inspected));
        health.register("archive", new ArchiveHealth(this::archiveTroubles));
        health.register("recipient-bundle", new BundleHealth(doors.keyring(), uplink.keys()));
        health.register("catalogue", new CatalogueHealth(floor.floor().keeper()));
        health.register("hot-list", new HotListHealth(doors.hotList(), uplink.hotLists()));
        health.register("parameters", new ParametersHealth(settings, doors.parameters(), uplink.parameters()));
        health.register("readers", new ReaderHealth(doors.readers()::lost));
        health.register("shop", new PragmasHealth(shop::pragmas));
    }

    /** The heart begins to beat, and with it the drain. */
    void begin() {
        uplink.begin();
        floor.begin();
        Threads.every(threads.upkeep(), JOURNAL_PERIOD, journalWatch::look, why -> log.broke("journal", why));
        upkeep.begin();
        Threads.every(threads.adoption(), ADOPTION_PERIOD, this::adopt, why -> log.broke("adoption", why));
    }

    private void adopt() {
        if (standing.gatewayReachable()) {
            try {
                long ignored = adoption.doWork();
            } catch (GatewayUnavailableException e) {
                // Another round comes; the heart says whether the gateway is there.
                log.adoptionWaits(e.reason());
            }
        }
    }

    private @Nullable String journalRefusal() {
        return doors.journal() instanceof SafJournal onDisk ? onDisk.refusal() : doors.journalRefusal();
    }

    private @Nullable Inspected inspected() {
        return doors.journal() instanceof SafJournal onDisk ? onDisk.inspected() : null;
    }

    private List<String> archiveTroubles() {
        Inspected inspected = inspected();
        Set<String> troubles = new LinkedHashSet<>(inspected == null ? List.of() : inspected.archiveOdd());
        troubles.addAll(upkeep.troubles());
        return List.copyOf(troubles);
    }

    Feed feed() {
        return feed;
    }

    int readerPort() {
        return doors.readerPort();
    }

    @Override
    public void stop() {
        feed.close();
        desk.stop();
        pump.stop();
        threads.stop(GRACE);
        upkeep.close();
        if (demo != null) {
            demo.close();
        }
        uplink.close();
        doors.journal().close();
        ledger.close();
        shop.close();
        doors.closing().run();
    }

    private void syncNow() {
        threads.heart().execute(() -> {
            standing.beat();
            pump.wake();
        });
    }

    private boolean believes(ChainReceipt receipt) {
        SignatureCheck.Verdict verdict = doors.receipts().ofReceipt(doors.till(), receipt);
        if (verdict != SignatureCheck.Verdict.GOOD) {
            log.receiptRefused(receipt.seq(), verdict.name());
        }
        return verdict == SignatureCheck.Verdict.GOOD;
    }

    private void compare(long lastSeq, long acknowledged, long head) {
        if (drain.compare(lastSeq, acknowledged, head)) {
            log.gatewayIsElsewhere(lastSeq, acknowledged, head);
            feed.terminalChanged();
            pump.wake();
        }
    }

    // A second history of this till is at the gateway: what this one takes offline nobody would take from it.
    private Limits limits(Limits own) {
        return drain.stoppedBy() == GatewayClient.Verdict.FORK
                ? AcquirerWord.shut(own, Reason.FORK)
                : AcquirerWord.limits(own, doors.parameters().current());
    }

    private int unsynced() {
        return ledger.queries().unsynced().count();
    }

    private void paymentChanged(Payment payment) {
        // What is folded in again at the start was a fact before.
        if (level) {
            log.payment(payment);
        }
        feed.paymentChanged(payment.id().toString());
    }

    private void standingChanged(HeartbeatStanding.Seen seen) {
        log.standing(seen.standing(), seen.gatewayReachable());
        feed.terminalChanged();
        if (seen.gatewayReachable()) {
            pump.gatewayIsBack();
        }
    }

    private final class Watched implements DeskWatch {
        @Override
        public void changed(PaymentId payment) {
            feed.paymentChanged(payment.toString());
        }

        @Override
        public void finished(Payment payment) {
            if (payment.seq() == 0) {
                log.payment(payment);
            }
            pump.wake();
        }

        @Override
        public void broke(PaymentId payment, RuntimeException why) {
            log.broke(payment, why);
        }
    }
}
