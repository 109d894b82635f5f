package dev.tidegate.simulator.card;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the command line asks for. */
sealed interface Invocation {
    /** The words of {@code --help}. */
    String USAGE = """
            Usage: CardSimulator (--reader HOST:PORT | --serial DEVICE) --state DIR [--contactless-reader HOST:PORT]
                                 [--stripe-reader HOST:PORT] [--control PORT] [--cards FILE] [--first-atc N]
                                 [--issuer-master-key HEX]
                   CardSimulator --list [--json]
                   CardSimulator --export-capks FILE

              --reader HOST:PORT       where the virtual reader listens (vpcd protocol), for the contacts
              --serial DEVICE          instead: a raw serial port or pty at whose other end the reader is
              --contactless-reader HOST:PORT  the virtual reader's antenna
              --stripe-reader HOST:PORT  where swiped tracks are sent to, as text
              --state DIR              where the cards keep their transaction counters
              --control PORT           the control service on loopback; 0, which is usual, takes any free port
              --cards FILE             other cards than those of the drawer, as JSON
              --first-atc N            transaction counter of a card without a memory, 1 to 65535; usually 1
              --issuer-master-key HEX  3DES key for application cryptograms, 32 digits; usually the published test key
              --list                   prints the drawer and ends; with --json for a program
              --export-capks FILE      writes the authorities' public keys as JSON and ends
              --help                   prints this and ends
            """;

    /** Print the usage. */
    record Help() implements Invocation {}

    /** Print the drawer. */
    record ListCards(boolean json) implements Invocation {}

    /** Write the authorities' public keys. */
    record ExportKeys(Path file) implements Invocation {}

    /** Where the contacts are read. */
    sealed interface Line {
        /** A virtual reader that listens. */
        record Reader(InetSocketAddress address) implements Line {}

        /** A reader at the other end of a raw line. */
        record Serial(Path device) implements Line {}
    }

    /**
     * Serve until told to stop.
     *
     * @param cards empty for the drawer's own
     */
    record Serve(
            Line contact,
            Optional<InetSocketAddress> contactless,
            Optional<InetSocketAddress> stripe,
            int control,
            Path state,
            int firstCounter,
            String issuerMasterKey,
            Optional<Path> cards)
            implements Invocation {
        /** One virtual reader, contacts alone, and the drawer's own cards. */
        Serve(InetSocketAddress reader, int control, Path state, int firstCounter, String issuerMasterKey) {
            this(
                    new Line.Reader(reader),
                    Optional.empty(),
                    Optional.empty(),
                    control,
                    state,
                    firstCounter,
                    issuerMasterKey,
                    Optional.empty());
        }

        @Override
        public String toString() {
            return "Serve[" + contact + ", " + state + "]";
        }
    }

    /** Published test key; it protects nothing. */
    String TEST_MASTER_KEY = "0123456789ABCDEFFEDCBA9876543210";

    /** @throws StartRefusedException an option is unknown, missing, given twice or impossible; the words name it */
    static Invocation parse(List<String> arguments) {
        if (arguments.contains("--help")) {
            return new Help();
        }
        if (arguments.contains("--list")) {
            if (arguments.size() > 2 || (arguments.size() == 2 && !arguments.contains("--json"))) {
                throw new StartRefusedException("--list stands alone or with --json");
            }
            return new ListCards(arguments.contains("--json"));
        }
        Map<String, String> options = options(arguments);
        if (options.containsKey("--export-capks")) {
            if (options.size() > 1) {
                throw new StartRefusedException("--export-capks stands alone");
            }
            return new ExportKeys(Path.of(required(options, "--export-capks")));
        }
        String masterKey = options.getOrDefault("--issuer-master-key", TEST_MASTER_KEY);
        if (!masterKey.matches("[0-9A-Fa-f]{32}")) {
            throw new StartRefusedException("--issuer-master-key has to be 32 hexadecimal digits");
        }
        return new Serve(
                line(options),
                optional(options, "--contactless-reader"),
                optional(options, "--stripe-reader"),
                number("--control", options.getOrDefault("--control", "0"), 0, 0xFFFF),
                Path.of(required(options, "--state")),
                number("--first-atc", options.getOrDefault("--first-atc", "1"), 1, CardMemory.COUNTER_MAX),
                masterKey,
                options.containsKey("--cards") ? Optional.of(Path.of(required(options, "--cards"))) : Optional.empty());
    }

    private static Optional<InetSocketAddress> optional(Map<String, String> options, String name) {
        return options.containsKey(name) ? Optional.of(address(name, required(options, name))) : Optional.empty();
    }

    private static Line line(Map<String, String> options) {
        if (!options.containsKey("--serial")) {
            return new Line.Reader(address("--reader", required(options, "--reader")));
        }
        if (options.containsKey("--reader")) {
            throw new StartRefusedException("--serial stands in the place of --reader");
        }
        return new Line.Serial(Path.of(required(options, "--serial")));
    }

    private static Map<String, String> options(List<String> arguments) {
        Set<String> known = Set.of(
                "--reader",
                "--serial",
                "--contactless-reader",
                "--stripe-reader",
                "--control",
                "--state",
                "--cards",
                "--first-atc",
                "--issuer-master-key",
                "--export-capks");
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!known.contains(name)) {
                throw new StartRefusedException("unknown option " + name);
            }
            if (i + 1 == arguments.size()) {
                throw new StartRefusedException(name + " has to be followed by a value");
            }
            if (options.put(name, arguments.get(i + 1)) != null) {
                throw new StartRefusedException(name + " is given twice");
            }
        }
        return options;
    }

    private static String required(Map<String, String> options, String name) {
        String value = options.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new StartRefusedException(name + " is missing");
        }
        return value;
    }

    private static InetSocketAddress address(String name, String value) {
        int colon = value.lastIndexOf(':');
        if (colon < 1) {
            throw new StartRefusedException(name + " has to be HOST:PORT");
        }
        int port = number(name, value.substring(colon + 1), 1, 0xFFFF);
        return InetSocketAddress.createUnresolved(value.substring(0, colon), port);
    }

    private static int number(String name, String value, int min, int max) {
        if (value.matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw new StartRefusedException(name + " has to be a number from " + min + " to " + max);
    }
}
