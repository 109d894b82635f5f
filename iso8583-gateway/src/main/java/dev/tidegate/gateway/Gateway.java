package dev.tidegate.gateway;

import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.PaymentHsm;
import dev.tidegate.core.port.PaymentHsm.KeyUse;
import dev.tidegate.crypto.BodyOpener;
import dev.tidegate.crypto.BundleIssuer;
import dev.tidegate.crypto.DeviceAuthority;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.GatewayKeys;
import dev.tidegate.crypto.HotListIssuer;
import dev.tidegate.crypto.InventoryRow;
import dev.tidegate.crypto.TillParameters;
import dev.tidegate.crypto.VaultPlace;
import dev.tidegate.crypto.hsm.SocketPaymentHsm;
import dev.tidegate.gateway.adopt.AdoptionDesk;
import dev.tidegate.gateway.batch.BatchCloser;
import dev.tidegate.gateway.batch.BatchDesk;
import dev.tidegate.gateway.capture.Acquirer;
import dev.tidegate.gateway.capture.Acquirers;
import dev.tidegate.gateway.capture.Bodies;
import dev.tidegate.gateway.capture.CaptureEngine;
import dev.tidegate.gateway.capture.CardColumns;
import dev.tidegate.gateway.capture.Tenure;
import dev.tidegate.gateway.codec.GoldenCheck;
import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.config.AcquirerSettings;
import dev.tidegate.gateway.config.GatewaySettings;
import dev.tidegate.gateway.enrol.CertificateDuty;
import dev.tidegate.gateway.enrol.EnrolmentDesk;
import dev.tidegate.gateway.fleet.DrainSlots;
import dev.tidegate.gateway.fleet.NodeLease;
import dev.tidegate.gateway.fleet.ParameterDesk;
import dev.tidegate.gateway.fleet.RestorePause;
import dev.tidegate.gateway.http.TillConnectorFactory;
import dev.tidegate.gateway.intake.Intake;
import dev.tidegate.gateway.link.AcquirerLink.LinkEars;
import dev.tidegate.gateway.link.LinkAddress;
import dev.tidegate.gateway.link.LinkPlan;
import dev.tidegate.gateway.link.LinkPorts;
import dev.tidegate.gateway.link.LinkThreads;
import dev.tidegate.gateway.link.LinkTls;
import dev.tidegate.gateway.link.NettyLink;
import dev.tidegate.gateway.link.Quarantine;
import dev.tidegate.gateway.link.StrayAnswer;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.ProfileReader;
import dev.tidegate.gateway.profile.Terminals;
import dev.tidegate.gateway.security.HostKeyExchange;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.StoreBrokenException;
import io.dropwizard.lifecycle.Managed;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The gateway's rooms, wired together, and its threads. */
final class Gateway implements Managed {
    private static final FactLog LOG = FactLog.of(Gateway.class);
    /** How long the drain waits when nobody tells it of work; repeats become due by the clock alone. */
    private static final Duration DRAIN_PERIOD = Duration.ofMillis(200);
    /** After a long outage a look takes seconds: it may have a fifth of a core. */
    private static final int REST_AFTER_LOOK = 4;
    /** How soon the open connections of a till that was revoked are closed. */
    private static final Duration REVOCATION_PERIOD = Duration.ofSeconds(1);

