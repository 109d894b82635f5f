package dev.tidegate.gateway.link;

import dev.tidegate.gateway.codec.IsoMessage;
import java.util.List;

/** An answer that ended no wait. None is dropped without a word. */
public sealed interface StrayAnswer {
    IsoMessage answer();

    /** Its request was given up before: the timer was over, or the connection gone. */
    record Late(IsoMessage answer) implements StrayAnswer {}

    /**
     * Its request had its answer already, which counts.
     *
     * @param contradicts whether the first had another response code
     */
    record Duplicate(IsoMessage answer, boolean contradicts) implements StrayAnswer {}

    /**
     * No request that is known fits.
     *
     * @param near the open requests that differ in the fewest fields, the nearest first; possibly none
     */
    record Unmatched(IsoMessage answer, List<NearMiss> near) implements StrayAnswer {
        public Unmatched {
            near = List.copyOf(near);
        }
    }
}
