package dev.tidegate.bench;

import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.link.AcquirerLink;
import dev.tidegate.gateway.link.AcquirerLink.LinkEars;
import dev.tidegate.gateway.link.KeyExchange;
import dev.tidegate.gateway.link.LinkAddress;
import dev.tidegate.gateway.link.LinkPlan;
import dev.tidegate.gateway.link.LinkPorts;
import dev.tidegate.gateway.link.LinkThreads;
import dev.tidegate.gateway.link.LinkTls;
import dev.tidegate.gateway.link.NettyLink;
import dev.tidegate.gateway.link.StrayAnswer;
import dev.tidegate.gateway.profile.Profile;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The gateway's link to a host on loopback, up. A host that answers twice, or what nobody can read, ends the run. */
final class OpenLink implements AutoCloseable {
    private static final long UP_SECONDS_MAX = 10;

    private final LinkThreads threads = new LinkThreads(1);
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final NettyLink link;

    OpenLink(IsoCodec codec, Profile profile, int port) {
        this(codec, profile, port, null);
    }

    OpenLink(IsoCodec codec, Profile profile, int port, @Nullable LinkTls tls) {
        CountDownLatch up = new CountDownLatch(1);
        LinkEars ears = new LinkEars() {
            @Override
            public void stray(StrayAnswer stray) {
                throw new IllegalStateException("the host answers each once");
            }

            @Override
            public void changed(boolean now) {
                up.countDown();
            }
        };
        LinkPorts ports = new LinkPorts(
                ears,
                (acquirer, frame, reason) -> {
                    throw new IllegalStateException("the host's answers can be read: " + reason);
                },
                KeyExchange.none(),
                workers);
        this.link = new NettyLink(
                new LinkPlan("bench", List.of(new LinkAddress("127.0.0.1", port)), tls, profile),
                codec,
                threads,
                InstantSource.system(),
                new Random(1),
                ports);
        link.start();
        await(up);
    }

    AcquirerLink link() {
        return link;
    }

    @Override
    public void close() {
        link.close();
        threads.close();
        workers.shutdown();
    }

    private static void await(CountDownLatch up) {
        try {
            if (!up.await(UP_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the link does not come up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
