package dev.tidegate.till;

import com.codahale.metrics.health.HealthCheckRegistry;
import dev.tidegate.core.flow.AddTip;
import dev.tidegate.core.flow.CloseSale;
import dev.tidegate.core.flow.Decider;
import dev.tidegate.core.flow.DrainJournal;
import dev.tidegate.core.flow.Projection;
import dev.tidegate.core.flow.Rooms;
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
import dev.tidegate.till.http.NetworkApi;
import dev.tidegate.till.http.PeopleApi;
import dev.tidegate.till.http.TillApi;
import dev.tidegate.till.http.TrainingApi;
import dev.tidegate.till.ledger.LedgerWatch;
import dev.tidegate.till.ledger.TillLedger;
import dev.tidegate.till.log.FactLog;
import dev.tidegate.till.people.Door;
import dev.tidegate.till.people.ForcedStanding;
import dev.tidegate.till.people.Liability;
import dev.tidegate.till.people.Managers;
import dev.tidegate.till.people.SaleWords;
import dev.tidegate.till.people.Sessions;
import dev.tidegate.till.people.StaffBook;
import dev.tidegate.till.people.VoiceDoor;
import dev.tidegate.till.refund.RefundDesk;
import dev.tidegate.till.sale.DeskWatch;
import dev.tidegate.till.sale.DrainPump;
import dev.tidegate.till.sale.Identities;
import dev.tidegate.till.sale.KnownCards;
import dev.tidegate.till.sale.PromptBoard;
import dev.tidegate.till.sale.Results;
import dev.tidegate.till.sale.SaleDesk;
import dev.tidegate.till.store.ShopBrokenException;
import dev.tidegate.till.store.ShopStore;
import dev.tidegate.till.sync.StillHere;
import dev.tidegate.till.sync.SyncRuns;
import dev.tidegate.till.time.TillTime;
import dev.tidegate.till.time.Uptime;
import dev.tidegate.till.training.TrainingDoor;
import dev.tidegate.till.training.TrainingFolder;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.Managed;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
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

    private static final Duration CLOCK_PERIOD = Duration.ofSeconds(2);

    private final TillSettings settings;
    private final FactLog log;
    private final Feed feed;
    private final Threads threads;
    private final Doors doors;
    private final TillLedger ledger;
    private final ShopStore shop;
    private final Uplink uplink;
    private final HeartbeatStanding standing;
    private final ForcedStanding forced;
    private final Liability liability;
    private final Projection projection;
    private final SaleDesk desk;
    private final Results results;
    private final DrainJournal drain;
    private final DrainPump pump;
    private final Upkeep upkeep;
    private final JournalState state;
    private final AdoptionDrain adoption;
    private final SyncRuns syncs;
    private final RefundDesk refunds;
    private final JournalWatch journalWatch;
    private final ClockWatch clockWatch;
    private final Supplier<Limits> limits;
    private final Identities identities;
    private final AgreedTerms terms;
    private final @Nullable DemoControls demo;
    private final FloorRooms floor;
    private @Nullable TrainingDoor<TrainingApi.Room> training;
    private volatile boolean level;

    private Till(TillSettings settings, Doors doors, TillTime clock, Landmarks landmarks, FactLog log) {
        TillFolder folder = new TillFolder(settings.home());
        this.settings = settings;
        this.doors = doors;
        this.log = log;
        this.threads = new Threads();
        this.feed = new Feed(Long.toString(new SecureRandom().nextLong(Long.MAX_VALUE), 36));
        this.clockWatch = new ClockWatch(clock, log, feed::terminalChanged);
        this.identities =
                new Identities(clock, new SecureRandom(), settings.shop().zone());
        this.shop = ShopStore.open(folder.shop());
        NetworkTold network = new NetworkTold(log, feed, shop.carried(), clock, threads.upkeep());
        this.liability = new Liability(settings.offline().liabilityAcceptedBy(), shop.orders(), clock, log);
        Limits own = settings.offline().toLimits();
        Liability taken = liability;
        this.limits = () -> limits(taken.over(own));
        this.ledger = TillLedger.open(folder.ledger(), doors.till(), landmarks, this::paymentChanged);
        this.uplink = new Uplink(
                settings,
                doors,
                clock,
                threads,
                log,
                new Uplink.Ears(
                        this::believes,
                        () -> ledger.queries().unsynced().count(),
                        this::compare,
                        this::standingChanged,
                        feed::terminalChanged,
                        network));
        this.standing = uplink.standing();
        this.forced = new ForcedStanding(standing, shop.orders(), clock, log, this::orderChanged);
        this.projection = new Projection(doors.journal(), ledger);
        PromptBoard prompts = new PromptBoard(id -> feed.paymentChanged(id.toString()));
        KnownCards cards =
                new KnownCards(ledger.queries(), CardHash.fresh(new SecureRandom()), own.declinedFor(), clock);
        doors.history().from(doors.hotList(), cards::lastAmountMinor);
        this.terms = new AgreedTerms(doors.parameters()::current, clock);
        Rooms rooms = new Rooms(
                doors.kernel(),
                doors.keyring().sealer(),
                doors.journal(),
                ledger,
                uplink.gateway(),
                forced,
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
        this.state = new JournalState(doors, upkeep);
        this.pump = new DrainPump(
                drain,
                doors.journal(),
                ledger,
                forced,
                threads.drain(),
                new DrainTold(feed, log, upkeep::resultsCame, this::lookAtSync));
        this.syncs = new SyncRuns(
                new SyncRuns.Rooms(
                        ledger,
                        doors.journal(),
                        standing,
                        forced::isForced,
                        drain::stoppedBy,
                        clock,
                        identities::nextId),
                threads.heart(),
                pump::gatewayIsBack,
                run -> feed.syncChanged(run.toString()));
        this.refunds = new RefundDesk(
                new RefundDesk.Rooms(ledger, shop.refunds(), uplink.gateway(), forced, clock, identities::nextPayment),
                threads.refund(),
                network);
        this.adoption = new AdoptionDrain(
                settings.home(),
                uplink.gateway(),
                doors.receipts(),
                (export, progress) -> log.adopted(export.till().toString(), export.lastSeq(), progress));
        this.journalWatch = new JournalWatch(doors.journalRefusal(), state::refusal, log::journalRefuses);
        SaleFlows flows = SaleFlows.of(
                rooms,
                new Decider(limits, doors.hotList(), cards, settings.shop().zone()),
                projection,
                clock,
                settings);
        this.desk = new SaleDesk(
                new SaleDesk.Tools(
                        flows.take(),
                        flows.byVoice(),
                        flows.recover(),
                        doors.kernel(),
                        ledger,
                        shop,
                        prompts,
                        identities,
                        new Watched()),
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
        ledger.forgetAnotherJournal(doors.journal());
        projection.catchUp();
        level = true;
        new Opening(doors.till(), doors.journalRefusal(), ledger, desk, flows.recover(), log).putInOrder();
    }

    /** Opens everything and puts the till in order. */
    static Till open(TillSettings settings, Doors.Opener opener, Landmarks landmarks, FactLog log) {
        TillTime time = TillTime.open(new TillFolder(settings.home()).time(), opener.machine(), Uptime.ofMachine());
        return new Till(settings, opener.open(settings, time, landmarks), time, landmarks, log);
    }

    private static @Nullable Archivist archivist(Journal journal, TillSettings settings, FactLog log) {
        return journal instanceof SafJournal onDisk
                ? onDisk.archivist(settings.keep().toRetention(), log::archived)
                : null;
    }

    /** Puts the API, the page's stream and the health checks in place. */
    void serve(Environment environment) {
        Glance glance = new Glance(new Glance.Parts(
                settings,
                doors.till().toString(),
                identities.clock(),
                clockWatch::off,
                limits,
                doors.parameters()::current,
                uplink.parameters()::confirmedAt,
                terms,
                doors.journal(),
                ledger,
                standing,
                uplink::route,
                forced,
                shop,
                doors.kernel(),
                doors.readers()::lost,
                desk,
                results,
                drain,
                state::takes,
                floor.floor()));
        PeopleApi.Rooms people = people();
        TillApi.Rooms rooms = new TillApi.Rooms(
                settings.shop().merchant(),
                desk,
                results,
                glance,
                ledger.queries(),
                shop,
                identities,
                settings.shop().currency(),
                feed,
                pump::wake,
                new NetworkApi.Rooms(
                        syncs,
                        new StillHere(new StillHere.Rooms(
                                ledger,
                                doors.journal(),
                                standing,
                                forced::isForced,
                                desk,
                                terms,
                                drain::stoppedBy,
                                state::takes)),
                        refunds,
                        shop.carried()),
                new PeopleApi(people, log),
                floor.floor(),
                floor.carts(),
                floor.tenders(),
                new AddTip(doors.journal(), ledger, projection, terms, limits),
                terms,
                ledger);
        TillApi.open(environment, rooms, demo, log);
        TrainingApi.open(environment, training(people), FactLog.ofTraining());
        HealthCheckRegistry health = environment.healthChecks();
        health.register("certificate", new ExpiryHealth(uplink.keeper(), InstantSource.system()));
        health.register("ledger", new LedgerHealth(new PragmasHealth(ledger::pragmas), upkeep::finding));
        health.register("adoption", new AdoptionHealth(settings.home()));
        health.register("journal", new JournalHealth(state::refusal, state::inspected));
        health.register("archive", new ArchiveHealth(state::archiveTroubles));
        health.register("recipient-bundle", new BundleHealth(doors.keyring(), uplink.keys()));
        health.register("catalogue", new CatalogueHealth(floor.floor().keeper()));
        health.register("hot-list", new HotListHealth(doors.hotList(), uplink.hotLists()));
        health.register("parameters", new ParametersHealth(settings, doors.parameters(), uplink.parameters()));
        health.register("readers", new ReaderHealth(doors.readers()::lost));
        health.register("shop", new PragmasHealth(shop::pragmas));
        health.register("clock", clockWatch);
        health.register("audit", new AuditHealth(shop.audit()));
    }

    /** The room is not opened before somebody enters it. */
    private TrainingDoor<TrainingApi.Room> training(PeopleApi.Rooms people) {
        training = new TrainingDoor<>(
                new TrainingFolder(settings.home()),
                folder -> TrainingTill.open(folder, settings, people, identities.clock(), Thread::sleep),
                () -> desk.current() != null,
                FactLog.ofTraining()::broke);
        return training;
    }

    private PeopleApi.Rooms people() {
        InstantSource clock = identities.clock();
        Door door = new Door(shop.people(), clock, log);
        Managers managers = new Managers(door);
        return new PeopleApi.Rooms(
                shop.people(),
                door,
                managers,
                new Sessions(shop.sessions(), new SecureRandom(), clock),
                new SaleWords(managers, shop, results, limits, identities, log),
                new VoiceDoor(managers, shop, identities),
                forced,
                liability,
                new StaffBook(shop, ledger.queries(), clock),
                shop,
                ledger.queries(),
                limits,
                doors.journal()::limitsInUse,
                settings.shop().currency(),
                identities,
                settings.people());
    }

    /** The heart begins to beat, and with it the drain. */
    void begin() {
        uplink.begin();
        refunds.begin();
        threads.upkeep().execute(this::forgetRoutes);
        floor.begin();
        Threads.every(threads.upkeep(), JOURNAL_PERIOD, journalWatch::look, why -> log.broke("journal", why));
        Threads.every(threads.upkeep(), CLOCK_PERIOD, clockWatch::look, why -> log.broke("clock", why));
        upkeep.begin();
        Threads.every(threads.adoption(), ADOPTION_PERIOD, this::adopt, why -> log.broke("adoption", why));
    }

    private void forgetRoutes() {
        Period kept = Period.ofMonths(settings.keep().archiveMonths());
        Instant before = identities
                .clock()
                .instant()
                .atZone(identities.zone())
                .minus(kept)
                .toInstant();
        try {
            int ignored = shop.carried().forgetBefore(before);
        } catch (ShopBrokenException e) {
            // What is too old stays for another run; the shop's health says what is wrong.
            log.broke("carried", e);
        }
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

    Feed feed() {
        return feed;
    }

    int readerPort() {
        return doors.readerPort();
    }

    @Override
    public void stop() {
        if (training != null) {
            training.close();
        }
        feed.close();
        desk.stop();
        pump.stop();
        threads.stop(GRACE);
        upkeep.close();
        clockWatch.close();
        if (demo != null) {
            demo.close();
        }
        uplink.close();
        doors.journal().close();
        ledger.close();
        shop.close();
        doors.closing().run();
    }

    private void lookAtSync() {
        syncs.look();
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

    private void paymentChanged(Payment payment) {
        // What is folded in again at the start was a fact before.
        if (level) {
            log.payment(payment);
        }
        feed.paymentChanged(payment.id().toString());
    }

    private void standingChanged(HeartbeatStanding.Seen seen) {
        log.standing(seen.standing(), seen.gatewayReachable(), seen.trouble());
        feed.terminalChanged();
        if (seen.gatewayReachable()) {
            pump.gatewayIsBack();
        }
        syncs.look();
    }

    private void orderChanged() {
        feed.terminalChanged();
        pump.wake();
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
