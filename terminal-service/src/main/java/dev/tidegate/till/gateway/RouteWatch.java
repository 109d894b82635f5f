package dev.tidegate.till.gateway;

import dev.tidegate.core.payment.PaymentId;
import org.jspecify.annotations.Nullable;

/** Told which way the messages go, where there are two. Each call has to be quick and never throw. */
public interface RouteWatch {
    /**
     * A message has left.
     *
     * @param payment of which; absent for a batch of the journal
     * @param firstSeq of a batch; 0 for any other
     * @param lastSeq of a batch; 0 for any other
     * @param answered whether a usable answer came back
     */
    void carried(
            RouteName route,
            String message,
            @Nullable PaymentId payment,
            long firstSeq,
            long lastSeq,
            boolean answered);

    /** From now on this one is tried first. */
    void moved(RouteName route);

    /** Nobody listens. */
    static RouteWatch none() {
        return new RouteWatch() {
            @Override
            public void carried(
                    RouteName route,
                    String message,
                    @Nullable PaymentId payment,
                    long firstSeq,
                    long lastSeq,
                    boolean answered) {}

            @Override
            public void moved(RouteName route) {}
        };
    }
}
