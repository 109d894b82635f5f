package dev.tidegate.till;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The till's own threads: for the sale, for the drain, for the heart and short tasks, for upkeep, for other tills, and
 * for refunds and the cash drawer.
 */
final class Threads {
    private final String house;
    private final ScheduledExecutorService sale;
    private final ScheduledExecutorService drain;
    private final ScheduledExecutorService heart;
    private final ScheduledExecutorService upkeep;
    private final ScheduledExecutorService adoption;
    private final ScheduledExecutorService refund;
    private final ScheduledExecutorService drawer;

    /** The till's. */
    Threads() {
        this("till");
    }

    /** @param house whose they are, as a thread dump tells it */
    Threads(String house) {
        this.house = house;
        this.sale = one("sale");
        this.drain = one("drain");
        this.heart = one("heart");
        this.upkeep = withoutWhatIsDueLater(one("upkeep"));
        this.adoption = one("adoption");
        this.refund = withoutWhatIsDueLater(one("refund"));
        this.drawer = one("drawer");
    }

    ScheduledExecutorService sale() {
        return sale;
    }

    ScheduledExecutorService drain() {
        return drain;
    }

    ScheduledExecutorService heart() {
        return heart;
    }

    /** For what may take its time. */
    ScheduledExecutorService upkeep() {
        return upkeep;
    }

    /** For journals of other tills: our own sales never wait behind them. */
    ScheduledExecutorService adoption() {
        return adoption;
    }

    /** For refunds: each waits as long as a cardholder would, and no sale behind it. */
    ScheduledExecutorService refund() {
        return refund;
    }

    /** For the cash drawer: one that does not answer delays nothing else. */
    ScheduledExecutorService drawer() {
        return drawer;
    }

    /** Runs a duty cycle at once and again after each pause, whatever it throws. */
    static void every(ScheduledExecutorService on, Duration pause, Runnable duty, Consumer<RuntimeException> broke) {
        var ignored = on.scheduleWithFixedDelay(
                () -> {
                    try {
                        duty.run();
                    } catch (RuntimeException e) {
                        broke.accept(e);
                    }
                },
                0,
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Lets what runs end by itself for a while, then interrupts it. */
    void stop(Duration grace) {
        List<ScheduledExecutorService> all = List.of(drawer, adoption, refund, upkeep, heart, drain, sale);
        all.forEach(ScheduledExecutorService::shutdown);
        for (ScheduledExecutorService each : all) {
            try {
                if (!each.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                    each.shutdownNow();
                }
            } catch (InterruptedException e) {
                each.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The next start looks at everything anyway: nobody waits at the end for a round of the archivist. */
    private static ScheduledExecutorService withoutWhatIsDueLater(ScheduledThreadPoolExecutor thread) {
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return thread;
    }

    private ScheduledThreadPoolExecutor one(String name) {
        return new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name(house + "-" + name).daemon(true).factory());
    }
}
