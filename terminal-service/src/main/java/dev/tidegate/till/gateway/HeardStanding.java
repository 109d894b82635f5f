package dev.tidegate.till.gateway;

import dev.tidegate.core.port.HostStanding;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A standing that can be looked at and asked anew. Safe to use from several threads. */
public interface HeardStanding extends HostStanding {
    /** How it stands and since when. */
    HeartbeatStanding.Seen seen();

    /** When the gateway takes records of this till; absent where it takes them now or has not said. */
    @Nullable
    Instant drainSlotAt();

    /** Asks the gateway once. Never throws for the network. */
    void beat();
}
