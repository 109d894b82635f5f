package dev.tidegate.gateway.link;

import dev.tidegate.core.payment.Stan;
import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.codec.MatchKey;
import dev.tidegate.gateway.codec.Outbound;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.Repeats;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelProgressiveFuture;
import io.netty.channel.ChannelProgressiveFutureListener;
import io.netty.channel.ChannelProgressivePromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The link over TCP, on one thread of its own. It connects, signs on, sends echoes into silence, and begins again with
 * longer and longer waits, some chance among them, when the connection is gone.
 *
 * <p>Only the bytes of {@link #send} carry money. They are given to the connection once: if it refuses them before it
 * took the first, none left; in every other case some may have.
 */
public final class NettyLink implements AcquirerLink, AutoCloseable {
    private static final FactLog LOG = FactLog.of(NettyLink.class);
    private static final String APPROVED = "00";

    private final String acquirer;
    private final InetSocketAddress address;
    private final Profile profile;
    private final IsoCodec codec;
    private final InstantSource clock;
    private final RandomGenerator chance;
    private final Executor ears;
    private final LinkEars listener;
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Correlator correlator = new Correlator();
    private final AtomicInteger networkStan = new AtomicInteger();

    // Written by the loop's thread alone.
    private volatile @Nullable Channel signedOn;
    private volatile boolean answering = true;
    private volatile boolean closed;
    private int failures;
    private int unanswered;
    private Instant echoedAt = Instant.MIN;

    /**
     * @param acquirer its name, for the log
     * @param chance spreads the attempts to connect
     * @param ears runs what the listener is told
     */
    public NettyLink(
            String acquirer,
            InetSocketAddress address,
            Profile profile,
            IsoCodec codec,
            InstantSource clock,
            RandomGenerator chance,
            Executor ears,
            LinkEars listener) {
        this.acquirer = acquirer;
        this.address = address;
        this.profile = profile;
        this.codec = codec;
        this.clock = clock;
        this.chance = chance;
        this.ears = ears;
        this.listener = listener;
    }

    /** Begins to connect, and keeps at it until {@link #close()}. */
    public void start() {
        loop.execute(this::connect);
    }

    @Override
    public boolean isUp() {
        Channel channel = signedOn;
        return channel != null && channel.isActive();
    }

    @Override
    public boolean isAnswering() {
        return isUp() && answering;
    }

    @Override
    public Sending send(Outbound message) {
        Channel channel = signedOn;
        if (channel == null || !channel.isActive()) {
            return new Sending.NotWritten();
        }
        CompletableFuture<Arrival> arrival = correlator.expect(message.key());
        Written written = write(channel, message);
        if (!written.done.awaitUninterruptibly(profile.timers().connect().toMillis(), TimeUnit.MILLISECONDS)
                || written.done.isSuccess()
                || written.begun) {
            return new Flight(message.key(), arrival);
        }
        correlator.giveUp(message.key(), arrival);
        return new Sending.NotWritten();
    }

    @Override
    public void close() {
        closed = true;
        Channel channel = signedOn;
        if (channel != null) {
            channel.close().awaitUninterruptibly();
        }
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        correlator.giveUpAll();
    }

    private void connect() {
        if (closed) {
            return;
        }
        ChannelFuture connecting = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(profile.timers().connect().toMillis()))
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        long echoMillis = profile.session().echoEvery().toMillis();
                        channel.pipeline()
                                .addLast(new IdleStateHandler(0, 0, echoMillis, TimeUnit.MILLISECONDS))
                                .addLast(new Frames(profile.frameBytesMax()))
                                .addLast(new Connection(
                                        codec, message -> heard(message), () -> echo(channel), () -> gone(channel)));
                    }
                })
                .connect(address);
        connecting.addListener((ChannelFuture done) -> {
            if (done.isSuccess()) {
                signOn(done.channel());
            } else {
                again();
            }
        });
    }

    private void signOn(Channel channel) {
        var ignored = ask(channel, profile.session().signOn()).thenAccept(arrival -> {
            boolean accepted = arrival instanceof Arrival.Answer(var answer)
                    && answer.responseCode().equals(APPROVED)
                    && channel.isActive();
            if (!accepted) {
                end(channel);
                return;
            }
            failures = 0;
            unanswered = 0;
            answering = true;
            signedOn = channel;
            LOG.info("link up", Map.of(Field.ACQUIRER, acquirer));
            ears.execute(() -> listener.changed(true));
        });
    }

    private void echo(Channel channel) {
        if (!channel.equals(signedOn)) {
            return;
        }
        echoedAt = clock.instant();
        var ignored = ask(channel, profile.session().echo()).thenAccept(arrival -> {
            unanswered = arrival instanceof Arrival.Answer ? 0 : unanswered + 1;
            if (unanswered >= profile.session().unansweredMax()) {
                LOG.warn("echo left unanswered", Map.of(Field.ACQUIRER, acquirer, Field.COUNT, unanswered));
                end(channel);
            }
        });
    }

    private void echoUnlessJustNow(Channel channel) {
        // Some hosts take more echoes than agreed for an attack.
        if (echoedAt.plus(profile.session().echoEvery()).isBefore(clock.instant())) {
            echo(channel);
        }
    }

    /** Sends a network message; what follows runs on the loop's thread. */
    private CompletableFuture<Arrival> ask(Channel channel, String code) {
        Stan stan = new Stan(networkStan.getAndUpdate(n -> (n + 1) % Stan.VALUE_MAX) + 1);
        Outbound message = codec.network(stan, code, clock.instant());
        CompletableFuture<Arrival> arrival = correlator.expect(message.key());
        write(channel, message);
        MatchKey key = message.key();
        var ignored = channel.eventLoop()
                .schedule(
                        () -> correlator.giveUp(key, arrival),
                        profile.timers().network().toMillis(),
                        TimeUnit.MILLISECONDS);
        return arrival;
    }

    private void heard(IsoMessage message) {
        answering = true;
        correlator.arrived(message).ifPresent(late -> {
            if (late.key().family() != MatchKey.NETWORK) {
                ears.execute(() -> listener.late(late));
            }
        });
    }

    private void gone(Channel channel) {
        boolean wasUp = channel.equals(signedOn);
        if (wasUp) {
            signedOn = null;
            LOG.warn("link down", Map.of(Field.ACQUIRER, acquirer));
            ears.execute(() -> listener.changed(false));
        }
        correlator.giveUpAll();
        again();
    }

    private void again() {
        if (closed || loop.isShuttingDown()) {
            return;
        }
        failures++;
        Repeats rule = profile.session().reconnect();
        long most = Duration.between(clock.instant(), rule.after(failures, clock.instant()))
                .toMillis();
        long wait = most / 2 + chance.nextLong(most / 2 + 1);
        var ignored = loop.schedule(this::connect, Math.max(1, wait), TimeUnit.MILLISECONDS);
    }

    // What follows happens in gone().
    private static void end(Channel channel) {
        ChannelFuture ignored = channel.close();
    }

    private static Written write(Channel channel, Outbound message) {
        byte[] bytes = message.bytes();
        ByteBuf frame = Unpooled.buffer(Frames.LENGTH_BYTES + bytes.length, Frames.LENGTH_BYTES + bytes.length);
        frame.writeShort(bytes.length).writeBytes(bytes);
        byte[] copy = frame.array();
        ChannelProgressivePromise promise = channel.newProgressivePromise();
        Written written = new Written(promise, copy);
        promise.addListener(written);
        var ignored = channel.writeAndFlush(frame, promise);
        return written;
    }

    /** Whether the first byte was taken; wipes its copy of the message at the end. */
    private static final class Written implements ChannelProgressiveFutureListener {
        private final ChannelFuture done;
        private final byte[] copy;
        private volatile boolean begun;

        Written(ChannelFuture done, byte[] copy) {
            this.done = done;
            this.copy = copy;
        }

        @Override
        public void operationProgressed(ChannelProgressiveFuture future, long progress, long total) {
            begun |= progress > 0;
        }

        @Override
        public void operationComplete(ChannelProgressiveFuture future) {
            Arrays.fill(copy, (byte) 0);
        }
    }

    private final class Flight implements Sending.InFlight {
        private final MatchKey key;
        private final CompletableFuture<Arrival> arrival;

        Flight(MatchKey key, CompletableFuture<Arrival> arrival) {
            this.key = key;
            this.arrival = arrival;
        }

        @Override
        public Arrival await(Duration within) {
            try {
                return arrival.get(within.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                correlator.giveUp(key, arrival);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                correlator.giveUp(key, arrival);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a wait ends with an answer or with silence", e);
            }
            Arrival ended = arrival.join();
            if (ended instanceof Arrival.Silence) {
                doubt();
            }
            return ended;
        }

        // The acquirer may be gone although the connection stands: ask it, unless it was asked just now.
        private void doubt() {
            answering = false;
            Channel channel = signedOn;
            if (channel != null) {
                channel.eventLoop().execute(() -> echoUnlessJustNow(channel));
            }
        }
    }
}
