package dev.tidegate.gateway.link;

import java.time.Instant;

/**
 * How a link stands.
 *
 * @param since when it came to stand so
 * @param address the one in use, or being tried
 * @param secondary whether that is not the first one
 * @param trouble the last one, which may be over
 * @param troubleAt when it was, the start where there was none
 */
public record LinkStanding(
        State state, Instant since, LinkAddress address, boolean secondary, LinkTrouble trouble, Instant troubleAt) {
    /** What the link does. */
    public enum State {
        /** Waits, connects, or signs on. */
        DOWN,
        UP,
        /** Up, and the last message was left unanswered. */
        SILENT,
        /** Takes nothing more, and waits for the answers that are open. */
        STOPPING,
        STOPPED
    }
}
