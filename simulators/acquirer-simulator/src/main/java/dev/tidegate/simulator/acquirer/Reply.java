package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import java.time.Duration;
import java.util.List;

/** What a connection is to do after a message. */
sealed interface Reply {
    /** Send these answers: the first after a while, each other a gap behind the one before. */
    record Say(List<IsoMessage> answers, Duration after, Duration gap) implements Reply {
        public Say {
            answers = List.copyOf(answers);
        }

        static Say at(IsoMessage... once) {
            return new Say(List.of(once), Duration.ZERO, Duration.ZERO);
        }
    }

    /** Send this answer, spoilt. */
    record SaySpoilt(IsoMessage answer, Spoiling how) implements Reply {}

    /** Send this answer together with others, when there are so many. */
    record Gather(IsoMessage answer, int count) implements Reply {}

    /** Nothing. */
    record StaySilent() implements Reply {}

    /** Close this connection. */
    record HangUp() implements Reply {}

    /** Reset this connection. */
    record Reset() implements Reply {}

    /** Read no more for this long, or for good when zero. */
    record StopReading(Duration time) implements Reply {}

    /** Close every connection and refuse new ones, for this long, or until told when zero. */
    record CloseDoors(Duration time) implements Reply {}
}
