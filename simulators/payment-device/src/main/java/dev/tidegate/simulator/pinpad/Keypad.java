package dev.tidegate.simulator.pinpad;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pad's side towards the till: a connection is one entry, a line each way. A till that closes the connection before
 * its answer takes the request back.
 */
final class Keypad implements AutoCloseable {
    /** Nobody stands before a pad for longer. */
    static final Duration ENTRY_MAX = Duration.ofSeconds(60);

    private static final int BACKLOG = 8;

    private final ServerSocket server;
    private final Card card;
    private final Entry.Holder holder;
    private final Optional<OnlinePins> online;
    private @Nullable Entry open;
    private int entries;

    /** @throws IOException another process has the port */
    Keypad(int port, Card card, Entry.Holder holder, Optional<OnlinePins> online) throws IOException {
        this.server = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        this.card = card;
        this.holder = holder;
        this.online = online;
        Thread.ofVirtual().name("keypad").start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many entries were asked for, and how many tries the one that is open leaves; -2 where none is open. */
    record Standing(int entries, int tries) {
        static final int NONE_OPEN = -2;
    }

    synchronized Standing standing() {
        return new Standing(entries, open == null ? Standing.NONE_OPEN : open.tries());
    }

    /** Somebody presses something. Whether an entry was open for it. */
    synchronized boolean press(Press press) {
        return open != null && open.press(press);
    }

    /** Waits until an entry is open. */
    synchronized boolean awaitOpen(long limitMillis) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMillis(limitMillis).toNanos();
        while (open == null) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket till = server.accept()) {
                one(till);
            } catch (IOException | IllegalArgumentException e) {
                // The till is gone, or it was none.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void one(Socket till) throws IOException, InterruptedException {
        InputStream in = till.getInputStream();
        Entry entry = new Entry(PinRequest.of(line(in)), card, holder, online);
        Thread.ofVirtual().name("till-gone").start(() -> cancelWhenGone(in, entry));
        begin(entry);
        String answer;
        try {
            answer = entry.toItsEnd(ENTRY_MAX.toMillis());
        } finally {
            // Before the till hears of it: what is pressed from then on is for the next entry.
            end();
        }
        till.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private synchronized void begin(Entry entry) {
        open = entry;
        entries++;
        notifyAll();
    }

    private synchronized void end() {
        open = null;
    }

    private static void cancelWhenGone(InputStream in, Entry entry) {
        try {
            // A till says one line: whatever comes now is its goodbye.
            int ignored = in.read();
        } catch (IOException e) {
            // Its goodbye too.
        }
        entry.cancel();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() == PinRequest.LINE_CHARACTERS_MAX) {
                throw new IllegalArgumentException("no line");
            }
            line.append((char) next);
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
