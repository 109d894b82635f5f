package dev.tidegate.gateway.capture;

import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.Landmarks.Landmark;
import dev.tidegate.gateway.link.AcquirerLink.Arrival;
import dev.tidegate.gateway.link.AcquirerLink.Sending;
import dev.tidegate.gateway.store.Store;

/** Sends one message whose INTENT is on disk, waits for its answer, and writes down how it ended. */
final class Exchange {
    private final Store store;
    private final Acquirers acquirers;
    private final Endings endings;
    private final Landmarks landmarks;

    Exchange(Store store, Acquirers acquirers, Endings endings, Landmarks landmarks) {
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
        Acquirer acquirer = acquirers.of(job.attempt().lane());
        landmarks.pass(Landmark.AFTER_INTENT_BEFORE_FIRST_BYTE);
        Sending sending;
        try (var message = job.message()) {
            sending = acquirer.link().send(message);
        }
        switch (sending) {
            case Sending.NotWritten() -> store.change(tables -> endings.unwritten(tables, job.attempt()));
            case Sending.InFlight flight -> {
                landmarks.pass(Landmark.AFTER_WRITE);
                Arrival arrival = flight.await(acquirer.profile()
                        .timers()
                        .answer(Messages.of(job.attempt().kind())));
                switch (arrival) {
                    case Arrival.Answer(var answer) -> {
                        landmarks.pass(Landmark.AFTER_HOST_ANSWER_BEFORE_ROW);
                        store.change(tables -> endings.answered(tables, job.attempt(), answer));
                    }
                    case Arrival.Silence() -> store.change(tables -> endings.silent(tables, job.attempt()));
                }
            }
        }
    }
}
