package dev.tidegate.till;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.core.port.GatewayClient.Verdict;
import dev.tidegate.till.http.Feed;
import dev.tidegate.till.log.FactLog;
import dev.tidegate.till.sale.DrainPump;

/**
 * What a round of the drain came to, told to the log and to every page.
 *
 * @param moved run where something has moved: results may have come
 */
record DrainTold(Feed feed, FactLog log, Runnable moved) implements DrainPump.Watch {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void drained(DrainPump.Progress progress) {
        if (progress.moved() > 0) {
            moved.run();
        }
        log.drained(progress.moved(), progress.unsent(), progress.trouble());
        if (progress.stoppedBy() != Verdict.OK) {
            log.drainStopped(progress.stoppedBy().name());
        }
        ObjectNode told = JSON.createObjectNode()
                .put("moved", progress.moved())
                .put("unsent", progress.unsent())
                .put("trouble", progress.trouble().name())
                .put("stopped_by", progress.stoppedBy().name());
        feed.progress(told);
        feed.terminalChanged();
    }

    @Override
    public void broke(RuntimeException why) {
        log.broke("drain", why);
    }
}
