package dev.tidegate.core.port;

import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Standing;

/**
 * Knows whether the acquirer can be asked; changes by itself, never silently: each change has a cause and is an event.
 */
public interface HostStanding {
    Standing now();

    /**
     * Whether the gateway answered lately, so that records may be offered to it. It may be reachable while the acquirer
     * is silent. Offering while it is not would turn every void into a request for nothing.
     */
    boolean gatewayReachable();

    /**
     * How many records the gateway will take now: none before the time that it gave this till. Duties of live sales
     * wait for no time.
     */
    int drainSlot();

    /** So many records have left within that time, whatever became of them. */
    void drained(int records);

    /** A call has just failed for this cause; the standing turns offline at once. */
    void lost(Reason cause);
}
