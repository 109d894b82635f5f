package dev.tidegate.gateway.store;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A caller's work on its way to the disk, and what came of it. One thread waits, one does it. */
final class WaitingWork<T> {
    private enum Stage {
        WAITING,
        BEGUN,
        OVER
    }

    private final Function<Tables, T> work;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable T result;
    private @Nullable Throwable failure;

    WaitingWork(Function<Tables, T> work) {
        this.work = work;
    }

    /** False where the caller has gone: then it is not done. */
    boolean begin() {
        return stage.compareAndSet(Stage.WAITING, Stage.BEGUN);
    }

    void doNow(Session session) {
        Tables tables = Tables.alone(session);
        T made = work.apply(tables);
        tables.flush();
        result = made;
    }

    /** The transaction is on disk. A work that failed has said so already. */
    void durable() {
        end(null);
    }

    void failed(Throwable why) {
        end(why);
    }

    /** Takes back what was not begun; its caller is told that the gateway is busy. */
    void withdraw() {
        if (begin()) {
            end(new StoreBrokenException("the database is closed"));
        }
    }

    private void end(@Nullable Throwable why) {
        if (stage.compareAndSet(Stage.BEGUN, Stage.OVER)) {
            failure = why;
            over.countDown();
        }
    }

    /**
     * Waits for the end, whatever interrupts: whoever is told to stop still has to know what is on disk.
     *
     * @param patience until it is begun; from then on there is an end
     */
    T await(long patience, TimeUnit unit) {
        boolean interrupted = false;
        long end = unit.toNanos(patience);
        try {
            while (true) {
                try {
                    if (!over.await(end, TimeUnit.NANOSECONDS)) {
                        if (stage.compareAndSet(Stage.WAITING, Stage.OVER)) {
                            throw new StoreBrokenException("other transactions take too long");
                        }
                        over.await();
                    }
                    return outcome();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private T outcome() {
        Throwable why = failure;
        if (why instanceof Error error) {
            throw error;
        }
        if (why instanceof RuntimeException exception) {
            throw exception;
        }
        T made = result;
        if (made == null) {
            throw new IllegalStateException("a work without a result");
        }
        return made;
    }
}
