package dev.tidegate.till;

import dev.tidegate.core.flow.AddTip;
import dev.tidegate.core.flow.CloseSale;
import dev.tidegate.core.flow.Decider;
import dev.tidegate.core.flow.DrainJournal;
import dev.tidegate.core.flow.Projection;
import dev.tidegate.core.flow.Rooms;
import dev.tidegate.core.payment.Limits;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.port.ExceptionFile;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.crypto.CardHash;
import dev.tidegate.till.config.AgreedTerms;
import dev.tidegate.till.config.OfflineSettings;
import dev.tidegate.till.config.TillSettings;
import dev.tidegate.till.gateway.Pause;
import dev.tidegate.till.http.Feed;
import dev.tidegate.till.http.Glance;
import dev.tidegate.till.http.NetworkApi;
import dev.tidegate.till.http.PeopleApi;
import dev.tidegate.till.http.TillApi;
import dev.tidegate.till.http.TrainingApi;
import dev.tidegate.till.ledger.TillLedger;
import dev.tidegate.till.log.FactLog;
import dev.tidegate.till.people.ForcedStanding;
import dev.tidegate.till.people.Liability;
import dev.tidegate.till.people.SaleWords;
import dev.tidegate.till.people.StaffBook;
import dev.tidegate.till.people.VoiceDoor;
import dev.tidegate.till.refund.RefundDesk;
import dev.tidegate.till.sale.DeskWatch;
import dev.tidegate.till.sale.DrainPump;
import dev.tidegate.till.sale.Identities;
import dev.tidegate.till.sale.KnownCards;
import dev.tidegate.till.sale.PromptBoard;
import dev.tidegate.till.sale.Questions;
import dev.tidegate.till.sale.Results;
import dev.tidegate.till.sale.SaleDesk;
import dev.tidegate.till.store.ShopStore;
import dev.tidegate.till.sync.StillHere;
import dev.tidegate.till.sync.SyncRuns;
import dev.tidegate.till.training.TrainingAcquirer;
import dev.tidegate.till.training.TrainingKernel;
import dev.tidegate.till.training.TrainingNetwork;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;

/**
 * The training room: the till's own flows, wired once more over a folder, an acquirer and a drawer of cards that are
 * nobody's.
 *
 * <p>What may not be touched from here is not here: no reader, no way to a gateway, no journal, ledger or shop of the
 * till, no cash drawer. What it shares with the till is who may sign in, and the shop's settings and catalogue, which
 * are read.
 */
final class TrainingTill implements TrainingApi.Room {
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final FactLog log = FactLog.ofTraining();
    private final Threads threads = new Threads("training");
    private final Feed feed = new Feed(Long.toString(new SecureRandom().nextLong(Long.MAX_VALUE), 36));
    private final InstantSource clock;
    private final Identities identities;
    private final TillSettings settings;
    private final TrainingStores stores;
    private final TrainingNetwork network;
    private final TrainingKernel kernel;
    private final SaleDesk desk;
    private final DrainPump pump;
    private final SyncRuns syncs;
    private final TrainingApi.Rooms rooms;
    private volatile boolean level;

    /** @param pause how a card that is read, or an issuer that is asked, takes its time */
    private TrainingTill(Path folder, TillSettings shop, PeopleApi.Rooms outside, InstantSource clock, Pause pause) {
        this.clock = clock;
        this.settings = settings(shop, folder);
        this.identities =
                new Identities(clock, new SecureRandom(), settings.shop().zone());
        this.stores = TrainingStores.open(folder, clock, this::paymentChanged);
        try {
            this.network = new TrainingNetwork(clock, this::networkChanged);
            this.kernel = new TrainingKernel(pause);
            TillLedger ledger = stores.ledger();
            ForcedStanding forced =
                    new ForcedStanding(network, stores.shop().orders(), clock, log, this::networkChanged);
            TrainingAcquirer acquirer = new TrainingAcquirer(network, ledger, clock, pause);
            AgreedTerms terms = new AgreedTerms(() -> null, clock);
            Limits limits = settings.offline().toLimits();
            KnownCards cards =
                    new KnownCards(ledger.queries(), CardHash.fresh(new SecureRandom()), limits.declinedFor(), clock);
            PromptBoard prompts = new PromptBoard(id -> feed.paymentChanged(id.toString()));
            Projection projection = new Projection(stores.journal(), ledger);
            Rooms flow = new Rooms(
                    kernel,
                    stores.home().sealer(clock),
                    stores.journal(),
                    ledger,
                    acquirer,
                    forced,
                    prompts,
                    cards,
                    terms,
                    Landmarks.none());
            DrainJournal drain = new DrainJournal(flow, projection);
            this.pump = new DrainPump(
                    drain,
                    stores.journal(),
                    ledger,
                    forced,
                    threads.drain(),
                    new DrainTold(feed, log, () -> {}, this::lookAtSync));
            this.syncs = new SyncRuns(
                    new SyncRuns.Rooms(
                            ledger,
                            stores.journal(),
                            network,
                            forced::isForced,
                            drain::stoppedBy,
                            clock,
                            identities::nextId),
                    threads.heart(),
                    pump::gatewayIsBack,
                    run -> feed.syncChanged(run.toString()));
            SaleFlows flows = SaleFlows.of(
                    flow,
                    new Decider(
                            limits, ExceptionFile.none(), cards, settings.shop().zone()),
                    projection,
                    clock,
                    settings);
            this.desk = new SaleDesk(
                    new SaleDesk.Tools(
                            flows.take(),
                            flows.byVoice(),
                            flows.recover(),
                            kernel,
                            ledger,
                            stores.shop(),
                            prompts,
                            identities,
                            new Watched()),
                    threads.sale(),
                    threads.heart());
            Results results = new Results(
                    desk,
                    new CloseSale(stores.journal(), ledger, projection),
                    ledger,
                    stores.shop().requests(),
                    prompts,
                    new Questions());
            RefundDesk refunds = new RefundDesk(
                    new RefundDesk.Rooms(
                            ledger, stores.shop().refunds(), acquirer, forced, clock, identities::nextPayment),
                    threads.refund(),
                    new NetworkTold(log, feed, stores.shop().carried(), clock, threads.upkeep()));
            FloorRooms floor = new FloorRooms(
                    settings, stores.shop(), desk, ledger, identities, threads, new FloorTold(feed, log));
            this.rooms = new TrainingApi.Rooms(
                    calls(projection, forced, terms, limits, drain, results, refunds, floor, outside), kernel, network);
            ledger.forgetAnotherJournal(stores.journal());
            projection.catchUp();
            level = true;
            new Opening(stores.home().till(), null, ledger, desk, flows.recover(), log).putInOrder();
            refunds.begin();
            floor.begin();
            pump.wake();
        } catch (RuntimeException e) {
            threads.stop(GRACE);
            stores.close();
            throw e;
        }
    }