    private static final Duration CERTIFICATE_PERIOD = Duration.ofHours(1);
    /** A mark for people: no money waits for it. */
    private static final Duration SILENCE_PERIOD = Duration.ofSeconds(5);
    /** A sale is late after hours. */
    private static final Duration LATE_PERIOD = Duration.ofMinutes(1);
    /** How soon a close that is wanted begins. */
    private static final Duration BATCH_PERIOD = Duration.ofSeconds(1);
    /** A close time says hours and minutes. */
    private static final Duration CLOCK_PERIOD = Duration.ofMinutes(1);
    /** A key's period is a thousand times longer. */
    private static final Duration KEY_PERIOD = Duration.ofMinutes(1);
    /** An exchange in flight has ended with its link; its row is still to be written. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final HomeLock lock;
    private final Store store;
    private final @Nullable NodeLease lease;
    private final GatewayHome home;
    private final InstantSource clock;
    private final GatewayKeys keys;
    private final BundleIssuer bundles;
    private final HotListIssuer hotLists;
    private final KeyDuty keyDuty;
    private final ColumnDuty columnDuty;
    private final DrainSlots slots;
    private final FrameStore frames;
    private final Acquirers acquirers;
    private final Terminals terminals;
    private final CaptureEngine engine;
    private final BatchCloser batchCloser;
    private final BatchDesk batches;
    private final Intake intake;
    private final AdoptionDesk adoptions;
    private final List<NettyLink> links = new ArrayList<>();
    private final List<MessageSecurity> securities = new ArrayList<>();
    private final Optional<PaymentHsm> hsm;
    private final LinkThreads threads;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread drain;
    private final ParameterDesk parameters;
    private final List<TillParameters> wanted;
    private final EnrolmentDesk enrolment;
    private final CertificateDuty certificates;
    private final TillConnectorFactory door;
    private final Path serverStore;
    private final ScheduledExecutorService duties = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("gateway-duties").daemon(true).factory());

    // Its own thread: a duty that waits for the database must not cost the lease.
    private final ScheduledExecutorService leases = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("gateway-lease").daemon(true).factory());

    private Gateway(
            GatewaySettings settings,
            UnaryOperator<@Nullable String> environment,
            Landmarks landmarks,
            TillConnectorFactory door) {
        InstantSource clock = InstantSource.system();
        this.lock = HomeLock.take(settings.folder());
        this.terminals = new Terminals(settings.terminals());
        // The links hear before the engine is there; they are started after it.
        Ears ears = new Ears();
        this.threads = new LinkThreads(settings.acquirers().size());
        this.slots = new DrainSlots(settings.drain(), clock);
        this.home = new GatewayHome(settings.folder());
        this.clock = clock;
        this.keys = home.keys(settings.keys().place(), clock);
        this.frames = FrameStore.in(settings.folder(), Vault.frames(keys), clock);
        this.store = Store.open(settings.database().in(settings.folder()), UUID.randomUUID());
        this.hsm = settings.hsmAddress().map(address -> new SocketPaymentHsm(address, System::nanoTime));
        this.acquirers = new Acquirers(settings.acquirers().stream()
                .map(one -> acquirer(one, Path.of(settings.profiles()), environment, clock, ears, threads, frames))
                .toList());
        settings.acquirers()
                .forEach(
                        one -> SampleMark.check(one, acquirers.named(one.name()).profile(), settings.demo()));
        this.bundles = home.bundles();
        this.hotLists = home.hotLists();
        this.lease = settings.database().in(settings.folder()).isShared()
                ? new NodeLease(store, settings.database().leased(), System::nanoTime, UUID::randomUUID)
                : null;
        CardColumns columns = Vault.columns(keys, store);
        BodyOpener opener = new BodyOpener(keys.recipientKeys());
        Bodies bodies = opener::open;
        Tenure tenure = new RestorePause(lease == null ? Tenure.alone() : lease);
        this.engine =
                new CaptureEngine(store, acquirers, terminals, bodies, columns, landmarks, workers, tenure, clock);
        this.batchCloser =
                new BatchCloser(store, acquirers, terminals, columns, engine.turns(), tenure, landmarks, clock);
        this.batches = new BatchDesk(store, acquirers, terminals, settings.closeTimes(), batchCloser, clock);
        this.intake = new Intake(
                store,
                engine,
                acquirers,
                Vault.gate(),
                Vault.chainKeys(keys),
                Vault.signatures(home),
                bodies,
                columns,
                clock);
        this.adoptions = new AdoptionDesk(store, intake, engine, terminals, home.signerTrust(), clock);
        DeviceAuthority authority = home.authority(clock);
        this.enrolment = new EnrolmentDesk(store, authority, Vault.chainKeys(keys), home::recipientBundle, clock);
        this.door = door;
        this.serverStore = home.serverStore();
        this.certificates = new CertificateDuty(store, authority, serverStore, door::reload, clock);
        // Nodes with copies of one file of keys would each make keys that the others lack.
        boolean turns = lease == null || settings.keys().place() instanceof VaultPlace.OnToken;
        this.columnDuty = new ColumnDuty(
                store,
                keys,
                frames::keyMarks,
                new ColumnDuty.Terms(settings.cardDataKept(), ColumnDuty.CARDS_PER_KEY, turns),
                clock);
        this.keyDuty = new KeyDuty(store, keys, bundles, settings.keys().plan(), clock);
        this.parameters = new ParameterDesk(store, home.parameters(), clock);
        this.wanted = settings.terminals().stream()
                .map(terminal -> ParameterDesk.of(
                        terminal,
                        acquirers.named(terminal.acquirer()).profile(),
                        settings.ceilings().get(terminal.till())))
                .toList();
        ears.closer = batchCloser;
        ears.engine = engine;
        this.drain = Thread.ofPlatform().name("gateway-drain").daemon(true).unstarted(this::drain);
    }

    /**
     * Opens everything, and puts in order what an earlier process left.
     *
     * @throws RuntimeException a file, a profile or the database cannot be used; its message says which
     */
    static Gateway open(
            GatewaySettings settings,
            UnaryOperator<@Nullable String> environment,
            Landmarks landmarks,
            TillConnectorFactory door) {
        Gateway gateway = new Gateway(settings, environment, landmarks, door);
        gateway.keyDuty.doWork();
        gateway.columnDuty.doWork();
        if (gateway.lease != null) {
            gateway.lease.renew();
        }
        gateway.engine.recover();
        gateway.publishParameters();
        // Before the door opens: a gateway that was off for a season shows a certificate that is good.
        gateway.certificates.doWork();
        return gateway;
    }

