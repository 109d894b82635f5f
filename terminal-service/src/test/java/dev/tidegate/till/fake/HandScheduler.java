package dev.tidegate.till.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A scheduler whose time a test moves by hand; it runs on the test's own thread. */
public final class HandScheduler extends AbstractExecutorService implements ScheduledExecutorService {
    private final List<Task> tasks = new ArrayList<>();
    private long nowMillis;
    private boolean shut;

    /** How long until the next task, or nothing where none is there. */
    public Duration untilNext() {
        return tasks.stream()
                .filter(task -> !task.isCancelled())
                .min(Comparator.comparingLong(task -> task.atMillis))
                .map(task -> Duration.ofMillis(task.atMillis - nowMillis))
                .orElseThrow(() -> new AssertionError("nothing is scheduled"));
    }

    public boolean isIdle() {
        return tasks.stream().allMatch(FutureTask::isCancelled);
    }

    /** Runs the next task, whenever its time is. */
    public void runNext() {
        Task next = tasks.stream()
                .filter(task -> !task.isCancelled())
                .min(Comparator.comparingLong(task -> task.atMillis))
                .orElseThrow(() -> new AssertionError("nothing is scheduled"));
        tasks.removeIf(task -> task == next || task.isCancelled());
        nowMillis = Math.max(nowMillis, next.atMillis);
        next.run();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        if (shut) {
            throw new RejectedExecutionException("shut down");
        }
        Task task = new Task(command, nowMillis + unit.toMillis(delay));
        tasks.add(task);
        return task;
    }

    @Override
    public void execute(Runnable command) {
        var ignored = schedule(command, 0, TimeUnit.MILLISECONDS);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long first, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {
        shut = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shut = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shut;
    }

    @Override
    public boolean isTerminated() {
        return shut;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }

    private final class Task extends FutureTask<Object> implements ScheduledFuture<Object> {
        private final long atMillis;

        Task(Runnable command, long atMillis) {
            super(command, "done");
            this.atMillis = atMillis;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(atMillis - nowMillis, TimeUnit.MILLISECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.MILLISECONDS), other.getDelay(TimeUnit.MILLISECONDS));
        }
    }
}
