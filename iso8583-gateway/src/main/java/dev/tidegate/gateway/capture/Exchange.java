package dev.tidegate.gateway.capture;

import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.Landmarks.Landmark;
import dev.tidegate.gateway.link.AcquirerLink.Arrival;
import dev.tidegate.gateway.link.AcquirerLink.Sending;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.AttemptRow.State;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.Tables;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sends one message whose INTENT is on disk, waits for its answer, and writes down how it ended. */
final class Exchange {
    private static final FactLog LOG = FactLog.of(Exchange.class);

    private final Store store;
    private final Acquirers acquirers;
    private final Endings endings;
    private final Landmarks landmarks;
    private final Tenure tenure;

    Exchange(Store store, Acquirers acquirers, Endings endings, Landmarks landmarks, Tenure tenure) {
        this.tenure = tenure;
        this.store = store;
        this.acquirers = acquirers;
        this.endings = endings;
        this.landmarks = landmarks;
    }

    /**
     * Blocks until the answer or the timer; then the end is on disk.
     *
     * @throws dev.tidegate.gateway.store.StoreBrokenException the end could not be written: the row stays INTENT, which
     *     counts as written, and the next start takes it over
     */
    void run(Job job) {
        var ignored = run(job, tables -> Optional.empty());
    }

    /**
     * As {@link #run(Job)}; what the terminal sends next is found in the transaction that writes the end down.
     *
     * @param next writes the INTENT of the next message, if there is one
     * @return the next message, whose INTENT is on disk
     */
    Optional<Job> run(Job job, Function<Tables, Optional<Job>> next) {
        Acquirer acquirer = acquirers.of(job.attempt().lane());
        landmarks.pass(Landmark.AFTER_INTENT_BEFORE_FIRST_BYTE);
        Sending sending;
        try (var message = job.message()) {
            sending = tenure.mayWrite(job.attempt().lane()) ? acquirer.link().send(message) : new Sending.NotWritten();
        }
        return switch (sending) {
            case Sending.NotWritten() -> {
                // The line is gone, or was never there.
                end(job, attempt -> isUntouched(job, attempt), endings::unwritten);
                yield Optional.empty();
            }
            case Sending.InFlight flight -> {
                landmarks.pass(Landmark.AFTER_WRITE);
                Arrival arrival = flight.await(acquirer.profile()
                        .timers()
                        .answer(Messages.of(job.attempt().kind())));
                yield switch (arrival) {
                    case Arrival.Answer(var answer) -> {
                        landmarks.pass(Landmark.AFTER_HOST_ANSWER_BEFORE_ROW);
                        yield goOn(
                                job,
                                attempt -> isUntouched(job, attempt) || attempt.state() == State.TIMED_OUT,
                                (tables, attempt) -> endings.answered(tables, attempt, answer),
                                next);
                    }
                    case Arrival.Silence() -> {
                        end(job, attempt -> isUntouched(job, attempt), endings::silent);
                        yield Optional.empty();
                    }
                };
            }
        };
    }

    // One flush for an end and the beginning behind it. Whatever is wrong with the next message, this one has its end.
    private Optional<Job> goOn(
            Job job,
            Predicate<AttemptRow> stillFits,
            BiConsumer<Tables, AttemptRow> rule,
            Function<Tables, Optional<Job>> next) {
        AtomicReference<@Nullable Job> begun = new AtomicReference<>();
        try {
            return store.write(tables -> {
                end(tables, job, stillFits, rule);
                Optional<Job> found = next.apply(tables);
                begun.set(found.orElse(null));
                return found;
            });
        } catch (RuntimeException e) {
            Job unsent = begun.get();
            if (unsent != null) {
                unsent.message().close();
            }
            LOG.broken(
                    "an end is written without the next message",
                    e,
                    Map.of(Field.PAYMENT, job.attempt().payment()));
            end(job, stillFits, rule);
            return Optional.empty();
        }
    }

    // Whoever took the terminal over has counted the message as written. That no byte left, or that nothing came, is
    // then no news any more; an answer is a late one.
    private void end(Job job, Predicate<AttemptRow> stillFits, BiConsumer<Tables, AttemptRow> rule) {
        store.change(tables -> end(tables, job, stillFits, rule));
    }

    private static void end(
            Tables tables, Job job, Predicate<AttemptRow> stillFits, BiConsumer<Tables, AttemptRow> rule) {
        AttemptRow found = tables.attempts().of(job.attempt().payment()).stream()
                .filter(attempt -> attempt.number() == job.attempt().number())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an attempt that is gone"));
        if (stillFits.test(found)) {
            rule.accept(tables, found);
        } else {
            LOG.warn(
                    "a message was taken over while this process had it",
                    Map.of(Field.PAYMENT, found.payment(), Field.STATE, found.state()));
        }
    }

    // Whoever takes a message over marks it, and nobody sends it again without counting.
    private static boolean isUntouched(Job job, AttemptRow found) {
        AttemptRow written = job.attempt();
        return found.state() == State.INTENT
                && found.sends() == written.sends()
                && found.takenOver() == written.takenOver();
    }
}
