package dev.tidegate.emv.device;

import dev.tidegate.core.card.Octets;

/** What became of one message over HTTPS. */
sealed interface Posted {
    /** It was never handed to an established connection. */
    record NothingLeft(Obstacle why) implements Posted {}

    /** Bytes left, and nothing came back. */
    record NoAnswer() implements Posted {}

    /**
     * Something came back that is no whole answer.
     *
     * @param accepted whether it began as the answer to a message that was taken
     */
    record Unreadable(boolean accepted) implements Posted {}

    /** The body of a whole answer with status 200. */
    record Answered(Octets body) implements Posted {}
}
