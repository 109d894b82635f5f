package dev.tidegate.gateway.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. Works that wait at the same time are done one after the other in one transaction, each
 * within a savepoint, and are durable with one flush: a work that fails takes nothing of the others with it. While one
 * commit is on its way to the disk the next group gathers.
 *
 * <p>A thread of its own, as a native call of SQLite holds whoever makes it: virtual threads would hold their carriers.
 */
final class GroupCommit implements AutoCloseable {
    /** What one commit takes at most, so that nobody waits for long. */
    private static final int TOGETHER_MAX = 32;
    /** More callers than a gateway has threads, lanes and connections. */
    private static final int WAITING_MAX = 100_000;
    /** Whoever waits longer for its turn is told that the gateway is busy, and asks again. */
    private static final long WAIT_MILLIS = 15_000;

    private static final String WRITER = "update counter set value = value where name = 'writer'";

    /** Opens a connection of this thread's own. */
    @FunctionalInterface
    interface Opening {
        Session get() throws SQLException;
    }

    private final Opening sessions;
    private final BlockingQueue<WaitingWork<?>> waiting = new LinkedBlockingQueue<>(WAITING_MAX);
    private final Thread thread;
    /** Of the thread alone. */
    private @Nullable Session kept;

    private volatile boolean closed;

    GroupCommit(Opening sessions) {
        this.sessions = sessions;
        this.thread = Thread.ofPlatform().name("store").daemon().unstarted(this::serve);
    }

    void start() {
        thread.start();
    }

    /**
     * Does the work and waits until it is durable.
     *
     * @throws StoreBrokenException the database refused, or others take too long; nothing of it remains
     * @throws IllegalStateException called from within a work, which would wait for itself
     */
    <T> T run(Function<Tables, T> work) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("a transaction within a transaction");
        }
        WaitingWork<T> mine = new WaitingWork<>(work);
        if (closed || !waiting.offer(mine)) {
            throw new StoreBrokenException("the database takes no more");
        }
        if (closed) {
            // Who closed it may have looked before this was there.
            mine.withdraw();
        }
        return mine.await(WAIT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void serve() {
        List<WaitingWork<?>> group = new ArrayList<>();
        while (!closed) {
            try {
                group.add(waiting.take());
            } catch (InterruptedException e) {
                continue;
            }
            waiting.drainTo(group, TOGETHER_MAX - 1);
            group.removeIf(work -> !work.begin());
            if (!group.isEmpty()) {
                commit(List.copyOf(group));
            }
            group.clear();
        }
        waiting.forEach(WaitingWork::withdraw);
        Session last = kept;
        if (last != null) {
            last.close();
        }
    }

    private void commit(List<WaitingWork<?>> group) {
        Session session = null;
        try {
            session = begun();
            if (group.size() == 1) {
                group.getFirst().doNow(session);
            } else {
                for (WaitingWork<?> work : group) {
                    within(session, work);
                }
            }
            session.commit();
            group.forEach(WaitingWork::durable);
        } catch (SQLException | JdbiException e) {
            undo(session);
            group.forEach(work -> work.failed(new StoreBrokenException("the database refused a transaction", e)));
        } catch (RuntimeException | Error e) {
            undo(session);
            group.forEach(work -> work.failed(e));
        }
    }

    // A connection that has died since the last group is found out by its first statement: then nothing was done yet.
    private Session begun() throws SQLException {
        Session known = kept;
        if (known != null) {
            try {
                return begun(known);
            } catch (SQLException | StoreBrokenException e) {
                if (known.isAlive()) {
                    undo(known);
                    throw e;
                }
                discard(known);
            }
        }
        Session fresh = sessions.get();
        kept = fresh;
        try {
            return begun(fresh);
        } catch (SQLException | StoreBrokenException e) {
            discard(fresh);
            throw e;
        }
    }

    private static Session begun(Session session) throws SQLException {
        session.begin();
        // On PostgreSQL other processes write too: whoever has this row writes alone.
        session.sql(WRITER).execute();
        return session;
    }

    private void undo(@Nullable Session session) {
        if (session == null) {
            return;
        }
        try {
            session.rollBack();
        } catch (SQLException e) {
            discard(session);
        }
    }

    private void discard(Session session) {
        kept = null;
        session.discard();
    }

    // A database that has rolled back everything by itself (SQLite, when the disk is full) has no savepoint any more:
    // then both ways out of here fail, and with them the group.
    private static void within(Session session, WaitingWork<?> work) {
        session.mark();
        try {
            work.doNow(session);
            session.keepFromMark();
        } catch (JdbiException e) {
            session.rollBackToMark();
            work.failed(new StoreBrokenException("the database refused a transaction", e));
        } catch (RuntimeException | Error e) {
            session.rollBackToMark();
            work.failed(e);
        }
    }

    /** What waits is told that the gateway is busy; what is being written is finished. */
    @Override
    public void close() {
        closed = true;
        // Something to wake up for; an interrupt could meet a call of the database.
        WaitingWork<Boolean> nothing = new WaitingWork<>(tables -> true);
        nothing.withdraw();
        waiting.add(nothing);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
