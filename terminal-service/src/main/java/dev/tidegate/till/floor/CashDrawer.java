package dev.tidegate.till.floor;

import dev.tidegate.till.config.DrawerAt;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The drawer under the till. It is asked to open and nobody waits for it: the money is on disk, and a drawer that does
 * not answer is opened with its key.
 */
public final class CashDrawer {
    /** A printer on the shop's own network answers in milliseconds. */
    static final Duration ANSWER_MAX = Duration.ofSeconds(2);

    // ESC p m t1 t2: pulse on pin 2, 25 × 2 ms on, 250 × 2 ms off.
    private static final byte[] PULSE = {0x1B, 0x70, 0, 25, (byte) 250};

    private final DrawerAt at;
    private final Executor thread;
    private final Runnable changed;
    private volatile boolean silent;

    /**
     * @param thread runs one task at a time
     * @param changed told when {@link #silent} has changed
     */
    public CashDrawer(DrawerAt at, Executor thread, Runnable changed) {
        this.at = at;
        this.thread = thread;
        this.changed = changed;
    }

    /** Asks it to open. Returns at once. */
    public void open() {
        switch (at) {
            case DrawerAt.None() -> {}
            case DrawerAt.Printer printer -> {
                try {
                    thread.execute(() -> tell(!pulse(printer)));
                } catch (RejectedExecutionException e) {
                    // The till is stopping; its cashier has a key.
                    tell(true);
                }
            }
        }
    }

    /** Whether it did not answer when it was last asked. */
    public boolean silent() {
        return silent;
    }

    private void tell(boolean now) {
        if (silent != now) {
            silent = now;
            changed.run();
        }
    }

    private static boolean pulse(DrawerAt.Printer printer) {
        int millis = (int) ANSWER_MAX.toMillis();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(printer.host(), printer.port()), millis);
            socket.setSoTimeout(millis);
            socket.getOutputStream().write(PULSE);
            socket.getOutputStream().flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
