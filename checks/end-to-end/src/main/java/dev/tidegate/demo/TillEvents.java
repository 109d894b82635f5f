package dev.tidegate.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Listens to a till's event stream, as its page does: something has happened, look again. A stream that breaks (the
 * till was killed) is an event as well, and is opened again.
 */
final class TillEvents implements AutoCloseable {
    /** A silent stream is looked at again after this long: the truth is what the till answers, not what it streamed. */
    private static final Duration GLANCE = Duration.ofMillis(250);

    private final URI stream;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Thread thread;
    private long told;
    private volatile boolean closed;

    TillEvents(URI till) {
        this.stream = till.resolve("/api/v1/terminal/events");
        this.thread = Thread.ofVirtual().name("till-events").start(this::listen);
    }

    /** Waits until the condition holds; looks again at each event. Gives false when the time is up. */
    boolean await(BooleanSupplier condition, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            if (!glance()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        client.shutdownNow();
    }

    private void listen() {
        while (!closed) {
            try {
                HttpResponse<InputStream> response = client.send(
                        HttpRequest.newBuilder(stream)
                                .header("Accept", "text/event-stream")
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
                try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                    while (lines.readLine() != null) {
                        tell();
                    }
                }
            } catch (IOException e) {
                tell();
                if (!glance()) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Waits for the next event, but not longer than a glance. False when interrupted. */
    private boolean glance() {
        lock.lock();
        try {
            long before = told;
            long left = GLANCE.toNanos();
            while (told == before && left > 0) {
                left = news.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void tell() {
        lock.lock();
        try {
            told++;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
