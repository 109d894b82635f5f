package dev.tidegate.gateway.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes connections: finds the address, connects, and secures. What may block is done by the workers. */
final class Connector {
    /** Bytes in the kernel count as left: enough for a hundred messages, and no more than must be reversed. */
    private static final int SOCKET_BYTES = 64 * 1_024;

    private final LinkPlan plan;
    private final EventLoop loop;
    private final Executor workers;

    Connector(LinkPlan plan, EventLoop loop, Executor workers) {
        this.plan = plan;
        this.loop = loop;
        this.workers = workers;
    }

    /** What became of an attempt; called once, on the link's thread. */
    interface Outcome {
        /** Connected, and the host is who it should be. */
        void stands(Line line);

        void failed(LinkTrouble why);
    }

    /** @param hearing who hears what comes over the line; made before anything comes */
    void open(int addressIndex, Function<Line, Inlet.Hearing> hearing, Outcome outcome) {
        LinkAddress address = plan.addresses().get(addressIndex);
        workers.execute(() -> {
            InetSocketAddress found = new InetSocketAddress(address.host(), address.port());
            if (found.isUnresolved()) {
                loop.execute(() -> outcome.failed(LinkTrouble.NAME_UNKNOWN));
                return;
            }
            try {
                LinkTls tls = plan.tls();
                SslContext context = tls == null ? null : TlsContext.of(tls);
                loop.execute(() -> new Attempt(addressIndex, context, hearing, outcome).connect(found));
            } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
                loop.execute(() -> outcome.failed(LinkTrouble.TLS_FILES_UNUSABLE));
            }
        });
    }

    private final class Attempt extends ChannelInitializer<Channel> {
        private final int addressIndex;
        private final @Nullable SslContext tls;
        private final Function<Line, Inlet.Hearing> hearing;
        private final Outcome outcome;
        private @Nullable SslHandler secured;

        Attempt(int addressIndex, @Nullable SslContext tls, Function<Line, Inlet.Hearing> hearing, Outcome outcome) {
            this.addressIndex = addressIndex;
            this.tls = tls;
            this.hearing = hearing;
            this.outcome = outcome;
        }

        void connect(InetSocketAddress found) {
            ChannelFuture connecting = new Bootstrap()
                    .group(loop)
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.SO_KEEPALIVE, true)
                    .option(ChannelOption.SO_SNDBUF, SOCKET_BYTES)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timerMillis())
                    .handler(this)
                    .connect(found);
            connecting.addListener((ChannelFuture done) -> {
                if (!done.isSuccess()) {
                    outcome.failed(refusal(done.cause()));
                } else if (secured == null) {
                    outcome.stands(line(done.channel()));
                } else {
                    secured.handshakeFuture().addListener(shaken -> {
                        if (shaken.isSuccess()) {
                            outcome.stands(line(done.channel()));
                        } else {
                            outcome.failed(handshake(shaken.cause()));
                        }
                    });
                }
            });
        }

        @Override
        protected void initChannel(Channel channel) {
            Outlet outlet = new Outlet();
            Line line = new Line(channel, outlet, addressIndex);
            channel.attr(Line.KEY).set(line);
            channel.pipeline().addLast(outlet);
            if (tls != null) {
                secured = tls.newHandler(
                        channel.alloc(),
                        name(),
                        plan.addresses().get(addressIndex).port());
                secured.setHandshakeTimeoutMillis(timerMillis());
                channel.pipeline().addLast(secured);
            }
            long echoMillis = plan.profile().session().echoEvery().toMillis();
            channel.pipeline()
                    .addLast(new IdleStateHandler(0, 0, echoMillis, TimeUnit.MILLISECONDS))
                    .addLast(new Frames(plan.profile().framing()))
                    .addLast(new Inlet(hearing.apply(line)));
        }

        private Line line(Channel channel) {
            return channel.attr(Line.KEY).get();
        }

        private String name() {
            LinkTls settings = plan.tls();
            return settings == null || settings.name().isEmpty()
                    ? plan.addresses().get(addressIndex).host()
                    : settings.name();
        }
    }

    private int timerMillis() {
        return Math.toIntExact(plan.profile().timers().connect().toMillis());
    }

    private static LinkTrouble refusal(Throwable failure) {
        if (failure instanceof ConnectTimeoutException) {
            return LinkTrouble.CONNECTION_TIMED_OUT;
        }
        return failure instanceof ConnectException ? LinkTrouble.CONNECTION_REFUSED : LinkTrouble.UNREACHABLE;
    }

    // A peer that hangs up, or stays silent, instead of shaking hands speaks no TLS.
    private static LinkTrouble handshake(Throwable failure) {
        LinkTrouble why = Inlet.trouble(failure);
        return why == LinkTrouble.CONNECTION_RESET ? LinkTrouble.TLS_FAILED : why;
    }
}
