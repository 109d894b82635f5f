package dev.tidegate.till;

import dev.tidegate.core.port.GatewayClient.Verdict;
import dev.tidegate.till.http.Feed;
import dev.tidegate.till.log.FactLog;
import dev.tidegate.till.sale.DrainPump;

/**
 * What a round of the drain came to, told to the log and to every page.
 *
 * @param moved run where something has moved: results may have come
 * @param round run after each round
 */
record DrainTold(Feed feed, FactLog log, Runnable moved, Runnable round) implements DrainPump.Watch {
    @Override
    public void drained(DrainPump.Progress progress) {
        if (progress.moved() > 0) {
            moved.run();
        }
        log.drained(progress.moved(), progress.unsent(), progress.trouble());
        if (progress.stoppedBy() != Verdict.OK) {
            log.drainStopped(progress.stoppedBy().name());
        }
        round.run();
        feed.terminalChanged();
    }

    @Override
    public void broke(RuntimeException why) {
        log.broke("drain", why);
    }
}
