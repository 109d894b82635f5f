package dev.tidegate.simulator.network;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The network simulator as a process: opens its links, prints {@code READY} and serves until it is told to stop.
 *
 * <p>Start: {@code java -cp '<module>/target/lib/*' dev.tidegate.simulator.network.NetworkSimulator --link
 * till-gateway=0:127.0.0.1:8443}.
 */
public final class NetworkSimulator implements AutoCloseable {
    private static final int EXIT_WRONG_OPTIONS = 2;
    private static final int STOP_SECONDS_MAX = 5;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<Link> links = new ArrayList<>();
    private final ControlServer control;

    /**
     * Opens every link, passing, and the control API.
     *
     * @throws UncheckedIOException when a port is taken
     */
    NetworkSimulator(Options options) {
        try {
            for (LinkSpec spec : options.links()) {
                links.add(new Link(spec, group.next()));
            }
            links.forEach(link -> link.set(new LinkMode.Pass()));
            control = new ControlServer(options.control(), new ControlRoutes(links));
        } catch (IOException taken) {
            closeLinks();
            throw new UncheckedIOException("a port cannot be taken", taken);
        }
    }

    /**
     * Runs the process.
     *
     * @param arguments {@code --help} says which
     */
    public static void main(String... arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.HELP);
            return;
        }
        Options options;
        try {
            options = Options.of(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(EXIT_WRONG_OPTIONS);
            return;
        }
        var simulator = new NetworkSimulator(options);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            simulator.close();
            stopped.countDown();
        }));
        System.out.println("READY " + simulator.ready());
        stopped.await();
    }

    /** Where it serves, as JSON. */
    String ready() {
        String ports = links.stream()
                .map(link -> "\"" + link.name() + "\":" + link.listenPort())
                .collect(Collectors.joining(","));
        return "{\"control\":" + controlPort() + ",\"links\":{" + ports + "}}";
    }

    int controlPort() {
        return control.port();
    }

    /** The port of the link of this name. */
    int port(String name) {
        return links.stream()
                .filter(link -> link.name().equals(name))
                .findFirst()
                .orElseThrow()
                .listenPort();
    }

    /** Refuses new calls, resets every connection and lets the ports go. */
    @Override
    public void close() {
        control.close();
        closeLinks();
    }

    private void closeLinks() {
        try {
            for (Link link : links) {
                link.close();
            }
        } catch (IOException refused) {
            throw new UncheckedIOException("a port cannot be let go", refused);
        } finally {
            group.shutdownGracefully(0, STOP_SECONDS_MAX, TimeUnit.SECONDS)
                    .awaitUninterruptibly(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        }
    }
}
