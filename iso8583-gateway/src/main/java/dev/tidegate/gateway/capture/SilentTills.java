package dev.tidegate.gateway.capture;

import dev.tidegate.core.payment.PaymentEvent;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Marks live approvals that their till has not completed for a while. It is a mark for people and decides nothing: what
 * the till says when it comes back decides, and until then neither side of the money is moved. A duty cycle.
 */
public final class SilentTills {
    private static final FactLog LOG = FactLog.of(SilentTills.class);

    private final Store store;
    private final Acquirers acquirers;
    private final Steps steps;
    private final InstantSource clock;

    SilentTills(Store store, Acquirers acquirers, Steps steps, InstantSource clock) {
        this.store = store;
        this.acquirers = acquirers;
        this.steps = steps;
        this.clock = clock;
    }

    /**
     * Looks once.
     *
     * @return how many were marked
     * @throws dev.tidegate.gateway.store.StoreBrokenException the caller calls again later
     */
    public int doWork() {
        int marked = 0;
        for (Acquirer acquirer : acquirers.all()) {
            Instant before = clock.instant().minus(acquirer.profile().capture().tillSilentAfter());
            List<PaymentRow> found = store.read(tables -> tables.work().uncompleted(acquirer.name(), before));
            if (!found.isEmpty()) {
                marked += store.write(tables -> {
                    List<PaymentRow> still = tables.work().uncompleted(acquirer.name(), before);
                    still.forEach(payment -> {
                        LOG.warn("an approval waits for its till", Map.of(Field.PAYMENT, payment.id()));
                        if (payment.state() == PaymentState.AUTHORISED) {
                            steps.take(tables, payment, PaymentEvent.TILL_FALLS_SILENT, Reason.NONE);
                        } else {
                            steps.note(tables, payment, PaymentEvent.TILL_FALLS_SILENT.name());
                        }
                    });
                    return still.size();
                });
            }
        }
        return marked;
    }
}
