package dev.tidegate.till;

import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.crypto.TillHome;
import dev.tidegate.till.config.TillSettings;
import dev.tidegate.till.gateway.BundleWatch;
import dev.tidegate.till.gateway.Certifier;
import dev.tidegate.till.gateway.HeartbeatStanding;
import dev.tidegate.till.gateway.HotListWatch;
import dev.tidegate.till.gateway.HttpGateway;
import dev.tidegate.till.gateway.ParametersWatch;
import dev.tidegate.till.gateway.RouteName;
import dev.tidegate.till.gateway.RouteWatch;
import dev.tidegate.till.log.FactLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Everything of a till that speaks with its gateway: calls, heart, certificate, keys, hot list, parameters. */
final class Uplink implements AutoCloseable {
    /** A renewal that fails is tried again some hundred times before the certificate ends. */
    private static final Duration UPKEEP_PERIOD = Duration.ofHours(1);

    /** A card that was blocked this morning is not stored at noon. */
    private static final Duration HOT_LIST_PERIOD = Duration.ofMinutes(10);

    private final TillSettings settings;
    private final Threads threads;
    private final FactLog log;
    private final HttpGateway gateway;
    private final Certifier certifier;
    private final CertificateKeeper keeper;
    private final HotListWatch hotLists;
    private final BundleWatch keys;
    private final ParametersWatch parameters;
    private final HeartbeatStanding standing;

    /**
     * Who hears what the gateway says. Each has to be quick and never throw.
     *
     * @param believes whether a signed receipt is believed
     * @param unsynced how many sales have no final result, told with each beat
     * @param changed told of each change of the standing
     * @param parametersCame told of new parameters
     * @param routes told which way the messages go
     */
    record Ears(
            Predicate<ChainReceipt> believes,
            IntSupplier unsynced,
            HeartbeatStanding.Progress progress,
            Consumer<HeartbeatStanding.Seen> changed,
            Runnable parametersCame,
            RouteWatch routes) {}

    Uplink(TillSettings settings, Doors doors, InstantSource clock, Threads threads, FactLog log, Ears ears) {
        this.settings = settings;
        this.threads = threads;
        this.log = log;
        TillSettings.Gateway way = settings.gateway();
        this.gateway = new HttpGateway(
                new HttpGateway.Route(
                        way.address(),
                        way.backup(),
                        settings.shop().terminalId(),
                        way.connectTimeout(),
                        way.callTimeout(),
                        way.liveTimer()),
                doors.tls(),
                ears.believes(),
                System::nanoTime,
                Thread::sleep,
                ears.routes());
        this.certifier = new Certifier(doors.tls(), way.address(), way.connectTimeout(), way.callTimeout());
        this.keeper = new CertificateKeeper(
                new TillHome(settings.home()), doors.tls(), certifier, doors.renewed(), clock, log);
        this.hotLists = new HotListWatch(gateway, doors.hotList(), log::hotList);
        this.keys = new BundleWatch(gateway, doors.keyring(), doors.journal(), threads.drain(), new KeysTold(log));
        this.parameters =
                new ParametersWatch(gateway, doors.parameters(), clock, new ParametersTold(log, ears.parametersCame()));
        this.standing = new HeartbeatStanding(
                gateway, doors.journal(), ears.unsynced(), keys, parameters, clock, ears.progress(), ears.changed());
    }

    HttpGateway gateway() {
        return gateway;
    }

    /** The way that messages take; absent where there is one alone. */
    @Nullable
    RouteName route() {
        return gateway.hasBackup() ? gateway.current() : null;
    }

    CertificateKeeper keeper() {
        return keeper;
    }

    HotListWatch hotLists() {
        return hotLists;
    }

    BundleWatch keys() {
        return keys;
    }

    ParametersWatch parameters() {
        return parameters;
    }

    HeartbeatStanding standing() {
        return standing;
    }

    /** The heart begins to beat. */
    void begin() {
        Threads.every(
                threads.heart(), settings.gateway().heartbeat(), standing::beat, why -> log.broke("heartbeat", why));
        Threads.every(threads.upkeep(), UPKEEP_PERIOD, keeper::doWork, why -> log.broke("upkeep", why));
        Threads.every(threads.upkeep(), HOT_LIST_PERIOD, hotLists::look, why -> log.broke("hot-list", why));
    }

    /** After the threads have stopped. */
    @Override
    public void close() {
        gateway.close();
        certifier.close();
    }
}
