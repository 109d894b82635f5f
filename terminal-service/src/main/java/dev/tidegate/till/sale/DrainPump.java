package dev.tidegate.till.sale;

import dev.tidegate.core.flow.DrainJournal;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.GatewayClient.Verdict;
import dev.tidegate.core.port.GatewayUnavailableException;
import dev.tidegate.core.port.HostStanding;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.Ledger;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Drives {@link DrainJournal} on a thread of its own: at once after a sale and when the gateway is back, again while
 * there is something to wait for, ever slower while the gateway gives no usable answer.
 *
 * <p>While the gateway is not reachable nothing is tried, so that nothing is offered that cannot leave.
 */
public final class DrainPump {
    /** Between two looks for results while some are awaited. */
    private static final Duration POLL = Duration.ofSeconds(1);

    /** Between two looks when nothing is awaited: a record may have come without a wake. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    /** After failures: doubled from the first to the last. */
    private static final Duration BACK_OFF_FIRST = Duration.ofMillis(500);

    private static final Duration BACK_OFF_MAX = Duration.ofSeconds(20);

    /**
     * What one round did, and what is left.
     *
     * @param moved records and duties
     * @param unsent records that the gateway has not acknowledged
     * @param trouble why the round ended early, NONE where it did not
     * @param stoppedBy FORK or REFUSED once the gateway has said so
     */
    public record Progress(int moved, long unsent, Reason trouble, Verdict stoppedBy) {}

    /** Told of each round that moved something or met trouble. Has to be quick and never throw. */
    public interface Watch {
        void drained(Progress progress);

        void broke(RuntimeException why);
    }

    private final DrainJournal drain;
    private final Journal journal;
    private final Ledger ledger;
    private final HostStanding standing;
    private final ScheduledExecutorService thread;
    private final Watch watch;
    private int failures;
    private @Nullable Future<?> next;
    private boolean stopped;

    /** @param thread its own, one thread */
    public DrainPump(
            DrainJournal drain,
            Journal journal,
            Ledger ledger,
            HostStanding standing,
            ScheduledExecutorService thread,
            Watch watch) {
        this.drain = drain;
        this.journal = journal;
        this.ledger = ledger;
        this.standing = standing;
        this.thread = thread;
        this.watch = watch;
    }

    /** Looks at once. Harmless when repeated, from any thread. */
    public synchronized void wake() {
        if (next != null) {
            next.cancel(false);
        }
        schedule(Duration.ZERO);
    }

    /** As {@link #wake}, and forgets earlier failures: the gateway has just answered. */
    public synchronized void gatewayIsBack() {
        failures = 0;
        wake();
    }

    /** Starts no further round. */
    public synchronized void stop() {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
    }

    private synchronized void schedule(Duration wait) {
        if (stopped) {
            return;
        }
        try {
            next = thread.schedule(this::round, wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            stopped = true;
        }
    }

    private void round() {
        synchronized (this) {
            next = null;
        }
        Duration wait = once();
        synchronized (this) {
            // Woken meanwhile: that look is on its way already.
            if (next == null) {
                schedule(wait);
            }
        }
    }

    private Duration once() {
        if (!standing.gatewayReachable()) {
            return IDLE;
        }
        try {
            int moved = drain.doWork();
            forgetFailures();
            if (moved > 0) {
                tell(moved, Reason.NONE);
                return Duration.ZERO;
            }
            return ledger.awaitsResults() ? POLL : IDLE;
        } catch (GatewayUnavailableException e) {
            if (e.reason() == Reason.NO_NETWORK) {
                standing.lost(e.reason());
            }
            tell(0, e.reason());
            return backOff();
        } catch (RuntimeException e) {
            watch.broke(e);
            return backOff();
        }
    }

    private void tell(int moved, Reason trouble) {
        long unsent = journal.head().seq() - journal.acknowledged().contiguous();
        watch.drained(new Progress(moved, unsent, trouble, drain.stoppedBy()));
    }

    private synchronized void forgetFailures() {
        failures = 0;
    }

    private synchronized Duration backOff() {
        Duration wait = BACK_OFF_FIRST.multipliedBy(1L << Math.min(failures, 10));
        failures++;
        return wait.compareTo(BACK_OFF_MAX) > 0 ? BACK_OFF_MAX : wait;
    }
}