    private void publishParameters() {
        int issued = parameters.publish(wanted);
        if (issued > 0) {
            LOG.info("parameters were issued", Map.of(Field.COUNT, issued));
        }
    }

    ParameterDesk parameters() {
        return parameters;
    }

    Store store() {
        return store;
    }

    List<NettyLink> links() {
        return List.copyOf(links);
    }

    FrameStore frames() {
        return frames;
    }

    GatewayHome home() {
        return home;
    }

    DrainSlots slots() {
        return slots;
    }

    Acquirers acquirers() {
        return acquirers;
    }

    Terminals terminals() {
        return terminals;
    }

    GatewayKeys keys() {
        return keys;
    }

    HotListIssuer hotLists() {
        return hotLists;
    }

    BundleIssuer bundles() {
        return bundles;
    }

    List<InventoryRow> inventory() {
        return KeysCommand.all(home, keys, clock, false);
    }

    CaptureEngine engine() {
        return engine;
    }

    BatchDesk batches() {
        return batches;
    }

    Intake intake() {
        return intake;
    }

    AdoptionDesk adoptions() {
        return adoptions;
    }

    EnrolmentDesk enrolment() {
        return enrolment;
    }

    CertificateDuty certificates() {
        return certificates;
    }

    X509Certificate serverCertificate() {
        return DeviceAuthority.serverCertificate(serverStore);
    }

    @Override
    public void start() {
        links.forEach(NettyLink::start);
        drain.start();
        NodeLease node = lease;
        if (node != null) {
            var ignored = leases.scheduleWithFixedDelay(
                    duty("the lease could not be renewed", node::renew),
                    0,
                    node.period().toMillis(),
                    TimeUnit.MILLISECONDS);
        }
        every(REVOCATION_PERIOD, "the look for revoked tills failed", this::closeRevoked);
        every(CERTIFICATE_PERIOD, "the look at certificates failed", certificates::doWork);
        every(SILENCE_PERIOD, "the look for silent tills failed", engine.silentTills()::doWork);
        every(LATE_PERIOD, "the look for late sales failed", engine.lateSales()::doWork);
        every(BATCH_PERIOD, "the work on batches failed", batchCloser::doWork);
        every(CLOCK_PERIOD, "the look for batches to be closed failed", batches::doWork);
        every(KEY_PERIOD, "the look at the recipient keys failed", keyDuty::doWork);
        every(KEY_PERIOD, "the look at the column keys failed", columnDuty::doWork);
    }

    private void closeRevoked() {
        int closed = door.connections()
                .close(Set.copyOf(store.read(tables -> tables.tills().revoked())));
        if (closed > 0) {
            LOG.info("connections of a revoked till are closed", Map.of(Field.COUNT, closed));
        }
    }

