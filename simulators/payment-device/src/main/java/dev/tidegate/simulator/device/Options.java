package dev.tidegate.simulator.device;

import java.nio.file.Path;

/**
 * The command line.
 *
 * @param port of the device, 0 for any
 * @param control port of the control API, 0 for any
 * @param home folder of its books and its key
 * @param poi the device's name in the protocol
 * @param name the host name in its certificate
 */
record Options(int port, int control, Path home, String poi, String name) {
    static final String HELP = """
            Payment device simulator: takes payments for a till by the nexo Retailer protocol and keeps its own books.
            No payment device: it reads no card, and what a card says follows from the amount.

              --home DIR       folder of its books, its key and its certificate (needed; made where it is not there)
              --port N         HTTPS port of the device on the loopback address (0: any; the default)
              --control N      port of the control API on the loopback address (0: any; the default)
              --poi ID         its POIID (default SIM-0001)
              --name HOST      the host name in its certificate (default sim-0001.device.test)
              --help           this text

            Prints READY {"port":port,"control":port,"poi":ID,"name":HOST,"authority":FILE} on standard output when it
            serves; FILE is the certificate to trust, as PEM.
            """;

    private static final int PORT_MAX = 65_535;

    /**
     * Reads the command line, without {@code --help}.
     *
     * @throws IllegalArgumentException on an unknown option or an impossible value, which it names
     */
    static Options of(String... arguments) {
        int port = 0;
        int control = 0;
        Path home = Path.of("");
        String poi = "SIM-0001";
        String name = "sim-0001.device.test";
        for (int i = 0; i < arguments.length; i += 2) {
            String option = arguments[i];
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(option + ": has no value, or is no option");
            }
            String value = arguments[i + 1];
            switch (option) {
                case "--port" -> port = port(option, value);
                case "--control" -> control = port(option, value);
                case "--home" -> home = Path.of(value);
                case "--poi" -> poi = word(option, value);
                case "--name" -> name = word(option, value);
                default -> throw new IllegalArgumentException(option + ": no such option");
            }
        }
        if (home.toString().isEmpty()) {
            throw new IllegalArgumentException("--home: is needed");
        }
        return new Options(port, control, home, poi, name);
    }

    private static int port(String option, String value) {
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > PORT_MAX) {
            throw new IllegalArgumentException(option + ": a port is a number from 0 to " + PORT_MAX);
        }
        return Integer.parseInt(value);
    }

    private static String word(String option, String value) {
        if (!value.matches("[A-Za-z0-9.-]{1,64}")) {
            throw new IllegalArgumentException(option + ": letters, digits, points and hyphens, 64 at most");
        }
        return value;
    }
}
