package dev.tidegate.gateway.link;

import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.codec.Outbound;
import java.time.Duration;

/** One acquirer as the engine sees it. Safe to use from several threads. */
public interface AcquirerLink {
    /** Whether a message could be sent now: connected and signed on. */
    boolean isUp();

    /** Whether the acquirer was heard since the last message that it left unanswered. */
    boolean isAnswering();

    /**
     * Hands a message to the connection and returns when its bytes are written.
     *
     * @throws IllegalStateException a message with this key still waits for its answer
     */
    Sending send(Outbound message);

    /** What became of the bytes. */
    sealed interface Sending {
        /** None left. */
        record NotWritten() implements Sending {}

        /** They left, or some of them may have. */
        non-sealed interface InFlight extends Sending {
            /**
             * Waits for the answer.
             *
             * @param within counted from now
             */
            Arrival await(Duration within);
        }
    }

    /** How the wait ended. */
    sealed interface Arrival {
        record Answer(IsoMessage message) implements Arrival {}

        /** Nothing came in time, or the connection is gone. An answer that comes yet goes to {@link LinkEars#late}. */
        record Silence() implements Arrival {}
    }

    /** Who hears what comes unasked. Called by the link's thread: it must not block for long. */
    interface LinkEars {
        /** An answer to which no message waits. */
        void late(IsoMessage answer);

        /** The link came up, or went down. */
        void changed(boolean up);
    }
}
