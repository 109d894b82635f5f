package dev.tidegate.emv.reader;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A port of this machine to which test cards connect. The newest waits for a transaction, in the place of the one
 * before. Waited on by one thread at a time; the other calls come from any.
 */
final class CardPort {
    /** What waiting came to. */
    sealed interface Coming {
        /** A card has connected; the caller closes the socket. */
        record Card(Socket socket) implements Coming {}

        /** None came in time. */
        record Nobody() implements Coming {}

        /** Waiting was given up. */
        record Cancelled() implements Coming {}

        /** The port is closed. */
        record Closed() implements Coming {}
    }

    /** How cards and transactions meet. */
    enum Keeping {
        /** One card is in: it waits as long as it likes, and others are turned away while a transaction has it. */
        ONE_AT_A_TIME,
        /** Cards pass by: one that comes too early is forgotten soon, and pays for no later sale. */
        PASSING
    }

    private static final int BACKLOG = 4;

    /** Between pressing a button and the reader waiting there is less. */
    private static final Duration EARLY_MAX = Duration.ofSeconds(5);

    /** A card that nobody has taken, and when it came. */
    private record Waiting(Socket socket, Instant since) {}

    private final ServerSocket server;
    private final Keeping keeping;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private @Nullable Waiting waiting;
    private @Nullable Socket taken;

    private CardPort(ServerSocket server, Keeping keeping, InstantSource clock) {
        this.server = server;
        this.keeping = keeping;
        this.clock = clock;
    }

    /**
     * Listens for cards, on a thread of its own.
     *
     * @param address port 0 takes any that is free
     * @throws UncheckedIOException the address cannot be listened on; the till does not start
     */
    static CardPort listen(InetSocketAddress address, String name, Keeping keeping, InstantSource clock) {
        try {
            ServerSocket server = new ServerSocket();
            server.bind(address, BACKLOG);
            CardPort port = new CardPort(server, keeping, clock);
            Thread.ofVirtual().name(name).start(port::accept);
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException("the " + name + " cannot listen on " + address, e);
        }
    }

    int number() {
        return server.getLocalPort();
    }

    boolean isClosed() {
        return server.isClosed();
    }

    /**
     * Waits for a card; one that waits already is taken at once.
     *
     * @param nanos how long at most
     * @param cancelled asked before waiting and whenever {@link #wake()} is called
     */
    Coming await(long nanos, BooleanSupplier cancelled) {
        lock.lock();
        try {
            forgetEarly();
            long left = nanos;
            Waiting card = waiting;
            while (card == null) {
                if (server.isClosed()) {
                    return new Coming.Closed();
                }
                if (cancelled.getAsBoolean()) {
                    return new Coming.Cancelled();
                }
                if (left <= 0) {
                    return new Coming.Nobody();
                }
                left = changed.awaitNanos(left);
                card = waiting;
            }
            waiting = null;
            taken = keeping == Keeping.ONE_AT_A_TIME ? card.socket() : null;
            return new Coming.Card(card.socket());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Coming.Cancelled();
        } finally {
            lock.unlock();
        }
    }

    /** The card that was taken is let go: the next may come. */
    void release() {
        lock.lock();
        try {
            taken = null;
        } finally {
            lock.unlock();
        }
    }

    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets every card go and listens no more. Harmless when repeated. */
    void close() {
        lock.lock();
        try {
            close(server);
            forget();
            if (taken != null) {
                close(taken);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        try {
            while (true) {
                put(server.accept());
            }
        } catch (IOException e) {
            // Closed, or nothing can be accepted any more: the reader is gone either way.
            close();
        }
    }

    private void put(Socket card) {
        lock.lock();
        try {
            if (taken != null || server.isClosed()) {
                close(card);
                return;
            }
            forget();
            waiting = new Waiting(card, clock.instant());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void forgetEarly() {
        Waiting before = waiting;
        boolean late = keeping == Keeping.PASSING
                && before != null
                && before.since().plus(EARLY_MAX).isBefore(clock.instant());
        if (late) {
            forget();
        }
    }

    private void forget() {
        Waiting before = waiting;
        if (before != null) {
            close(before.socket());
            waiting = null;
        }
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use to anybody either way.
        }
    }
}
