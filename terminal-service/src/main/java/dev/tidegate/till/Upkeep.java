package dev.tidegate.till;

import dev.tidegate.saf.Archivist;
import dev.tidegate.till.ledger.LedgerWatch;
import dev.tidegate.till.ledger.LedgerWatch.Finding;
import dev.tidegate.till.log.FactLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the till does for its disk in the background: each hour the archivist's round, and a look whether the ledger is
 * still what the journal says; the archivist's alone a little after results have come.
 */
final class Upkeep {
    private static final Duration HOUR = Duration.ofHours(1);
    /** A drain brings results by the hundred: one round serves them all. */
    private static final Duration AFTER_RESULTS = Duration.ofSeconds(30);

    private final @Nullable Archivist archivist;
    private final LedgerWatch ledger;
    private final ScheduledExecutorService thread;
    private final FactLog log;
    private @Nullable Future<?> soon;

    /**
     * @param archivist absent where the journal is not on a disk
     * @param thread its own, one thread
     */
    Upkeep(@Nullable Archivist archivist, LedgerWatch ledger, ScheduledExecutorService thread, FactLog log) {
        this.archivist = archivist;
        this.ledger = ledger;
        this.thread = thread;
        this.log = log;
    }

    /** A first round of the archivist soon, and both each hour from then on. */
    void begin() {
        resultsCame();
        var ignored = thread.scheduleWithFixedDelay(
                () -> {
                    archive();
                    compare();
                },
                HOUR.toMillis(),
                HOUR.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Something may be due. From any thread. */
    synchronized void resultsCame() {
        try {
            if (soon == null || soon.isDone()) {
                soon = thread.schedule(this::archive, AFTER_RESULTS.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (RejectedExecutionException e) {
            // The till stops.
        }
    }

    /** Why the archivist left something alone. */
    List<String> troubles() {
        return archivist == null ? List.of() : archivist.troubles();
    }

    Finding finding() {
        return ledger.finding();
    }

    void archive() {
        try {
            if (archivist != null && archivist.doWork() > 0) {
                log.journalBytesLeft(archivist.bytesLeft());
            }
        } catch (RuntimeException e) {
            log.broke("archivist", e);
        }
    }

    void compare() {
        try {
            if (ledger.doWork() == Finding.DIFFERENT) {
                log.ledgerDiffers();
            }
        } catch (RuntimeException e) {
            log.broke("ledger comparison", e);
        }
    }

    /** After its thread has stopped. */
    void close() {
        ledger.close();
    }
}
