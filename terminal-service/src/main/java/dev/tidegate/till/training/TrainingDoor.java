package dev.tidegate.till.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The door to the training room. The room is opened when somebody enters, not at the till's start, so that a start
 * costs nothing for it and a broken one keeps no till from selling. One that cannot be opened is thrown away and made
 * anew. Safe to use from several threads.
 *
 * @param <R> the room
 */
public final class TrainingDoor<R extends AutoCloseable> implements AutoCloseable {
    /** Opens the room in its folder, which may be missing; what it throws, the room is thrown away for. */
    @FunctionalInterface
    public interface Opener<R> {
        R open(Path folder);
    }

    /** Told of a room that was thrown away. Has to be quick and never throw. */
    @FunctionalInterface
    public interface Watch {
        void broke(String what, Throwable why);
    }

    /** How it went to enter. */
    public sealed interface Entered {
        /** @param afresh whether the room had to be made anew because the earlier one was damaged */
        record In(boolean afresh) implements Entered {}

        /** A sale of the shop stands on the screen. */
        record SaleOpen() implements Entered {}

        /** There is no room, whatever was tried: the disk, mostly. */
        record NoRoom() implements Entered {}
    }

    private final TrainingFolder folder;
    private final Opener<R> opener;
    private final BooleanSupplier saleOpen;
    private final Watch watch;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private @Nullable R room;
    private boolean afresh;
    private boolean closed;

    /** @param saleOpen whether a sale of the shop stands on the screen */
    public TrainingDoor(TrainingFolder folder, Opener<R> opener, BooleanSupplier saleOpen, Watch watch) {
        this.folder = folder;
        this.opener = opener;
        this.saleOpen = saleOpen;
        this.watch = watch;
    }

    /** Opens the room where it is not open. */
    public Entered enter() {
        if (saleOpen.getAsBoolean()) {
            return new Entered.SaleOpen();
        }
        lock.writeLock().lock();
        try {
            return opened() == null ? new Entered.NoRoom() : new Entered.In(afresh);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Throws away what was trained with and opens an empty room. A sale in it ends.
     *
     * @return false where there is no room then
     */
    public boolean startAfresh() {
        lock.writeLock().lock();
        try {
            closeRoom();
            folder.throwAway();
            afresh = false;
            return opened() != null;
        } catch (RuntimeException e) {
            watch.broke("training", e);
            return false;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Does something in the room, which stays open meanwhile. A room that was entered by an earlier process is opened
     * again.
     *
     * @param otherwise the answer where nobody has entered, or there is no room
     */
    public <T> T inside(T otherwise, Function<R, T> work) {
        reopen();
        lock.readLock().lock();
        try {
            return room == null ? otherwise : work.apply(room);
        } finally {
            lock.readLock().unlock();
        }
    }

    private void reopen() {
        if (waits()) {
            lock.writeLock().lock();
            try {
                var ignored = opened();
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    private boolean waits() {
        lock.readLock().lock();
        try {
            return room == null && !closed && folder.exists();
        } finally {
            lock.readLock().unlock();
        }
    }

    private @Nullable R opened() {
        if (room == null && !closed) {
            room = openedOrNone();
        }
        return room;
    }

    private @Nullable R openedOrNone() {
        boolean before = folder.exists();
        try {
            folder.sweep();
            return opener.open(folder.path());
        } catch (IOException | RuntimeException e) {
            watch.broke("training", e);
        }
        try {
            folder.throwAway();
            R fresh = opener.open(folder.path());
            afresh |= before;
            return fresh;
        } catch (RuntimeException e) {
            watch.broke("training", e);
            return null;
        }
    }

    private void closeRoom() {
        R open = room;
        room = null;
        if (open != null) {
            try {
                open.close();
            } catch (Exception e) {
                // It is thrown away, or the process ends: what it did not write nobody misses.
                watch.broke("training", e);
            }
        }
    }

    /** Ends the room, and lets nobody in any more. What was trained with stays. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            closed = true;
            closeRoom();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
