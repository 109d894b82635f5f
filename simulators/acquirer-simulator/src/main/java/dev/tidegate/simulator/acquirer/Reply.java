package dev.tidegate.simulator.acquirer;

import java.time.Duration;

/** What a connection is to do after a message. */
sealed interface Reply {
    /** Send this answer, after this long. */
    record Say(IsoMessage answer, Duration after) implements Reply {}

    /** Nothing. */
    record StaySilent() implements Reply {}

    /** Close this connection. */
    record HangUp() implements Reply {}

    /** Close every connection and refuse new ones, for this long, or until told when zero. */
    record CloseDoors(Duration time) implements Reply {}
}
