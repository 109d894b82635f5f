package dev.tidegate.gateway.capture;

import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.PaymentRow.Kind;
import dev.tidegate.gateway.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Tells people, once, of each stored sale that its acquirer has not had for as long as the profile allows without a
 * word. Nothing is decided by it: past its deadline a sale is set aside by whoever would send it. A duty cycle.
 */
public final class LateSales {
    private static final FactLog LOG = FactLog.of(LateSales.class);
    private static final String LATE = "LATE";

    private final Store store;
    private final Acquirers acquirers;
    private final Steps steps;
    private final InstantSource clock;

    LateSales(Store store, Acquirers acquirers, Steps steps, InstantSource clock) {
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
            Profile.Deadlines deadlines = acquirer.profile().deadlines();
            marked += mark(acquirer.name(), Kind.OFFLINE_APPROVED, deadlines.adviceLate());
            marked += mark(acquirer.name(), Kind.VOICE_APPROVED, deadlines.adviceLate());
            marked += mark(acquirer.name(), Kind.DEFERRED_AUTHORISATION, deadlines.deferredLate());
        }
        return marked;
    }

    private int mark(String acquirer, Kind kind, Duration late) {
        Instant before = clock.instant().minus(late);
        List<PaymentRow> found = store.read(tables -> tables.work().late(acquirer, kind, before));
        return found.isEmpty()
                ? 0
                : store.write(tables -> {
                    List<PaymentRow> still = tables.work().late(acquirer, kind, before);
                    still.forEach(payment -> {
                        LOG.error(
                                "a stored sale is late",
                                Map.of(Field.PAYMENT, payment.id(), Field.STATE, payment.state()));
                        steps.note(
                                tables, payment, LATE, "made " + payment.sold().soldAt());
                    });
                    return still.size();
                });
    }
}
