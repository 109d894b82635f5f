package dev.tidegate.emv.reader;

import dev.tidegate.emv.stripe.Stripe;
import dev.tidegate.emv.stripe.Swipe;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A reader of stripes without a slot: who connects to its port, sends the text of the tracks and closes has drawn a
 * card. For test cards.
 *
 * <p>A card that comes a moment too early waits, the newest in the place of the one before, and is forgotten soon: it
 * pays for no later sale.
 */
public final class VirtualStripeReader implements StripeReader {
    private static final int BACKLOG = 4;
    private static final int BYTES_AT_ONCE = 64;

    /** On this machine the text of a swipe is there at once, or never. */
    private static final Duration TEXT_WAIT = Duration.ofSeconds(1);

    /** Between pressing a button and the reader waiting there is less. */
    private static final Duration EARLY_MAX = Duration.ofSeconds(5);

    /** A card that was drawn, and when. */
    private record Drawn(Socket socket, Instant at) {}

    private final ServerSocket server;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private @Nullable Drawn waiting;

    private VirtualStripeReader(ServerSocket server, InstantSource clock) {
        this.clock = clock;
        this.server = server;
    }

    /**
     * Listens for cards, on a thread of its own.
     *
     * @param address port 0 takes any that is free
     * @throws UncheckedIOException the address cannot be listened on; the till does not start
     */
    public static VirtualStripeReader listen(InetSocketAddress address, InstantSource clock) {
        try {
            ServerSocket server = new ServerSocket();
            server.bind(address, BACKLOG);
            VirtualStripeReader reader = new VirtualStripeReader(server, clock);
            Thread.ofVirtual().name("virtual-stripe-reader").start(reader::accept);
            return reader;
        } catch (IOException e) {
            throw new UncheckedIOException("the virtual stripe reader cannot listen on " + address, e);
        }
    }

    /** The port that cards connect to. */
    public int port() {
        return server.getLocalPort();
    }

    @Override
    public Swiping await(Duration wait, BooleanSupplier cancelled) {
        long left = wait.toNanos();
        Drawn drawn;
        lock.lock();
        try {
            forgetEarly();
            while (waiting == null) {
                if (server.isClosed()) {
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
            drawn = waiting;
            waiting = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Swiping.Cancelled();
        } finally {
            lock.unlock();
        }
        return new Swiping.Swiped(read(drawn.socket()));
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
        close(server);
        put(null);
    }

    private static Swipe read(Socket drawn) {
        SwipeText text = new SwipeText();
        byte[] received = new byte[BYTES_AT_ONCE];
        try (drawn) {
            drawn.setSoTimeout((int) TEXT_WAIT.toMillis());
            InputStream in = drawn.getInputStream();
            int count = in.read(received);
            for (int all = count; count > 0 && all <= 2 * Stripe.TEXT_BYTES_MAX; all += count) {
                text.add(received, count);
                count = in.read(received);
            }
        } catch (IOException e) {
            // What has come is judged as it is.
        } finally {
            Arrays.fill(received, (byte) 0);
        }
        return text.end();
    }

    private void accept() {
        try {
            while (true) {
                put(new Drawn(server.accept(), clock.instant()));
            }
        } catch (IOException e) {
            // Closed, or nothing can be accepted any more: the reader is gone either way.
            close();
        }
    }

    private void put(@Nullable Drawn card) {
        lock.lock();
        try {
            forget();
            waiting = card;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void forgetEarly() {
        Drawn before = waiting;
        if (before != null && before.at().plus(EARLY_MAX).isBefore(clock.instant())) {
            forget();
        }
    }

    private void forget() {
        Drawn before = waiting;
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
