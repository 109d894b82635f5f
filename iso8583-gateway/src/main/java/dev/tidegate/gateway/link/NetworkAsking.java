package dev.tidegate.gateway.link;

import dev.tidegate.core.payment.Stan;
import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.codec.Outbound;
import dev.tidegate.gateway.link.AcquirerLink.Arrival;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import io.netty.channel.EventLoop;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Asks the host about the line itself: sign-on, sign-off, echo. Used by the link's thread alone. */
final class NetworkAsking {
    private static final FactLog LOG = FactLog.of(NetworkAsking.class);

    private final LinkPlan plan;
    private final IsoCodec codec;
    private final Correlator correlator;
    private final EventLoop loop;
    private final LinkPorts ports;
    private final InstantSource clock;
    private final AtomicInteger stan = new AtomicInteger();

    NetworkAsking(
            LinkPlan plan,
            IsoCodec codec,
            Correlator correlator,
            EventLoop loop,
            LinkPorts ports,
            InstantSource clock) {
        this.plan = plan;
        this.codec = codec;
        this.correlator = correlator;
        this.loop = loop;
        this.ports = ports;
        this.clock = clock;
    }

    /** A message, or why there is none. */
    private record Made(
            @Nullable Outbound message, @Nullable Throwable broken) {}

    /**
     * Sends a network message; what follows runs on the link's thread. One that cannot be made, for want of its code,
     * has no answer.
     */
    CompletableFuture<Arrival> ask(Line line, String code) {
        Stan next = new Stan(stan.getAndUpdate(n -> (n + 1) % Stan.VALUE_MAX) + 1);
        Executor making = codec.waits() ? ports.workers() : Runnable::run;
        Executor back = codec.waits() ? loop : Runnable::run;
        return CompletableFuture.supplyAsync(() -> codec.network(next, code, clock.instant()), making)
                .handleAsync(Made::new, back)
                .thenCompose(made -> asked(line, made));
    }

    private CompletableFuture<Arrival> asked(Line line, Made made) {
        Outbound message = made.message();
        if (message == null) {
            LOG.broken(
                    "no network message can be made",
                    Objects.requireNonNull(made.broken()),
                    Map.of(Field.ACQUIRER, plan.acquirer()));
            return CompletableFuture.completedFuture(new Arrival.Silence());
        }
        Open open = Objects.requireNonNull(correlator.expect(message, line), "network messages always may");
        Handover ignored = line.hand(Frames.frame(plan.profile().framing(), message.bytes()));
        giveUpLater(open);
        return open.arrival();
    }

    private void giveUpLater(Open open) {
        if (!loop.isShuttingDown()) {
            var ignored = loop.schedule(
                    () -> correlator.giveUp(open),
                    plan.profile().timers().network().toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }
}
