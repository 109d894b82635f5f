package dev.tidegate.gateway.link;

import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.codec.Outbound;
import dev.tidegate.gateway.link.LinkCounts.What;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.Session;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The link over TCP, on one thread that it may share with other links. It connects, secures, signs on, sends echoes
 * into silence, answers what the host asks, and begins again with longer and longer waits, some chance among them, when
 * the connection is gone: at the first address, and at the second while the first cannot be used.
 *
 * <p>Only the bytes of {@link #send} carry money. They are given to one connection, once, and only to one that has
 * shaken hands with the right host and signed on.
 */
public final class NettyLink implements AcquirerLink, AutoCloseable {
    private static final FactLog LOG = FactLog.of(NettyLink.class);
    /** A host that takes no bytes for so long does not get this message. */
    private static final Duration HANDOVER_LIMIT = Duration.ofSeconds(1);
    /** How often a link that stops looks whether everything was answered. */
    private static final Duration LOOK = Duration.ofMillis(20);

    private static final Sending NOT_WRITTEN = new Sending.NotWritten();

    private final LinkPlan plan;
    private final Profile profile;
    private final Session rules;
    private final InstantSource clock;
    private final RandomGenerator chance;
    private final LinkPorts ports;
    private final EventLoop loop;
    private final Connector connector;
    private final Correlator correlator;
    private final LinkCounts counts = new LinkCounts();
    private final Hearing hearing;
    private final Standing standing;
    private final NetworkAsking network;
    private final CompletableFuture<Boolean> stopped = new CompletableFuture<>();

    // Written by the link's thread alone.
    private volatile @Nullable Line current;
    private volatile boolean closing;
    private final Set<Line> lines = new HashSet<>();
    private int failures;
    private boolean connecting;
    private boolean stopping;
    private boolean probing;
    private boolean echoTooSoon;
    private boolean echoWanted;

    /**
     * Makes a link that does nothing before {@link #start()}.
     *
     * @param chance spreads the attempts to connect
     */
    public NettyLink(
            LinkPlan plan,
            IsoCodec codec,
            LinkThreads threads,
            InstantSource clock,
            RandomGenerator chance,
            LinkPorts ports) {
        this.plan = plan;
        this.profile = plan.profile();
        this.rules = profile.session();
        this.clock = clock;
        this.chance = chance;
        this.ports = ports;
        this.loop = threads.next();
        this.connector = new Connector(plan, loop, ports.workers());
        this.correlator = new Correlator(rules);
        this.standing = new Standing(plan, clock);
        this.network = new NetworkAsking(plan, codec, correlator, loop, ports, clock);
        HostDesk desk = new HostDesk(plan, codec, loop, ports, counts, this::signedOff);
        this.hearing = new Hearing(plan, codec, correlator, desk, loop, ports, counts);
    }

    /** Begins to connect, and keeps at it until {@link #close()}. */
    public void start() {
        loop.execute(() -> {
            if (plan.tls() == null) {
                LOG.warn("the link is not encrypted by us", Map.of(Field.ACQUIRER, plan.acquirer()));
            }
            connect(0);
        });
    }

    @Override
    public boolean isUp() {
        Line line = current;
        return line != null && line.isActive() && !closing;
    }

    @Override
    public boolean isAnswering() {
        return isUp() && standing.isAnswering();
    }

    public LinkStanding standing() {
        return standing.now();
    }

    public LinkCounts counts() {
        return counts;
    }

    public String acquirer() {
        return plan.acquirer();
    }

    /** Whether we encrypt it. */
    public boolean isSecured() {
        return plan.tls() != null;
    }

    @Override
    public Sending send(Outbound message) {
        Line line = current;
        if (line == null || !line.isActive() || closing) {
            counts.add(What.NOT_WRITTEN);
            return NOT_WRITTEN;
        }
        Open open = correlator.expect(message, line);
        if (open == null) {
            counts.add(What.NOT_WRITTEN);
            return NOT_WRITTEN;
        }
        Handover handover = line.hand(Frames.frame(profile.framing(), message.bytes()));
        if (!handover.await(HANDOVER_LIMIT)) {
            correlator.withdraw(open);
            counts.add(What.NOT_WRITTEN);
            return NOT_WRITTEN;
        }
        counts.add(What.SENT);
        return new Flight(open);
    }

    /** Takes no more messages from now on; {@link #close()} follows. So several links stop at the same time. */
    public void beginClose() {
        closing = true;
        loop.execute(this::stop);
    }

    /**
     * Stops: messages in flight have until their timers, then the host is signed off and the connection closed. Nothing
     * is sent from the call on.
     */
    @Override
    public void close() {
        beginClose();
        try {
            stopped.get(
                    stopLimit()
                            .plus(profile.timers().network())
                            .plus(HANDOVER_LIMIT)
                            .toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the link did not stop in time", Map.of(Field.ACQUIRER, plan.acquirer()));
        }
        loop.execute(() -> Set.copyOf(lines).forEach(line -> line.close(LinkTrouble.NONE)));
        standing.is(LinkStanding.State.STOPPED);
    }

    private void connect(int addressIndex) {
        if (closing || current != null || connecting) {
            return;
        }
        connecting = true;
        standing.tries(addressIndex);
        open(addressIndex, why -> {
            connecting = false;
            failed(addressIndex, why);
        });
    }

    /** @param failed called when it came to nothing, once */
    private void open(int addressIndex, Consumer<LinkTrouble> failed) {
        connector.open(
                addressIndex, line -> hearing.of(line, this::heard, this::echo, this::gone), new Connector.Outcome() {
                    @Override
                    public void stands(Line line) {
                        counts.add(What.CONNECTED);
                        lines.add(line);
                        signOn(line, failed);
                    }

                    @Override
                    public void failed(LinkTrouble why) {
                        failed.accept(why);
                    }
                });
    }

    private void signOn(Line line, Consumer<LinkTrouble> failed) {
        if (rules.signOn().isEmpty()) {
            up(line);
            return;
        }
        var ignored = network.ask(line, rules.signOn()).thenAccept(arrival -> {
            if (arrival instanceof Arrival.Answer(var answer) && line.isActive()) {
                if (rules.accepts(answer.responseCode())) {
                    up(line);
                    return;
                }
                line.blame(LinkTrouble.SIGN_ON_REFUSED);
            }
            line.close(LinkTrouble.SIGN_ON_UNANSWERED);
            failed.accept(line.trouble());
        });
    }

    private void up(Line line) {
        Line before = current;
        if (closing || before != null && before.isActive() && before.addressIndex() <= line.addressIndex()) {
            leave(line, () -> {});
            return;
        }
        connecting = false;
        current = line;
        standing.up(line.addressIndex());
        LOG.info(
                "link up",
                Map.of(
                        Field.ACQUIRER, plan.acquirer(),
                        Field.ADDRESS, plan.addresses().get(line.addressIndex())));
        if (before == null) {
            hearing.tell(() -> ports.ears().changed(true));
        } else {
            leave(before, () -> {});
        }
        if (line.addressIndex() > 0) {
            probeLater();
        }
    }

    private void probeLater() {
        if (!probing) {
            probing = true;
            after(rules.failBack(), this::probe);
        }
    }

    /** Tries the first address beside the second that is in use. */
    private void probe() {
        probing = false;
        Line line = current;
        if (closing || line == null || line.addressIndex() == 0) {
            return;
        }
        open(0, why -> {
            standing.trouble(why);
            probeLater();
        });
    }

    private void failed(int addressIndex, LinkTrouble why) {
        if (standing.trouble(why)) {
            Map<Field, Object> fields = Map.of(
                    Field.ACQUIRER, plan.acquirer(),
                    Field.ADDRESS, plan.addresses().get(addressIndex),
                    Field.CAUSE, why);
            if (why.isOfCertificate()) {
                LOG.error("the link cannot be made, nothing is sent", fields);
            } else {
                LOG.warn("the link cannot be made", fields);
            }
        }
        if (why.isOfCertificate()) {
            counts.add(What.CERTIFICATE_REFUSED);
        }
        int next = addressIndex + 1;
        if (next < plan.addresses().size()) {
            loop.execute(() -> connect(next));
        } else {
            again();
        }
    }

    private void again() {
        failures++;
        long most = Duration.between(clock.instant(), rules.reconnect().after(failures, clock.instant()))
                .toMillis();
        long wait = most / 2 + chance.nextLong(most / 2 + 1);
        after(Duration.ofMillis(Math.max(1, wait)), () -> connect(0));
    }

    private void heard(Line line) {
        failures = 0;
        if (line.equals(current)) {
            standing.answering();
        }
    }

    private void gone(Line line) {
        if (!lines.remove(line)) {
            return;
        }
        line.end();
        correlator.giveUpAll(line);
        if (!line.equals(current)) {
            return;
        }
        current = null;
        counts.add(What.WENT_DOWN);
        standing.down(line.trouble());
        if (!closing) {
            LOG.warn("link down", Map.of(Field.ACQUIRER, plan.acquirer(), Field.CAUSE, line.trouble()));
        }
        hearing.tell(() -> ports.ears().changed(false));
        again();
    }

    private void echo(Line line) {
        if (!line.equals(current)) {
            return;
        }
        if (echoTooSoon) {
            echoWanted = true;
            return;
        }
        echoTooSoon = true;
        echoWanted = false;
        counts.add(What.ECHOES);
        after(rules.echoLeast(), this::echoAgain);
        var ignored = network.ask(line, rules.echo()).thenAccept(arrival -> {
            int inARow = arrival instanceof Arrival.Answer ? 0 : line.echoUnanswered();
            if (inARow >= rules.unansweredMax()) {
                line.close(LinkTrouble.ECHO_UNANSWERED);
            }
        });
    }

    private void echoAgain() {
        echoTooSoon = false;
        Line line = current;
        if (echoWanted && line != null && !standing.isAnswering()) {
            echo(line);
        }
    }

    private void signedOff(Line line) {
        LOG.warn("the host signs off", Map.of(Field.ACQUIRER, plan.acquirer()));
        line.blame(LinkTrouble.SIGNED_OFF_BY_HOST);
        if (line.equals(current)) {
            current = null;
            counts.add(What.WENT_DOWN);
            standing.down(LinkTrouble.SIGNED_OFF_BY_HOST);
            hearing.tell(() -> ports.ears().changed(false));
            again();
        }
        whenIdle(line, looks(), () -> line.close(LinkTrouble.SIGNED_OFF_BY_HOST));
    }

    private void stop() {
        if (stopping) {
            return;
        }
        stopping = true;
        Line line = current;
        if (line == null) {
            stopped.complete(true);
            return;
        }
        standing.is(LinkStanding.State.STOPPING);
        leave(line, () -> stopped.complete(true));
    }

    /** Lets a line's open requests end, signs off, and closes it. Nothing new goes over it then. */
    private void leave(Line line, Runnable left) {
        whenIdle(line, looks(), () -> {
            if (rules.signOff().isEmpty() || !line.isActive()) {
                line.close(LinkTrouble.NONE);
                left.run();
            } else {
                var ignored = network.ask(line, rules.signOff()).thenAccept(arrival -> {
                    line.close(LinkTrouble.NONE);
                    left.run();
                });
            }
        });
    }

    private void whenIdle(Line line, long looks, Runnable then) {
        if (correlator.retire(line, looks <= 0 || !line.isActive())) {
            then.run();
        } else {
            after(LOOK, () -> whenIdle(line, looks - 1, then));
        }
    }

    private long looks() {
        return stopLimit().dividedBy(LOOK);
    }

    /** The longest that any message in flight may wait yet. */
    private Duration stopLimit() {
        Duration longest = Arrays.stream(MessageKind.values())
                .map(kind -> profile.timers().answer(kind))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return longest.plus(rules.interim().most());
    }

    private void after(Duration wait, Runnable work) {
        if (!loop.isShuttingDown()) {
            var ignored = loop.schedule(work, wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private final class Flight implements Sending.InFlight {
        private final Open open;

        Flight(Open open) {
            this.open = open;
        }

        @Override
        public Arrival await(Duration within) {
            Duration waited = Duration.ZERO;
            Duration next = within;
            boolean more = true;
            while (more && !awaited(next)) {
                // What interim answers have added since is waited too.
                waited = waited.plus(next);
                next = within.plus(rules.interim().added(open.interims())).minus(waited);
                more = next.isPositive();
            }
            correlator.giveUp(open);
            Arrival ended = open.arrival().join();
            if (ended instanceof Arrival.Silence) {
                doubt();
            }
            return ended;
        }

        private boolean awaited(Duration span) {
            try {
                open.arrival().get(span.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            } catch (ExecutionException e) {
                throw new IllegalStateException("a wait ends with an answer or with silence", e);
            }
        }

        // The acquirer may be gone although the connection stands: ask it, as soon as the profile allows.
        private void doubt() {
            standing.silent();
            loop.execute(() -> {
                Line line = current;
                if (line != null) {
                    echo(line);
                }
            });
        }
    }
}
