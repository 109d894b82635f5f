package dev.tidegate.till.gateway;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What exactly kept a call from its answer: for the log and the banner. Nothing is decided by it. */
public enum Trouble {
    NONE,
    /** The gateway's name is not known to any name server that answers. */
    NAME_UNRESOLVED,
    /** The machine is there, and nobody listens on the port. */
    REFUSED,
    NO_ROUTE,
    /** Nobody answered the connection. */
    NO_CONNECTION,
    /** Somebody answered who is not our gateway, or who does not know this till. */
    NOT_TRUSTED,
    /** The connection stood, and no answer came in time. */
    TIMED_OUT,
    /** The answer was cut off, or could not be used. */
    NO_USABLE_ANSWER;

    /** By what was thrown; NO_USABLE_ANSWER where nothing was. */
    static Trouble of(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case UnknownHostException ignored -> {
                    return NAME_UNRESOLVED;
                }
                case UnresolvedAddressException ignored -> {
                    return NAME_UNRESOLVED;
                }
                case NoRouteToHostException ignored -> {
                    return NO_ROUTE;
                }
                case HttpConnectTimeoutException ignored -> {
                    return NO_CONNECTION;
                }
                case HttpTimeoutException ignored -> {
                    return TIMED_OUT;
                }
                case SSLException ignored -> {
                    return NOT_TRUSTED;
                }
                default -> {
                    // Its cause says more, or it is one of those below.
                }
            }
        }
        return thrown instanceof ConnectException || thrown != null && thrown.getCause() instanceof ConnectException
                ? REFUSED
                : NO_USABLE_ANSWER;
    }
}
