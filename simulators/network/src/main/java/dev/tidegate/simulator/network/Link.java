package dev.tidegate.simulator.network;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A TCP proxy with a name. Its port stays its own, also while nobody listens on it.
 *
 * <p>Connections live on the event loop. {@link #set} and {@link #standing} are for other threads: they wait for the
 * loop.
 */
final class Link implements AutoCloseable {
    /** Clients of one link; one more is reset. Bounds memory to about 256 MB, all of them delayed to the full. */
    static final int CONNECTIONS_MAX = 512;

    private static final int CONNECT_MILLIS_MAX = 10_000;
    private static final int LOOP_SECONDS_MAX = 20;

    private final LinkSpec spec;
    private final EventLoop loop;
    private final PortHold hold;
    private final Traffic traffic = new Traffic();
    private final Map<Channel, Connection> connections = new HashMap<>();
    private LinkMode mode = new LinkMode.Refuse();
    private long accepted;
    private Optional<Channel> listener = Optional.empty();

    /**
     * Takes the link's port; it refuses until a mode is set.
     *
     * @throws IOException when another process has the port
     */
    Link(LinkSpec spec, EventLoop loop) throws IOException {
        this.spec = spec;
        this.loop = loop;
        this.hold = new PortHold(spec.listenPort());
    }

    String name() {
        return spec.name();
    }

    int listenPort() {
        return hold.address().getPort();
    }

    /**
     * Goes over to a mode and returns when it is in force: listening or not, old connections reset where they are to
     * be.
     *
     * @throws LinkBrokenException when the port cannot be listened on
     */
    synchronized void set(LinkMode next) {
        if (next instanceof LinkMode.Refuse) {
            listener.ifPresent(channel -> await("close", channel.close()));
            listener = Optional.empty();
        }
        await("change", loop.submit(() -> change(next)));
        if (!(next instanceof LinkMode.Refuse) && listener.isEmpty()) {
            listener = Optional.of(listen());
        }
        awaitNextRound();
    }

    LinkStanding standing() {
        Callable<LinkStanding> look = () -> new LinkStanding(
                spec,
                listenPort(),
                mode,
                connections.size(),
                accepted,
                traffic.toTarget(),
                traffic.toClient(),
                traffic.swallowed());
        return await("show", loop.submit(look));
    }

    @Override
    public void close() throws IOException {
        set(new LinkMode.Refuse());
        hold.close();
    }

    private void change(LinkMode next) {
        boolean dawn = mode instanceof LinkMode.BlackHole && !(next instanceof LinkMode.BlackHole);
        mode = next;
        for (Connection connection : List.copyOf(connections.values())) {
            if (resets(next) || dawn && connection.isBroken()) {
                connection.reset();
            } else {
                connection.change(next);
            }
        }
    }

    private static boolean resets(LinkMode mode) {
        return mode instanceof LinkMode.Refuse || mode instanceof LinkMode.Reset;
    }

    private Channel listen() {
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Doorman(this::accept))
                .bind(hold.address());
        await("listen", bound);
        return bound.channel();
    }

    private void accept(SocketChannel client) {
        accepted++;
        if (resets(mode) || connections.size() >= CONNECTIONS_MAX) {
            Connection.reset(client);
            return;
        }
        Guest guest = Guest.receive(client, mode, traffic);
        connections.put(client, guest);
        client.closeFuture().addListener(closed -> forget(client));
        if (!(mode instanceof LinkMode.BlackHole)) {
            connect(client, guest);
        }
    }

    private void connect(SocketChannel client, Guest guest) {
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS_MAX)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(spec.host(), spec.port())
                .addListener((ChannelFuture connected) -> {
                    if (connected.isSuccess()) {
                        join(client, guest, (SocketChannel) connected.channel());
                    } else {
                        guest.reset();
                    }
                });
    }

    private void join(SocketChannel client, Guest guest, SocketChannel target) {
        // In the dark it stays a guest: it may have sent what was dropped.
        if (!client.isOpen() || mode instanceof LinkMode.BlackHole) {
            Connection.reset(target);
            return;
        }
        client.pipeline().remove(guest);
        target.closeFuture().addListener(closed -> forget(client));
        connections.put(client, Pair.join(client, target, mode, traffic));
    }

    private void forget(SocketChannel client) {
        connections.computeIfPresent(client, (same, connection) -> connection.isOpen() ? connection : null);
    }

    /** Waits until the selector has let go what was closed, which it does between two rounds of the loop's tasks. */
    private void awaitNextRound() {
        Promise<Boolean> passed = loop.newPromise();
        // Put off by nothing, from within a round: the round after it runs this.
        loop.execute(
                () -> loop.schedule(() -> true, 0, TimeUnit.NANOSECONDS).addListener(next -> passed.setSuccess(true)));
        await("settle", passed);
    }

    private static <T> T await(String what, Future<T> future) {
        if (!future.awaitUninterruptibly(LOOP_SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new LinkBrokenException("the link did not " + what + " in time", new TimeoutException());
        }
        if (!future.isSuccess()) {
            throw new LinkBrokenException("the link could not " + what, future.cause());
        }
        return future.getNow();
    }
}