    private void every(Duration pause, String failed, Runnable duty) {
        var ignored = duties.scheduleWithFixedDelay(
                duty(failed, duty), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Runnable duty(String failed, Runnable duty) {
        return () -> {
            try {
                duty.run();
            } catch (RuntimeException e) {
                LOG.broken(failed, e, Map.of());
            }
        };
    }

    @Override
    public void stop() throws InterruptedException {
        duties.shutdownNow();
        drain.interrupt();
        drain.join(STOP_LIMIT);
        links.forEach(NettyLink::beginClose);
        links.forEach(NettyLink::close);
        threads.close();
        workers.shutdown();
        boolean ended = workers.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            workers.shutdownNow();
        }
        leases.shutdownNow();
        handOver(ended && leases.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
        securities.forEach(MessageSecurity::close);
        store.close();
        keys.close();
        lock.close();
    }

    // With something in flight the lease ends by itself.
    private void handOver(boolean nothingInFlight) {
        NodeLease node = lease;
        if (node != null && nothingInFlight) {
            try {
                node.leave();
            } catch (StoreBrokenException e) {
                LOG.broken("the lease could not be given back", e, Map.of());
            }
        }
    }

    private void drain() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                engine.wake().await(DRAIN_PERIOD);
                long begun = System.nanoTime();
                engine.drain().doWork();
                // A look goes through all that waits; terminals at work go on by themselves meanwhile.
                Thread.sleep(Duration.ofNanos((System.nanoTime() - begun) * REST_AFTER_LOOK));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.broken("the drain failed, it goes on", e, Map.of());
            }
        }
    }

    private Acquirer acquirer(
            AcquirerSettings settings,
            Path profiles,
            UnaryOperator<@Nullable String> environment,
            InstantSource clock,
            Ears ears,
            LinkThreads threads,
            Quarantine quarantine) {
        Profile profile = ProfileReader.read(profiles.resolve(settings.profile()), environment);
        GoldenCheck.run(profile);
        MessageSecurity security =
                MessageSecurity.of(settings, profile, hsm, home.imported(keys, clock), shelf(settings, KeyUse.MAC));
        securities.add(security);
        PinSecurity pins = PinSecurity.of(settings, profile, hsm, shelf(settings, KeyUse.PIN));
        IsoCodec codec = new IsoCodec(profile, security.mac());
        LinkTls tls = settings.secured()
                .map(one -> new LinkTls(
                        one.authorities(),
                        one.expectedName(),
                        one.ownStore().orElse(null),
                        one.ownPassword().orElse(null)))
                .orElse(null);
        LinkPlan plan = new LinkPlan(
                settings.name(),
                settings.addresses().stream()
                        .map(at -> new LinkAddress(String.valueOf(at.host()), at.port()))
                        .toList(),
                tls,
                profile);
        LinkPorts ports = new LinkPorts(
                ears.of(settings.name()),
                quarantine,
                HostKeyExchange.of(hsm, security.agreed(), pins.agreed()),
                workers);
        NettyLink link = new NettyLink(plan, codec, threads, clock, new SecureRandom(), ports);
        links.add(link);
        return new Acquirer(settings.name(), profile, codec, link, pins.desk());
    }

    private StoredKeys shelf(AcquirerSettings settings, KeyUse use) {
        return new StoredKeys(store, settings.name(), use, clock);
    }

    /** Passes on what the links hear. */
    private static final class Ears {
        private volatile @Nullable CaptureEngine engine;
        private volatile @Nullable BatchCloser closer;

        LinkEars of(String acquirer) {
            return new LinkEars() {
                @Override
                public void stray(StrayAnswer stray) {
                    CaptureEngine there = engine;
                    // After a restart the database knows requests that the link has forgotten.
                    BatchCloser batches = closer;
                    if (there == null || batches == null || stray instanceof StrayAnswer.Duplicate) {
                        return;
                    }
                    if (!batches.late(acquirer, stray.answer())) {
                        there.late(acquirer, stray.answer());
                    }
                }

                @Override
                public void changed(boolean up) {
                    CaptureEngine there = engine;
                    if (there != null) {
                        there.wake().up();
                    }
                }
            };
        }
    }
}
