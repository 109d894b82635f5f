package dev.tidegate.gateway.profile;

import java.time.Duration;

/**
 * How a connection is kept.
 *
 * @param signOn DE 70 of the sign-on
 * @param echo DE 70 of the echo
 * @param echoEvery after so long without a message
 * @param unansweredMax so many echoes without an answer, and the connection is given up
 * @param reconnect the waits between attempts to connect; its max is not used
 */
public record Session(String signOn, String echo, Duration echoEvery, int unansweredMax, Repeats reconnect) {}
