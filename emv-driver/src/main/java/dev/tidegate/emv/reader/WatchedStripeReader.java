package dev.tidegate.emv.reader;

import dev.tidegate.emv.stripe.Swipe;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A reader of stripes on a thread of its own, which opens it, and opens it again whenever it went away. */
final class WatchedStripeReader implements StripeReader {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /** How soon the thread sees that it is not wanted any more. */
    private static final Duration WATCH = Duration.ofMillis(250);

    private final SwipeSource source;
    private final Watched watched;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Under the lock.
    private boolean closed;
    private boolean wanted;
    private @Nullable Swipe swipe;

    private WatchedStripeReader(SwipeSource source, Consumer<ReaderEvent> listener) {
        this.source = source;
        this.watched = new Watched(listener);
    }

    static StripeReader open(String name, SwipeSource source, Consumer<ReaderEvent> listener) {
        WatchedStripeReader reader = new WatchedStripeReader(source, listener);
        Thread.ofPlatform().daemon().name("stripe " + name).start(reader::watch);
        return reader;
    }

    @Override
    public Swiping await(Duration wait, BooleanSupplier cancelled) {
        long left = wait.toNanos();
        lock.lock();
        try {
            wanted = true;
            while (true) {
                Swipe drawn = swipe;
                if (drawn != null) {
                    swipe = null;
                    return new Swiping.Swiped(drawn);
                }
                if (closed || watched.isKnown() && !watched.isPresent()) {
                    return new Swiping.Lost();
                }
                if (cancelled.getAsBoolean()) {
                    return new Swiping.Cancelled();
                }
                if (left <= 0) {
                    return new Swiping.NoCard();
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Swiping.Cancelled();
        } finally {
            wanted = false;
            lock.unlock();
        }
    }

    @Override
    public void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isPresent() {
        return watched.isPresent();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void watch() {
        while (isOpen()) {
            try (SwipeSource.Line line = source.open()) {
                watched.now(new ReaderEvent.Present());
                while (isOpen()) {
                    Swipe next = line.next(WATCH);
                    if (next != null) {
                        hand(next);
                    }
                }
            } catch (ReaderLostException e) {
                watched.now(new ReaderEvent.Lost(e.why()));
                wake();
                rest();
            }
        }
    }

    private void hand(Swipe next) {
        lock.lock();
        try {
            if (wanted && swipe == null && !closed) {
                swipe = next;
                changed.signalAll();
            } else if (next instanceof Swipe.Clear clear) {
                clear.card().close();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isOpen() {
        lock.lock();
        try {
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void rest() {
        lock.lock();
        try {
            long left = LOOK_AGAIN.toNanos();
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
