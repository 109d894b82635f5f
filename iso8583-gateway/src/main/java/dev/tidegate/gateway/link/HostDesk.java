package dev.tidegate.gateway.link;

import dev.tidegate.core.card.Octets;
import dev.tidegate.crypto.KeyUnavailableException;
import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.codec.NetworkRequest;
import dev.tidegate.gateway.codec.Outbound;
import dev.tidegate.gateway.codec.UnsendableException;
import dev.tidegate.gateway.link.LinkCounts.What;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.profile.Session.HostRequests;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answers what the host asks by itself, within a second. Used by the link's thread alone. */
final class HostDesk {
    /** A host takes an answer that is later for none; a part of it is for the way. */
    static final Duration KEY_LIMIT = Duration.ofMillis(900);
    /** A host has one question at a time; one that asks faster than it reads is not answered. */
    static final int REQUESTS_MAX = 8;

    private static final FactLog LOG = FactLog.of(HostDesk.class);
    private static final String NOT_IN_TIME = "NOT_IN_TIME";

    private final LinkPlan plan;
    private final IsoCodec codec;
    private final EventLoop loop;
    private final LinkPorts ports;
    private final LinkCounts counts;
    private final Consumer<Line> signedOff;

    /** @param signedOff the host wants no more requests over this line */
    HostDesk(
            LinkPlan plan,
            IsoCodec codec,
            EventLoop loop,
            LinkPorts ports,
            LinkCounts counts,
            Consumer<Line> signedOff) {
        this.plan = plan;
        this.codec = codec;
        this.loop = loop;
        this.ports = ports;
        this.counts = counts;
        this.signedOff = signedOff;
    }

    void asked(Line line, NetworkRequest request) {
        if (!line.takeRequest(REQUESTS_MAX)) {
            counts.add(What.HOST_REQUESTS_DROPPED);
            return;
        }
        counts.add(What.HOST_REQUESTS);
        HostRequests known = plan.profile().session().host();
        String code = request.code();
        if (known.keyChange().contains(code)) {
            change(line, request);
        } else if (known.signOff().contains(code)) {
            answer(line, request, known.accept(), Octets.empty(), () -> signedOff.accept(line));
        } else if (known.echo().contains(code) || known.signOn().contains(code)) {
            answer(line, request, known.accept(), Octets.empty(), () -> {});
        } else {
            LOG.warn("the host asks what the profile does not know", fields(code));
            answer(line, request, known.refuse(), Octets.empty(), () -> {});
        }
    }

    private void change(Line line, NetworkRequest request) {
        AtomicBoolean decided = new AtomicBoolean();
        var ignored = loop.schedule(
                () -> {
                    if (decided.compareAndSet(false, true)) {
                        refused(line, request, NOT_IN_TIME);
                    }
                },
                KEY_LIMIT.toMillis(),
                TimeUnit.MILLISECONDS);
        ports.workers().execute(() -> {
            KeyExchange.Verdict verdict = offered(request);
            if (decided.compareAndSet(false, true)) {
                loop.execute(() -> decided(line, request, verdict));
            }
        });
    }

    private KeyExchange.Verdict offered(NetworkRequest request) {
        try {
            return ports.keys().offered(plan.acquirer(), request);
        } catch (RuntimeException e) {
            LOG.broken("the key exchange failed", e, Map.of(Field.ACQUIRER, plan.acquirer()));
            return new KeyExchange.Verdict.Refused("BROKEN");
        }
    }

    private void decided(Line line, NetworkRequest request, KeyExchange.Verdict verdict) {
        switch (verdict) {
            case KeyExchange.Verdict.Accepted(var check, var use) -> {
                LOG.info("a new key is taken", fields(request.code()));
                answer(line, request, plan.profile().session().host().accept(), check, use);
            }
            case KeyExchange.Verdict.Refused(var reason) -> refused(line, request, reason);
        }
    }

    private void refused(Line line, NetworkRequest request, String reason) {
        LOG.error(
                "a new key of the host is refused, the old one stays",
                Map.of(Field.ACQUIRER, plan.acquirer(), Field.CODE, request.code(), Field.REASON, reason));
        answer(line, request, plan.profile().session().host().refuse(), Octets.empty(), () -> {});
    }

    /** @param then runs on the link's thread once the answer was written */
    private void answer(Line line, NetworkRequest request, String code, Octets check, Runnable then) {
        if (codec.waits()) {
            ports.workers().execute(() -> {
                byte[] frame = made(request, code, check);
                loop.execute(() -> hand(line, frame, then));
            });
        } else {
            hand(line, made(request, code, check), then);
        }
    }

    private byte @Nullable [] made(NetworkRequest request, String code, Octets check) {
        try (Outbound message = codec.answer(request, code, check)) {
            return Frames.frame(plan.profile().framing(), message.bytes());
        } catch (UnsendableException | KeyUnavailableException e) {
            LOG.warn("no answer to the host can be made", fields(request.code()));
            return null;
        }
    }

    private void hand(Line line, byte @Nullable [] frame, Runnable then) {
        if (frame == null) {
            line.requestDone();
            return;
        }
        var ignored = line.hand(frame)
                .left()
                .thenAccept(left -> loop.execute(() -> {
                    line.requestDone();
                    if (left && line.isActive()) {
                        then.run();
                    }
                }));
    }

    private Map<Field, Object> fields(String code) {
        return Map.of(Field.ACQUIRER, plan.acquirer(), Field.CODE, code);
    }
}
