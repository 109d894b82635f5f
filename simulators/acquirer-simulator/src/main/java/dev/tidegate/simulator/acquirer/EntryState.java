package dev.tidegate.simulator.acquirer;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a booking moves money. */
enum EntryState {
    @JsonProperty("live")
    LIVE,
    @JsonProperty("declined")
    DECLINED,
    @JsonProperty("reversed")
    REVERSED
}
