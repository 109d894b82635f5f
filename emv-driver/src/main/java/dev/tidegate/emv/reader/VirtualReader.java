package dev.tidegate.emv.reader;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A reader without a slot: cards are put in by connecting to its port, and taken out by closing the connection. It
 * speaks the vpcd protocol of vsmartcard, as the reader, for test cards.
 *
 * <p>One card at a time is in. While a transaction has it, further connections are closed at once; else the newest card
 * takes the place of one that waits. After a transaction the card is let go.
 */
public final class VirtualReader implements CardReader {
    private static final int BACKLOG = 4;

    private final ServerSocket server;
    private final CardInterface cardInterface;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private @Nullable Socket waiting;
    private @Nullable Socket inUse;

    private VirtualReader(ServerSocket server, CardInterface cardInterface, InstantSource clock) {
        this.server = server;
        this.cardInterface = cardInterface;
        this.clock = clock;
    }

    /**
     * Listens for cards, on a thread of its own.
     *
     * @param address port 0 takes any that is free
     * @throws UncheckedIOException the address cannot be listened on; the till does not start
     */
    public static VirtualReader listen(InetSocketAddress address, CardInterface cardInterface, InstantSource clock) {
        try {
            ServerSocket server = new ServerSocket();
            server.bind(address, BACKLOG);
            VirtualReader reader = new VirtualReader(server, cardInterface, clock);
            Thread.ofVirtual().name("virtual-reader").start(reader::accept);
            return reader;
        } catch (IOException e) {
            throw new UncheckedIOException("the virtual reader cannot listen on " + address, e);
        }
    }

    /** The port that cards connect to. */
    public int port() {
        return server.getLocalPort();
    }

    @Override
    public Insertion await(Duration wait, BooleanSupplier cancelled) {
        long left = wait.toNanos();
        while (true) {
            Socket card;
            lock.lock();
            try {
                while (waiting == null) {
                    if (server.isClosed()) {
                        return new Insertion.Lost();
                    }
                    if (cancelled.getAsBoolean()) {
                        return new Insertion.Cancelled();
                    }
                    if (left <= 0) {
                        return new Insertion.NoCard();
                    }
                    left = changed.awaitNanos(left);
                }
                card = waiting;
                waiting = null;
                inUse = card;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Insertion.Cancelled();
            } finally {
                lock.unlock();
            }
            CardSocket connection = new CardSocket(card, clock, new OneSlot());
            switch (connection.powerOn(cardInterface)) {
                case READY -> {
                    return new Insertion.Inserted(connection);
                }
                case UNREADABLE -> {
                    connection.close();
                    return new Insertion.Unreadable();
                }
                // Put in and taken out before anybody asked for it.
                case GONE -> connection.close();
            }
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
        return !server.isClosed();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            close(server);
            if (waiting != null) {
                close(waiting);
                waiting = null;
            }
            if (inUse != null) {
                close(inUse);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        try {
            while (true) {
                insert(server.accept());
            }
        } catch (IOException e) {
            // Closed, or nothing can be accepted any more: the reader is gone either way.
            close();
        }
    }

    private void insert(Socket card) {
        lock.lock();
        try {
            if (inUse != null || server.isClosed()) {
                close(card);
                return;
            }
            if (waiting != null) {
                close(waiting);
            }
            card.setTcpNoDelay(true);
            waiting = card;
            changed.signalAll();
        } catch (SocketException e) {
            // It went before it was in.
            close(card);
        } finally {
            lock.unlock();
        }
    }

    private final class OneSlot implements CardSocket.Slot {
        @Override
        public boolean isGone() {
            return server.isClosed();
        }

        @Override
        public void letGo() {
            lock.lock();
            try {
                inUse = null;
            } finally {
                lock.unlock();
            }
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