    /**
     * Opens the room.
     *
     * @param outside who the till's people are, and how they show it
     * @throws RuntimeException what is in the folder cannot be used; nothing of it is open then
     */
    static TrainingTill open(
            Path folder, TillSettings shop, PeopleApi.Rooms outside, InstantSource clock, Pause pause) {
        return new TrainingTill(folder, shop, outside, clock, pause);
    }

    // As the shop has it, with offline sales on: how to make one is what is trained. Another folder, and no drawer that
    // would open over real money.
    private static TillSettings settings(TillSettings live, Path folder) {
        TillSettings.Shop shop = live.shop();
        OfflineSettings offline = live.offline();
        return new TillSettings(
                folder,
                new TillSettings.Shop(
                        shop.merchant(),
                        shop.terminalId(),
                        shop.zone(),
                        shop.currency(),
                        shop.catalogue(),
                        null,
                        shop.weighedCodes(),
                        shop.tips(),
                        shop.otherTenders()),
                live.gateway(),
                new OfflineSettings(
                        true,
                        offline.deferral(),
                        offline.stripe(),
                        offline.countMax(),
                        offline.acceptWindow(),
                        offline.cardCountMax(),
                        offline.declinedFor(),
                        offline.liabilityAcceptedBy(),
                        offline.limits()),
                live.reader(),
                live.keep(),
                live.people(),
                false,
                live.simulators());
    }

    private TillApi.Rooms calls(
            Projection projection,
            ForcedStanding forced,
            AgreedTerms terms,
            Limits limits,
            DrainJournal drain,
            Results results,
            RefundDesk refunds,
            FloorRooms floor,
            PeopleApi.Rooms outside) {
        TillLedger ledger = stores.ledger();
        ShopStore shop = stores.shop();
        Glance glance = new Glance(new Glance.Parts(
                settings,
                stores.home().till().toString(),
                clock,
                () -> null,
                () -> limits,
                () -> null,
                () -> null,
                terms,
                stores.journal(),
                ledger,
                network,
                () -> null,
                forced,
                shop,
                kernel,
                Collections::emptySortedMap,
                desk,
                results,
                drain,
                () -> true,
                floor.floor()));
        StillHere stillHere = new StillHere(new StillHere.Rooms(
                ledger, stores.journal(), network, forced::isForced, desk, terms, drain::stoppedBy, () -> true));
        return new TillApi.Rooms(
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
                new NetworkApi.Rooms(syncs, stillHere, refunds, shop.carried()),
                people(forced, limits, results, outside),
                floor.floor(),
                floor.carts(),
                floor.tenders(),
                new AddTip(stores.journal(), ledger, projection, terms, () -> limits),
                terms,
                ledger);
    }

    /** The till's people; what they say here is the room's alone. */
    private PeopleApi people(ForcedStanding forced, Limits limits, Results results, PeopleApi.Rooms outside) {
        ShopStore shop = stores.shop();
        return new PeopleApi(
                new PeopleApi.Rooms(
                        outside.people(),
                        outside.door(),
                        outside.managers(),
                        outside.sessions(),
                        new SaleWords(outside.managers(), shop, results, () -> limits, identities, log),
                        new VoiceDoor(outside.managers(), shop, identities),
                        forced,
                        // Nobody bears anything for a sale of training.
                        new Liability("Training", shop.orders(), clock, log),
                        new StaffBook(shop, stores.ledger().queries(), clock),
                        shop,
                        outside.ledger(),
                        () -> limits,
                        stores.journal()::limitsInUse,
                        settings.shop().currency(),
                        identities,
                        settings.people()),
                log);
    }

    @Override
    public TrainingApi.Rooms rooms() {
        return rooms;
    }

    @Override
    public void close() {
        feed.close();
        desk.stop();
        pump.stop();
        threads.stop(GRACE);
        stores.close();
    }

    private void paymentChanged(Payment payment) {
        if (level) {
            log.payment(payment);
        }
        feed.paymentChanged(payment.id().toString());
    }

    private void networkChanged() {
        feed.terminalChanged();
        pump.gatewayIsBack();
        syncs.look();
    }

    private void lookAtSync() {
        syncs.look();
    }

    private final class Watched implements DeskWatch {
        @Override
        public void changed(PaymentId payment) {
            feed.paymentChanged(payment.toString());
        }

        @Override
        public void finished(Payment payment) {
            pump.wake();
        }

        @Override
        public void broke(PaymentId payment, RuntimeException why) {
            log.broke(payment, why);
        }
    }
}
