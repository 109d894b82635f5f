package dev.tidegate.gateway.profile;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How a connection is kept, and which answer belongs to which message.
 *
 * @param signOn network code of the sign-on, empty where the host knows none
 * @param signOff network code of the sign-off, empty where there is none
 * @param echo network code of the echo
 * @param accepted the response codes with which the host agrees to a network message
 * @param echoEvery after so long without a byte either way
 * @param echoLeast never two echoes within this, on whichever connection: some hosts take more for an attack
 * @param unansweredMax so many echoes in a row without an answer, and the connection is given up
 * @param reconnect the waits between attempts to connect; its max is not used
 * @param failBack how often the first address is tried while the second is in use
 * @param matchOn the fields, beside the class of the message type, that an answer has in common with its request
 */
public record Session(
        String signOn,
        String signOff,
        String echo,
        Set<String> accepted,
        Duration echoEvery,
        Duration echoLeast,
        int unansweredMax,
        Repeats reconnect,
        Duration failBack,
        List<Integer> matchOn,
        Interim interim,
        HostRequests host) {

    /**
     * Answers that only ask for patience: the final one follows.
     *
     * @param codes their response codes, possibly none
     * @param extend each adds so much to the wait
     * @param most all together add no more
     */
    public record Interim(Set<String> codes, Duration extend, Duration most) {
        static final Interim NONE = new Interim(Set.of(), Duration.ZERO, Duration.ZERO);

        public Interim {
            codes = Set.copyOf(codes);
        }

        /** How much longer is waited after so many of them. */
        public Duration added(int heard) {
            Duration asked = extend.multipliedBy(heard);
            return asked.compareTo(most) > 0 ? most : asked;
        }
    }

    /**
     * What the host may ask over the same connection, each by its network codes.
     *
     * @param accept the response code of our answer when we agree
     * @param refuse the one when we do not
     * @param keyFields the fields in which new keys come, under a key that both sides have
     * @param checkField the field in which our answer gives the new key's check value; 0 where it gives none
     */
    public record HostRequests(
            Set<String> echo,
            Set<String> signOn,
            Set<String> signOff,
            Set<String> keyChange,
            String accept,
            String refuse,
            List<Integer> keyFields,
            int checkField) {
        public HostRequests {
            echo = Set.copyOf(echo);
            signOn = Set.copyOf(signOn);
            signOff = Set.copyOf(signOff);
            keyChange = Set.copyOf(keyChange);
            keyFields = List.copyOf(keyFields);
        }
    }

    public Session {
        accepted = Set.copyOf(accepted);
        matchOn = List.copyOf(matchOn);
    }

    /** Whether the host agrees. */
    public boolean accepts(String responseCode) {
        return accepted.contains(responseCode);
    }
}
