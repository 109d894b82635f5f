package dev.tidegate.simulator.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The command line.
 *
 * @param control port of the control API, 0 for any
 * @param links at least one
 */
record Options(int control, List<LinkSpec> links) {
    static final String HELP = """
            Network simulator: TCP proxies that can be broken.

              --link NAME=LISTENPORT:HOST:PORT   a proxy on the loopback address (port 0: any); may be repeated
              --control N                        port of the control API on the loopback address (0: any; the default)
              --help                             this text

            Prints READY {"control":port,"links":{name:port}} on standard output when it serves.
            """;

    /** More than any demo has. */
    static final int LINKS_MAX = 32;

    private static final int PORT_MAX = 65_535;

    Options {
        links = List.copyOf(links);
        if (links.isEmpty() || links.size() > LINKS_MAX) {
            throw new IllegalArgumentException("--link: from 1 to " + LINKS_MAX + " are needed");
        }
        if (links.stream().map(LinkSpec::name).distinct().count() < links.size()) {
            throw new IllegalArgumentException("--link: two have one name");
        }
    }

    /**
     * Reads the command line, without {@code --help}.
     *
     * @throws IllegalArgumentException on an unknown option or an impossible value, which it names
     */
    static Options of(String... arguments) {
        int control = 0;
        var links = new ArrayList<LinkSpec>();
        for (int i = 0; i < arguments.length; i += 2) {
            String option = arguments[i];
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(option + ": has no value, or is no option");
            }
            String value = arguments[i + 1];
            switch (option) {
                case "--control" -> control = port(value);
                case "--link" -> links.add(LinkSpec.of(value));
                default -> throw new IllegalArgumentException(option + ": no such option");
            }
        }
        return new Options(control, links);
    }

    private static int port(String value) {
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > PORT_MAX) {
            throw new IllegalArgumentException("--control: a port is a number from 0 to " + PORT_MAX);
        }
        return Integer.parseInt(value);
    }
}
