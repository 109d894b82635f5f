package dev.tidegate.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.codec.Outbound;
import dev.tidegate.gateway.fixture.LoopbackHost;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.link.AcquirerLink.Arrival;
import dev.tidegate.gateway.link.AcquirerLink.LinkEars;
import dev.tidegate.gateway.link.AcquirerLink.Sending;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.Profile;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A link, and all that it tells. */
final class LinkRig implements AutoCloseable {
    /** Timers that make a test short; the live timer is what a test waits for itself. */
    static final Map<String, String> QUICK = Map.ofEntries(
            Map.entry("GATEWAY_ECHO_INTERVAL", "PT30S"),
            Map.entry("GATEWAY_ECHO_LEAST", "PT0.05S"),
            Map.entry("GATEWAY_NETWORK_TIMER", "PT1S"),
            Map.entry("GATEWAY_CONNECT_TIMER", "PT5S"),
            Map.entry("GATEWAY_LIVE_TIMER", "PT1S"),
            Map.entry("GATEWAY_ADVICE_TIMER", "PT1S"),
            Map.entry("GATEWAY_DEFERRED_TIMER", "PT1S"),
            Map.entry("GATEWAY_REVERSAL_TIMER", "PT1S"),
            Map.entry("GATEWAY_INTERIM_EXTEND", "PT1S"),
            Map.entry("GATEWAY_INTERIM_MOST", "PT2S"),
            Map.entry("GATEWAY_RECONNECT_FIRST", "PT0.01S"),
            Map.entry("GATEWAY_RECONNECT_MOST", "PT0.05S"),
            Map.entry("GATEWAY_FAIL_BACK", "PT0.05S"));

    final Profile profile;
    final IsoCodec codec;
    final BlockingQueue<Boolean> changes = new LinkedBlockingQueue<>();
    final BlockingQueue<StrayAnswer> strays = new LinkedBlockingQueue<>();
    final BlockingQueue<String> quarantined = new LinkedBlockingQueue<>();
    final LinkThreads threads = new LinkThreads(1);
    final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    final NettyLink link;

    LinkRig(Profile profile, List<LinkAddress> addresses, @Nullable LinkTls tls, KeyExchange keys) {
        this(profile, addresses, tls, keys, null);
    }

    /** @param slow run by the ears before they take an answer */
    LinkRig(
            Profile profile,
            List<LinkAddress> addresses,
            @Nullable LinkTls tls,
            KeyExchange keys,
            @Nullable Runnable slow) {
        this(profile, new IsoCodec(profile), addresses, tls, keys, slow);
    }

    /** By a codec whose codes somebody else makes. */
    LinkRig(IsoCodec codec, Profile profile, LoopbackHost host) {
        this(profile, codec, List.of(at(host)), null, KeyExchange.none(), null);
    }

    private LinkRig(
            Profile profile,
            IsoCodec codec,
            List<LinkAddress> addresses,
            @Nullable LinkTls tls,
            KeyExchange keys,
            @Nullable Runnable slow) {
        this.profile = profile;
        this.codec = codec;
        LinkEars ears = new LinkEars() {
            @Override
            public void stray(StrayAnswer stray) {
                if (slow != null) {
                    slow.run();
                }
                strays.add(stray);
            }

            @Override
            public void changed(boolean up) {
                changes.add(up);
            }
        };
        LinkPorts ports = new LinkPorts(
                ears, (acquirer, frame, reason) -> quarantined.add(frame.length + " " + reason), keys, workers);
        this.link = new NettyLink(
                new LinkPlan("house", addresses, tls, profile),
                codec,
                threads,
                InstantSource.system(),
                new Random(1),
                ports);
    }

    LinkRig(Profile profile, LoopbackHost host) {
        this(profile, List.of(at(host)), null, KeyExchange.none());
    }

    /** The profile that is shipped, with quick timers and some others. */
    static Profile quick(String... others) {
        return Profiles.with(environment(others));
    }

    static Map<String, String> environment(String... others) {
        Map<String, String> environment = new HashMap<>(QUICK);
        for (int i = 0; i < others.length; i += 2) {
            environment.put(others[i], others[i + 1]);
        }
        return environment;
    }

    static LinkAddress at(LoopbackHost host) {
        return new LinkAddress("127.0.0.1", host.port());
    }

    LinkRig up() {
        link.start();
        awaitLink(true);
        return this;
    }

    void awaitLink(boolean up) {
        assertThat(next(changes)).as("the link changes").isEqualTo(up);
    }

    /** The next of a queue; a failure where there is none in ten seconds. */
    static <T> T next(BlockingQueue<T> queue) {
        try {
            T next = queue.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing came within 10 seconds");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for what no queue tells. */
    static void await(String what, BooleanSupplier done) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    Outbound sale(int stan) {
        return message(MessageKind.SALE, stan);
    }

    /** A sale of one of many terminals. */
    Outbound sale(int terminal, int stan) {
        return Messages.of(codec, MessageKind.SALE, Messages.tid(terminal), stan);
    }

    Outbound message(MessageKind kind, int stan) {
        return Messages.of(codec, kind, Sales.TERMINAL.tid(), stan);
    }

    Sending.InFlight sent(Outbound message) {
        Sending sending = link.send(message);
        assertThat(sending).isInstanceOf(Sending.InFlight.class);
        return (Sending.InFlight) sending;
    }

    Arrival exchange(int stan, Duration within) {
        return sent(sale(stan)).await(within);
    }

    /** Waits for an answer on another thread. */
    CompletableFuture<Arrival> later(Sending.InFlight flight, Duration within) {
        return CompletableFuture.supplyAsync(() -> flight.await(within), workers);
    }

    static String code(Arrival arrival) {
        assertThat(arrival).isInstanceOf(Arrival.Answer.class);
        return ((Arrival.Answer) arrival).message().responseCode();
    }

    @Override
    public void close() {
        link.close();
        threads.close();
        workers.shutdownNow();
    }
}
