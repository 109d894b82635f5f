package dev.tidegate.till.training;

import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.Kernel;
import dev.tidegate.core.port.Prompts.Prompt;
import dev.tidegate.core.port.TransactionParameters;
import dev.tidegate.till.gateway.Pause;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The reader of the training room: takes cards of the drawer and never one of a customer. No real reader is opened, and
 * none that is there is touched. Safe to use from several threads; one sale at a time.
 */
public final class TrainingKernel implements Kernel {
    /** As long as a chip is read for, so that the prompts can be seen. */
    private static final Duration READING = Duration.ofMillis(900);

    private static final Duration PIN_ENTRY = Duration.ofSeconds(2);

    /** A handover of no card ends the wait. */
    private record Handed(@Nullable TrainingCard card) {}

    private final SynchronousQueue<Handed> slot = new SynchronousQueue<>();
    private final AtomicBoolean running = new AtomicBoolean();
    private final Pause pause;

    public TrainingKernel(Pause pause) {
        this.pause = pause;
    }

    /**
     * Presents a card, the way that it is read.
     *
     * @return whether a sale was waiting for one; else nothing has happened
     */
    public boolean present(TrainingCard card) {
        return slot.offer(new Handed(card));
    }

    @Override
    public CardSession begin(TransactionParameters parameters) {
        if (!running.compareAndSet(false, true)) {
            throw new IllegalStateException("a transaction is already running");
        }
        try {
            Handed handed = slot.poll(parameters.cardWait().toMillis(), TimeUnit.MILLISECONDS);
            if (handed == null) {
                return TrainingSession.ended(EndReason.NO_CARD);
            }
            return handed.card() == null ? TrainingSession.ended(EndReason.CANCELLED) : read(handed.card(), parameters);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return TrainingSession.ended(EndReason.CANCELLED);
        } finally {
            running.set(false);
        }
    }

    private CardSession read(TrainingCard card, TransactionParameters parameters) throws InterruptedException {
        parameters.hints().accept(Prompt.PROCESSING);
        pause.of(READING);
        if (card == TrainingCard.CHIP_PIN) {
            parameters.hints().accept(Prompt.ENTER_PIN);
            pause.of(PIN_ENTRY);
        }
        return TrainingSession.of(card, parameters);
    }

    @Override
    public void cancel() {
        boolean ignored = slot.offer(new Handed(null));
    }

    @Override
    public boolean readerPresent() {
        return true;
    }
}
