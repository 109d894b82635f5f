package dev.tidegate.gateway.batch;

import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.Landmarks.Landmark;
import dev.tidegate.gateway.capture.Acquirer;
import dev.tidegate.gateway.capture.Acquirers;
import dev.tidegate.gateway.capture.CardColumns;
import dev.tidegate.gateway.capture.Tenure;
import dev.tidegate.gateway.capture.Turns;
import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.codec.MatchKey;
import dev.tidegate.gateway.link.AcquirerLink.Arrival;
import dev.tidegate.gateway.link.AcquirerLink.Sending;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.profile.Batch;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.Terminal;
import dev.tidegate.gateway.profile.Terminals;
import dev.tidegate.gateway.store.BatchMessage;
import dev.tidegate.gateway.store.BatchMessage.Kind;
import dev.tidegate.gateway.store.BatchMessage.State;
import dev.tidegate.gateway.store.LaneId;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.Tables;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Closes the batches whose close is wanted, terminals in parallel, one message at a time on each: its INTENT is on disk
 * before the first byte, its end before the next. A duty cycle: {@link #doWork()} looks once.
 */
public final class BatchCloser {
    private static final FactLog LOG = FactLog.of(BatchCloser.class);

    private final Store store;
    private final Acquirers acquirers;
    private final Terminals terminals;
    private final Turns turns;
    private final Tenure tenure;
    private final Landmarks landmarks;
    private final Endings endings;
    private final NextMessage next;
    private final InstantSource clock;

    public BatchCloser(
            Store store,
            Acquirers acquirers,
            Terminals terminals,
            CardColumns columns,
            Turns turns,
            Tenure tenure,
            Landmarks landmarks,
            InstantSource clock) {
        this.store = store;
        this.acquirers = acquirers;
        this.terminals = terminals;
        this.turns = turns;
        this.tenure = tenure;
        this.landmarks = landmarks;
        this.endings = new Endings(acquirers, terminals, clock);
        this.next = new NextMessage(columns, tenure, endings);
        this.clock = clock;
    }

    /**
     * Puts a worker on each terminal whose close is to go on, and whose line is up and free.
     *
     * @return how many terminals it has put to work
     * @throws dev.tidegate.gateway.store.StoreBrokenException the database cannot be read; the caller waits and calls
     *     again
     */
    public int doWork() {
        int begun = 0;
        for (Acquirer acquirer : acquirers.all()) {
            Batch rules = acquirer.profile().batch();
            if (rules == null || !acquirer.link().isUp()) {
                continue;
            }
            for (LaneId lane : store.read(tables -> tables.batches().due(acquirer.name(), clock.instant()))) {
                // A terminal that is no longer in the configuration keeps its batch until it is there again.
                Optional<Terminal> terminal = terminals.at(lane.acquirer(), lane.terminal());
                if (terminal.isPresent() && turns.begin(lane, () -> step(acquirer, terminal.get(), rules))) {
                    begun++;
                }
            }
        }
        return begun;
    }

    /** One message of a terminal whose turn the caller has. */
    private boolean step(Acquirer acquirer, Terminal terminal, Batch rules) {
        if (!acquirer.link().isUp()) {
            return false;
        }
        Optional<BatchJob> job = store.write(tables -> next.of(tables, acquirer, terminal, rules, clock.instant()));
        job.ifPresent(one -> send(acquirer, one));
        return job.isPresent();
    }

    private void send(Acquirer acquirer, BatchJob job) {
        BatchMessage message = job.message();
        landmarks.pass(Landmark.AFTER_INTENT_BEFORE_FIRST_BYTE);
        Sending sending;
        try (var bytes = job.bytes()) {
            sending = tenure.mayWrite(message.lane()) ? acquirer.link().send(bytes) : new Sending.NotWritten();
        }
        switch (sending) {
            case Sending.NotWritten() -> end(message, found -> isUntouched(message, found), endings::unwritten);
            case Sending.InFlight flight -> {
                landmarks.pass(Landmark.AFTER_WRITE);
                MessageKind kind = message.kind() == Kind.SUMS ? MessageKind.RECONCILIATION : MessageKind.UPLOAD;
                Arrival arrival = flight.await(acquirer.profile().timers().answer(kind));
                switch (arrival) {
                    case Arrival.Answer(var answer) -> {
                        landmarks.pass(Landmark.AFTER_HOST_ANSWER_BEFORE_ROW);
                        end(
                                message,
                                found -> found.state().isOpen(),
                                (tables, found) -> endings.answered(tables, found, answer));
                    }
                    case Arrival.Silence() -> end(message, found -> isUntouched(message, found), endings::silent);
                }
            }
        }
    }

    // Whoever took the terminal over has counted the message as written: only an answer is news then.
    private void end(BatchMessage message, Predicate<BatchMessage> stillFits, BiConsumer<Tables, BatchMessage> rule) {
        store.change(tables -> {
            @Nullable
            BatchMessage found = tables.batchMessages()
                    .newest(message.lane(), message.identity().stan())
                    .filter(one -> one.seq() == message.seq() && one.n() == message.n())
                    .orElse(null);
            if (found != null && stillFits.test(found)) {
                rule.accept(tables, found);
            } else {
                LOG.warn(
                        "a message of a close was taken over while this process had it",
                        Map.of(Field.TERMINAL, message.lane().terminal()));
            }
        });
    }

    private static boolean isUntouched(BatchMessage written, BatchMessage found) {
        return found.state() == State.INTENT && found.sends() == written.sends();
    }

    /**
     * Takes an answer for which nobody waits any more.
     *
     * @return false where it answers nothing that a close has sent: then it is somebody else's
     */
    public boolean late(String acquirer, IsoMessage answer) {
        MatchKey key = answer.key();
        if (key.family() != MatchKey.RECONCILIATION && key.family() != MatchKey.UPLOAD
                || key.terminal().isBlank()) {
            return false;
        }
        LaneId lane = new LaneId(acquirer, key.terminal());
        boolean taken = store.write(tables -> {
            Optional<BatchMessage> waiting = tables.batchMessages()
                    .newest(lane, key.stan())
                    .filter(message -> message.state() == State.TIMED_OUT && isOf(message, key))
                    .filter(message -> tables.batches()
                            .open(lane)
                            .filter(batch -> batch.seq() == message.seq())
                            .isPresent());
            waiting.ifPresent(message -> endings.answered(tables, message, answer));
            return waiting.isPresent();
        });
        LOG.warn(
                taken ? "a late answer about a batch" : "an answer about a batch that nobody waits for",
                Map.of(Field.TYPE, answer.type(), Field.STAN, key.stan(), Field.TERMINAL, key.terminal()));
        return true;
    }

    private static boolean isOf(BatchMessage message, MatchKey key) {
        return (message.kind() == Kind.SUMS) == (key.family() == MatchKey.RECONCILIATION);
    }

    /** What the desk closes by a person's word. */
    Endings endings() {
        return endings;
    }
}
