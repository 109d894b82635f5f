package dev.tidegate.simulator.acquirer;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command line.
 *
 * @param port of the ISO 8583 host, 0 for any
 * @param control port of the control API, 0 for any
 * @param state folder of the ledger
 * @param kills for each kill point the hit that kills
 */
record Options(int port, int control, Path state, Map<KillPoint, Integer> kills) {
    static final String HELP = """
            Acquirer simulator: an ISO 8583:1987 host, its issuers and its ledger, for tests.

              --port N             port of the host on the loopback address (0: any; this is the default)
              --control N          port of the control API on the loopback address (0: any; this is the default)
              --state DIR          folder of the ledger; made when it is not there (required)
              --kill-at NAME[:n]   die at the n-th pass of acquirer-before-booking or acquirer-after-booking;
                                   may be given for each
              --help               this text

            Prints READY {"host":port,"control":port} on standard output when it serves.
            """;

    private static final Pattern KILL = Pattern.compile("([a-z-]{1,40})(?::([1-9][0-9]{0,5}))?");
    private static final int PORT_MAX = 65_535;

    /**
     * Reads the command line, without {@code --help}.
     *
     * @throws IllegalArgumentException on an unknown option or an impossible value, which it names
     */
    static Options of(String... arguments) {
        int port = 0;
        int control = 0;
        Path state = Path.of("");
        var kills = new EnumMap<KillPoint, Integer>(KillPoint.class);
        for (int i = 0; i < arguments.length; i += 2) {
            String option = arguments[i];
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(option + ": has no value, or is no option");
            }
            String value = arguments[i + 1];
            switch (option) {
                case "--port" -> port = port(option, value);
                case "--control" -> control = port(option, value);
                case "--state" -> state = Path.of(value);
                case "--kill-at" -> plan(kills, value);
                default -> throw new IllegalArgumentException(option + ": no such option");
            }
        }
        if (state.toString().isEmpty()) {
            throw new IllegalArgumentException("--state: the folder of the ledger is required");
        }
        return new Options(port, control, state, Map.copyOf(kills));
    }

    private static int port(String option, String value) {
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > PORT_MAX) {
            throw new IllegalArgumentException(option + ": a port is a number from 0 to " + PORT_MAX);
        }
        return Integer.parseInt(value);
    }

    private static void plan(Map<KillPoint, Integer> kills, String value) {
        Matcher given = KILL.matcher(value);
        if (!given.matches()) {
            throw new IllegalArgumentException("--kill-at: expected NAME or NAME:n");
        }
        KillPoint point = KillPoint.named(given.group(1))
                .orElseThrow(() -> new IllegalArgumentException("--kill-at: no such kill point"));
        kills.put(point, given.group(2) == null ? 1 : Integer.parseInt(given.group(2)));
    }
}
