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
 * @param line how the host speaks
 */
record Options(int port, int control, Path state, Map<KillPoint, Integer> kills, LineOptions line) {
    private static final String HELP = """
            Acquirer simulator: an ISO 8583 host, its issuers and its ledger, for tests.

              --port N             port of the host on the loopback address (0: any; this is the default)
              --control N          port of the control API on the loopback address (0: any; this is the default)
              --state DIR          folder of the ledger; made when it is not there (required)
              --kill-at NAME[:n]   die at the n-th pass of acquirer-before-booking or acquirer-after-booking;
                                   may be given for each
              --help               this text

            How it speaks:
              --dialect NAME       iso87-generic (default), elavon-like, ifsf-like
              --framing F          binary2 or ascii4, then any of +inclusive +tpdu +header=HEX
                                   (default: iso87-generic binary2, elavon-like binary2+tpdu, ifsf-like ascii4)
              --mac HOW            off (default), whole: the whole message, fields: DE 2 3 4 11 14 25 32 38 39
              --mac-key HEX        32 hex digits: ISO 9797-1 algorithm 3; 16: single DES; else a published test key
              --kek HEX            32 hex digits, under which a change of key sends the next one
              --pin-key HEX        32 hex digits, under which PINs come (DE 52); else a published test key
              --tls KIND           trusted, wrongName, expired, unknownAuthority; off without the option.
                                   DIR/tls/ca.pem is what a gateway is to trust
              --mutual yes         a gateway must show a certificate: DIR/tls/client.p12, password simulator
              --advice-without-track yes   ifsf-like takes an advice without DE 35
              --record yes         every frame goes to DIR/frames.jsonl too, masked
              --faults HOW         no (default), cents, terminal, both: see below

            Prints READY {"host":port,"control":port} on standard output when it serves.

            Faults, chosen by the cents of DE 4 (--faults cents), or by a terminal whose name ends in F and the
            number (--faults terminal). Requests and advices alike, reversals 40 to 43, reconciliations 44:
            """;

    static String help() {
        var text = new StringBuilder(HELP);
        StandardFaults.described()
                .forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }

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
        LineOptions line = LineOptions.PLAIN;
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
                default -> line = line(line, option, value);
            }
        }
        if (state.toString().isEmpty()) {
            throw new IllegalArgumentException("--state: the folder of the ledger is required");
        }
        return new Options(port, control, state, Map.copyOf(kills), line);
    }

    private static LineOptions line(LineOptions before, String option, String value) {
        try {
            return before.with(option, value).orElseThrow(() -> new IllegalArgumentException("no such option"));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(option + ": " + wrong.getMessage(), wrong);
        }
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
