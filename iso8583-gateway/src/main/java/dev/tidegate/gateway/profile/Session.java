package dev.tidegate.gateway.profile;

import java.time.Duration;
import java.util.Set;

/**
 * How a connection is kept. The codes go where the network message has {@code network.code}: DE 70 of 1987, DE 24 of
 * 1993. A code that the acquirer does not have is empty.
 *
 * @param signOn of the sign-on; where empty, a connection is usable as soon as it stands
 * @param signOff of the sign-off before an orderly end
 * @param echo of the echo; where empty, none is sent
 * @param keyChange of the acquirer's message that brings a new key
 * @param accepted the DE 39 that say yes to a network message
 * @param echoEvery after so long without a message
 * @param echoLeast no echo goes sooner than this after the one before, whatever happens
 * @param unansweredMax so many echoes without an answer, and the connection is given up
 * @param reconnect the waits between attempts to connect; its max is not used
 */
public record Session(
        String signOn,
        String signOff,
        String echo,
        String keyChange,
        Set<String> accepted,
        Duration echoEvery,
        Duration echoLeast,
        int unansweredMax,
        Repeats reconnect) {
    public Session {
        accepted = Set.copyOf(accepted);
    }

    /** Whether the connection begins with a sign-on. */
    public boolean signsOn() {
        return !signOn.isEmpty();
    }

    /** Whether an orderly end is announced. */
    public boolean signsOff() {
        return !signOff.isEmpty();
    }

    /** Whether silence is broken by an echo. */
    public boolean echoes() {
        return !echo.isEmpty();
    }

    /** Whether any network message is sent at all. */
    boolean speaks() {
        return signsOn() || signsOff() || echoes();
    }

    static Session read(Section s) {
        Session session = new Session(
                s.textOrNone("signOn"),
                s.textOrNone("signOff"),
                s.textOrNone("echo"),
                s.textOrNone("keyChange"),
                Set.copyOf(s.words("accepted")),
                s.span("echoEvery"),
                s.span("echoLeast"),
                s.number("unansweredMax", 1, 10),
                new Repeats(s.span("reconnectFirst"), s.span("reconnectMost"), Integer.MAX_VALUE));
        if (session.echoLeast.compareTo(session.echoEvery) > 0) {
            throw s.hole("echoLeast", "is longer than echoEvery");
        }
        s.end();
        return session;
    }
}
