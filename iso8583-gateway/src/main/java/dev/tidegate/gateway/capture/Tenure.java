package dev.tidegate.gateway.capture;

import dev.tidegate.gateway.store.LaneId;
import dev.tidegate.gateway.store.Tables;
import java.util.List;

/** Whether this process may speak on a terminal, where several share the database. */
public interface Tenure {
    /** What asking for a terminal came to. */
    enum Turn {
        /** Another process has a message in flight there, or a cardholder waiting; or this one may not write now. */
        ANOTHERS,
        OWN,
        /** Another process spoke last: what it has in flight counts as written, and may arrive late. */
        MOVED
    }

    /**
     * Asks for a terminal, in the transaction that would write an INTENT; what it writes is to be committed whatever
     * the answer.
     *
     * @param live whether a cardholder waits
     */
    Turn take(Tables tables, LaneId lane, boolean live);

    /** Whether the time is long enough to write bytes now, on a terminal that was taken. */
    boolean mayWrite(LaneId lane);

    /** Those of the terminals on which no other process has a message in flight. */
    List<LaneId> free(Tables tables, List<LaneId> lanes);

    /** For a process that has the database for itself. */
    static Tenure alone() {
        return new Tenure() {
            @Override
            public Turn take(Tables tables, LaneId lane, boolean live) {
                return Turn.OWN;
            }

            @Override
            public boolean mayWrite(LaneId lane) {
                return true;
            }

            @Override
            public List<LaneId> free(Tables tables, List<LaneId> lanes) {
                return lanes;
            }
        };
    }
}
