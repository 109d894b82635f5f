package dev.tidegate.till.reader;

import dev.tidegate.emv.reader.CardReader;
import dev.tidegate.emv.reader.StripeReader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** A reader of a test: what is put in is taken by who waits, in order; what is put in early waits. */
final class Slot<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<T> cards = new ArrayDeque<>();
    private boolean waited;

    void put(T card) {
        lock.lock();
        try {
            cards.add(card);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Until somebody waits here. */
    void awaitWaiting() throws InterruptedException {
        lock.lock();
        try {
            while (!waited) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    int left() {
        lock.lock();
        try {
            return cards.size();
        } finally {
            lock.unlock();
        }
    }

    static CardReader cardReader(Slot<CardReader.Insertion> slot) {
        return new CardReader() {
            @Override
            public Insertion await(Duration wait, BooleanSupplier cancelled) {
                return slot.next(wait, cancelled, new Insertion.NoCard(), new Insertion.Cancelled());
            }

            @Override
            public void wake() {
                slot.signal();
            }

            @Override
            public boolean isPresent() {
                return true;
            }

            @Override
            public void close() {}
        };
    }

    static StripeReader stripeReader(Slot<StripeReader.Swiping> slot) {
        return new StripeReader() {
            @Override
            public Swiping await(Duration wait, BooleanSupplier cancelled) {
                return slot.next(wait, cancelled, new Swiping.NoCard(), new Swiping.Cancelled());
            }

            @Override
            public void wake() {
                slot.signal();
            }

            @Override
            public boolean isPresent() {
                return true;
            }

            @Override
            public void close() {}
        };
    }

    static final class Card implements CardReader.Connection {
        volatile boolean closed;

        @Override
        public Transmission transmit(ByteBuffer command, ByteBuffer response) {
            throw new IllegalStateException("no command reaches this card");
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private T next(Duration wait, BooleanSupplier cancelled, T nobody, T stopped) {
        long left = wait.toNanos();
        lock.lock();
        try {
            waited = true;
            changed.signalAll();
            while (true) {
                T card = cards.poll();
                if (card != null) {
                    return card;
                }
                if (cancelled.getAsBoolean()) {
                    return stopped;
                }
                if (left <= 0) {
                    return nobody;
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return stopped;
        } finally {
            lock.unlock();
        }
    }
}
