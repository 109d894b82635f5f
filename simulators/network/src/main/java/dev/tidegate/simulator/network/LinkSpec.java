package dev.tidegate.simulator.network;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link as the command line names it.
 *
 * @param listenPort on the loopback address, 0 for any
 * @param host where the link leads, with {@code port}
 */
record LinkSpec(String name, int listenPort, String host, int port) {
    private static final Pattern SHAPE =
            Pattern.compile("([a-z][a-z0-9-]{0,39})=([0-9]{1,5}):([A-Za-z0-9.-]{1,253}):([0-9]{1,5})");
    private static final int PORT_MAX = 65_535;

    LinkSpec {
        if (listenPort < 0 || listenPort > PORT_MAX || port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException("--link: a port is a number up to " + PORT_MAX);
        }
    }

    /**
     * Reads {@code name=LISTENPORT:HOST:PORT}.
     *
     * @throws IllegalArgumentException when it is not that
     */
    static LinkSpec of(String option) {
        Matcher given = SHAPE.matcher(option);
        if (!given.matches()) {
            throw new IllegalArgumentException("--link: expected NAME=LISTENPORT:HOST:PORT");
        }
        return new LinkSpec(
                given.group(1), Integer.parseInt(given.group(2)), given.group(3), Integer.parseInt(given.group(4)));
    }
}
