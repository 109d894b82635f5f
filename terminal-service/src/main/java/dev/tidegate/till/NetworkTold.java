package dev.tidegate.till;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.till.gateway.RouteName;
import dev.tidegate.till.gateway.RouteWatch;
import dev.tidegate.till.http.Feed;
import dev.tidegate.till.log.FactLog;
import dev.tidegate.till.refund.RefundDesk;
import dev.tidegate.till.store.Carried;
import dev.tidegate.till.store.CarriedMessages;
import dev.tidegate.till.store.Refund;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What happens on the routes, and to refunds, told to the log, to every page and to {@code shop.db}.
 *
 * @param later where a carried message is written down: no sale waits for that
 */
record NetworkTold(FactLog log, Feed feed, CarriedMessages carried, InstantSource clock, Executor later)
        implements RouteWatch, RefundDesk.Watch {
    @Override
    public void carried(
            RouteName route,
            String message,
            @Nullable PaymentId payment,
            long firstSeq,
            long lastSeq,
            boolean answered) {
        Carried one = new Carried(clock.instant(), route.name(), message, payment, firstSeq, lastSeq, answered);
        try {
            later.execute(() -> write(one));
        } catch (RejectedExecutionException e) {
            // The till stops: what the message itself did is on record elsewhere.
        }
    }

    private void write(Carried one) {
        try {
            carried.add(one);
        } catch (RuntimeException e) {
            log.broke("carried", e);
        }
    }

    @Override
    public void moved(RouteName route) {
        log.route(route);
        feed.terminalChanged();
    }

    @Override
    public void changed(Refund refund) {
        log.refund(refund);
        feed.paymentChanged(refund.original().toString());
    }

    @Override
    public void broke(PaymentId refund, RuntimeException why) {
        log.broke(refund, why);
    }
}
