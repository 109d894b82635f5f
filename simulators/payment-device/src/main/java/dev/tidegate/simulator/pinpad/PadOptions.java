package dev.tidegate.simulator.pinpad;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The command line.
 *
 * @param slot port where the card goes in, 0 for any
 * @param reader where the till's virtual reader waits for cards
 * @param port of the pad, 0 for any
 * @param control port of the control API, 0 for any
 * @param holder what the person types who has the demo's cards
 * @param keys what PINs for issuers are enciphered with; empty where there is no such key
 */
record PadOptions(int slot, InetSocketAddress reader, int port, int control, Entry.Holder holder, Optional<Keys> keys) {
    /**
     * The initial key of a pad.
     *
     * @param home where its counter is kept
     * @param initialKey of a test, 16 bytes in hex; the one who has its base key derives it from the serial number
     * @param serial key serial number with a counter of zero: 24 digits of AES, 20 of triple DES
     */
    record Keys(Path home, String initialKey, String serial) {
        @Override
        public String toString() {
            return "Keys[" + serial + "]";
        }
    }

    static final String HELP = """
            PIN pad simulator: a reader for chips with a pad of its own. It hands the till's commands to the card,
            and presents a PIN by itself. No pad: it keeps no secret, and who presses what is told to its control API.

              --reader HOST:PORT     where the till's virtual reader waits for cards (needed)
              --slot N               port where the card goes in (0: any; the default)
              --port N               port where the till asks for a PIN (0: any; the default)
              --control N            port of the control API (0: any; the default)
              --plain-pin DIGITS     what "right" types where the card wants its PIN plain (1234)
              --enciphered-pin DIGITS  what "right" types where the card wants it enciphered (4315)
              --online-pin DIGITS    what "right" types where the issuer checks it (1234)
              --initial-key HEX      the pad's first key for PINs that issuers check (DUKPT, 32 digits; a test key);
                                     without it there is none
              --serial HEX           its serial number with the counter zero: 24 digits, AES and PIN blocks of format 4;
                                     20 digits, triple DES and format 0
              --home DIR             where the counter is kept, which never goes back (needed with a key)
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
        String online = "1234";
        String initialKey = "";
        String serial = "";
        String home = "";
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
                case "--online-pin" -> online = pin(option, value);
                case "--initial-key" -> initialKey = hex(option, value, "[0-9A-F]{32}");
                case "--serial" -> serial = hex(option, value, "([0-9A-F]{16}00000000|[0-9A-F]{14}[02468ACE]00000)");
                case "--home" -> home = value;
                default -> throw new IllegalArgumentException(option + ": no such option");
            }
        }
        return new PadOptions(
                slot,
                address(reader),
                port,
                control,
                new Entry.Holder(plain, enciphered, online),
                keys(home, initialKey, serial));
    }

    private static Optional<Keys> keys(String home, String initialKey, String serial) {
        if (initialKey.isEmpty() && serial.isEmpty()) {
            return Optional.empty();
        }
        if (initialKey.isEmpty() || serial.isEmpty() || home.isEmpty()) {
            throw new IllegalArgumentException("--initial-key, --serial and --home go together");
        }
        return Optional.of(new Keys(Path.of(home), initialKey, serial));
    }

    private static String hex(String option, String value, String shape) {
        if (!value.matches(shape)) {
            throw new IllegalArgumentException(option + ": upper-case hexadecimal digits, as many as the help says");
        }
        return value;
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
