package dev.tidegate.gateway.capture;

import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.Store;
import java.util.List;
import java.util.Map;

/**
 * Puts the attempts in order before the first message of a process. An INTENT that is found was written by a process
 * that is gone: its bytes may have left, so a sale is reversed, and what is repeated is repeated.
 */
final class Recovery {
    private static final FactLog LOG = FactLog.of(Recovery.class);

    private final Store store;
    private final Endings endings;
    private final Tenure tenure;

    Recovery(Store store, Endings endings, Tenure tenure) {
        this.store = store;
        this.tenure = tenure;
        this.endings = endings;
    }

    int run() {
        int found = store.write(tables -> {
            List<AttemptRow> open = tables.attempts().inFlight().stream()
                    .filter(attempt -> tenure.take(tables, attempt.lane(), false) != Tenure.Turn.ANOTHERS)
                    .toList();
            open.forEach(attempt -> endings.silent(tables, attempt.asTakenOver()));
            return open.size();
        });
        if (found > 0) {
            LOG.warn("messages found open and taken for sent", Map.of(Field.COUNT, found));
        }
        return found;
    }
}
