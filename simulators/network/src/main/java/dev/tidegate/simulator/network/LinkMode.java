package dev.tidegate.simulator.network;

import java.time.Duration;

/** What a link does to the connections through it, those that are open and those to come. */
sealed interface LinkMode {
    /** Bytes go through as they come. */
    record Pass() implements LinkMode {}

    /** Nobody listens: connects are refused. Open connections are reset. */
    record Refuse() implements LinkMode {}

    /**
     * Connections stay, and are made, but bytes vanish both ways. When this ends, a connection that lost bytes or never
     * had a target is reset: it could only go on with a hole in it.
     */
    record BlackHole() implements LinkMode {}

    /** Open connections are reset at once, new ones as soon as they are made. */
    record Reset() implements LinkMode {}

    /** Each chunk goes on this much later, in order. */
    record Delay(Duration by) implements LinkMode {}

    /**
     * On each connection this many bytes more go through in one direction, then both its sides are reset.
     *
     * @param bytes counted from now, or from when the connection was made
     */
    record Cut(Direction direction, long bytes) implements LinkMode {}
}
