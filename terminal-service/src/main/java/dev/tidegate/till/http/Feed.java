package dev.tidegate.till.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What has changed on the screens, in order, for every page that listens.
 *
 * <p>It says <em>that</em> something changed; what it is now is looked up when it is told, so that a slow page gets the
 * newest and whoever publishes neither waits nor holds a lock meanwhile. Event ids are {@code <process>-<n>}: an id of
 * another process, or one that is no longer kept, is answered by a snapshot.
 */
public final class Feed {
    /** Some minutes of a busy till; whoever was away longer takes a snapshot. */
    static final int EVENTS_MAX = 512;

    /** What kind of change. */
    enum Kind {
        TERMINAL_STATE("terminal.state"),
        PAYMENT_UPDATED("payment.updated"),
        SAF_PROGRESS("saf.progress");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    /**
     * One change.
     *
     * @param subject of which payment or run; empty where it is not about one
     */
    record Event(long number, Kind kind, String subject) {}

    /** What a listener is told: everything from the beginning, or the events after its last one. */
    record Batch(boolean snapshot, long upTo, List<Event> events) {}

    private final String process;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Deque<Event> events = new ArrayDeque<>();
    private long newest;
    private boolean closed;

    /** @param process names this run of the till; letters and digits */
    public Feed(String process) {
        this.process = process;
    }

    /** A payment has changed, and with it the counters. */
    public void paymentChanged(String payment) {
        publish(Kind.PAYMENT_UPDATED, payment);
        terminalChanged();
    }

    /** Something about the till has changed. */
    public void terminalChanged() {
        publish(Kind.TERMINAL_STATE, "");
    }

    /** A run of <em>Sync now</em> has come further. */
    public void syncChanged(String run) {
        publish(Kind.SAF_PROGRESS, run);
    }

    /** Ends every listener, now and later. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The number after which a listener goes on; -1 where it has to begin with a snapshot. */
    long resume(@Nullable String lastEventId) {
        if (lastEventId == null || !lastEventId.startsWith(process + "-")) {
            return -1;
        }
        try {
            return Long.parseLong(lastEventId.substring(process.length() + 1));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** The id that is sent with an event. */
    String idOf(long number) {
        return process + "-" + number;
    }

    /**
     * Waits for what comes after a number.
     *
     * @return nothing after the time, or when the feed was closed: {@link #isClosed} tells which
     */
    Batch after(long number, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!closed && number == newest && left > 0) {
                left = more.awaitNanos(left);
            }
            if (number > newest || number < oldestKept() - 1) {
                return new Batch(true, newest, List.of());
            }
            return new Batch(false, newest, newestOfEach(number));
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private long oldestKept() {
        return events.isEmpty() ? newest + 1 : events.getFirst().number();
    }

    // What is looked up anyway needs to be said once.
    private List<Event> newestOfEach(long after) {
        List<Event> wanted = new ArrayList<>();
        for (Event event : events) {
            if (event.number() > after) {
                wanted.removeIf(earlier ->
                        earlier.kind() == event.kind() && earlier.subject().equals(event.subject()));
                wanted.add(event);
            }
        }
        return wanted;
    }

    private void publish(Kind kind, String subject) {
        lock.lock();
        try {
            newest++;
            events.addLast(new Event(newest, kind, subject));
            if (events.size() > EVENTS_MAX) {
                events.removeFirst();
            }
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
