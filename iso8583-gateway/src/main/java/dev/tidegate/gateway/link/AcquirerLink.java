package dev.tidegate.gateway.link;

import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.codec.Outbound;
import java.time.Duration;

/** One acquirer as the engine sees it. Safe to use from several threads. */
public interface AcquirerLink {
    /** Whether a message could be sent now: connected, signed on, and not about to stop. */
    boolean isUp();

    /** Whether the acquirer was heard since the last message that it left unanswered. */
    boolean isAnswering();

    /**
     * Hands a message to the connection and returns when its bytes are written. At most one message of a terminal waits
     * for its answer. A host that takes no bytes makes the caller wait for a second, then nothing is sent.
     *
     * @throws IllegalStateException a message of this terminal still waits for its answer
     */
    Sending send(Outbound message);

    /** What became of the bytes. */
    sealed interface Sending {
        /** Not one was handed to the socket, and none will be. */
        record NotWritten() implements Sending {}

        /** They left, or some of them may have. */
        non-sealed interface InFlight extends Sending {
            /**
             * Waits for the answer. Interim answers prolong the wait as the profile says, and never end it.
             *
             * @param within counted from now
             */
            Arrival await(Duration within);
        }
    }

    /** How the wait ended. */
    sealed interface Arrival {
        record Answer(IsoMessage message) implements Arrival {}

        /** Nothing came in time, or the connection is gone. An answer that comes yet goes to {@link LinkEars#stray}. */
        record Silence() implements Arrival {}
    }

    /**
     * Who hears what comes unasked. One call at a time, in the order of arrival, never by the link's own thread; while
     * many calls wait the link reads no further.
     */
    interface LinkEars {
        /** An answer that ended no wait. */
        void stray(StrayAnswer stray);

        /** The link came up, or went down. */
        void changed(boolean up);
    }
}
