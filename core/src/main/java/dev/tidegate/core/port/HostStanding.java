package dev.tidegate.core.port;

import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Standing;

/** Knows whether the acquirer can be asked; changes by itself, never silently: each change has a cause and is an event. */
public interface HostStanding {
    Standing now();

    /** A call has just failed for this cause; the standing turns offline at once. */
    void lost(Reason cause);
}
