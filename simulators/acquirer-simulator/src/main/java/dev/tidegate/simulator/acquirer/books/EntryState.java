package dev.tidegate.simulator.acquirer.books;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a booking moves money. */
public enum EntryState {
    @JsonProperty("live")
    LIVE,
    /** It holds money and moves none. */
    @JsonProperty("held")
    HELD,
    /** It has done what it was for and moves none: a hold with its completion, a void. */
    @JsonProperty("done")
    DONE,
    @JsonProperty("declined")
    DECLINED,
    @JsonProperty("reversed")
    REVERSED,
    @JsonProperty("voided")
    VOIDED;

    boolean isStanding() {
        return this == LIVE || this == HELD;
    }
}
