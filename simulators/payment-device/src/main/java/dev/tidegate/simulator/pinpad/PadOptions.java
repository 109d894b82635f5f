package dev.tidegate.simulator.pinpad;

import java.net.InetSocketAddress;

/**
 * The command line.
 *
 * @param slot port where the card goes in, 0 for any
 * @param reader where the till's virtual reader waits for cards
 * @param port of the pad, 0 for any
 * @param control port of the control API, 0 for any
 * @param holder what the person types who has the demo's cards
 */
record PadOptions(int slot, InetSocketAddress reader, int port, int control, Entry.Holder holder) {
    static final String HELP = """
            PIN pad simulator: a reader for chips with a pad of its own. It hands the till's commands to the card,
            and presents a PIN by itself. No pad: it keeps no secret, and who presses what is told to its control API.

              --reader HOST:PORT     where the till's virtual reader waits for cards (needed)
              --slot N               port where the card goes in (0: any; the default)
              --port N               port where the till asks for a PIN (0: any; the default)
              --control N            port of the control API (0: any; the default)
              --plain-pin DIGITS     what "right" types where the card wants its PIN plain (1234)
              --enciphered-pin DIGITS  what "right" types where the card wants it enciphered (4315)
              --help                 this text

            Every port is on the loopback address. Prints READY {"slot":port,"port":port,"control":port} on standard
            output when it serves.
            """;

    private static final int PORT_MAX = 65_535;

    /**
     * Reads the command line, without {@code --help}.
     *
     * @throws IllegalArgumentException on an unknown option or an impossible value, which it names
     */
    static PadOptions of(String... arguments) {
        int slot = 0;
        String reader = "";
        int port = 0;
        int control = 0;
        String plain = "1234";
        String enciphered = "4315";
        for (int i = 0; i < arguments.length; i += 2) {
            String option = arguments[i];
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(option + ": has no value, or is no option");
            }
            String value = arguments[i + 1];
            switch (option) {
                case "--slot" -> slot = port(option, value);
                case "--reader" -> reader = value;
                case "--port" -> port = port(option, value);
                case "--control" -> control = port(option, value);
                case "--plain-pin" -> plain = pin(option, value);
                case "--enciphered-pin" -> enciphered = pin(option, value);
                default -> throw new IllegalArgumentException(option + ": no such option");
            }
        }
        return new PadOptions(slot, address(reader), port, control, new Entry.Holder(plain, enciphered));
    }

    private static InetSocketAddress address(String value) {
        int colon = value.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("--reader: is needed, as HOST:PORT");
        }
        return InetSocketAddress.createUnresolved(
                value.substring(0, colon), port("--reader", value.substring(colon + 1)));
    }

    private static int port(String option, String value) {
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > PORT_MAX) {
            throw new IllegalArgumentException(option + ": a port is a number from 0 to " + PORT_MAX);
        }
        return Integer.parseInt(value);
    }

    private static String pin(String option, String value) {
        if (!value.matches("[0-9]{4,12}")) {
            throw new IllegalArgumentException(option + ": a PIN has 4 to 12 digits");
        }
        return value;
    }
}
