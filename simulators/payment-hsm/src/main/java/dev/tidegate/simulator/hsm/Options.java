package dev.tidegate.simulator.hsm;

/**
 * The command line.
 *
 * @param port of the calls, 0 for any
 * @param control port of the control API, 0 for any
 * @param masterKey hex digits of the key above all key blocks
 */
record Options(int port, int control, String masterKey) {
    static final String HELP = """
            Payment HSM simulator: translates PINs, makes and checks codes, opens data. No HSM: its keys are test keys.

              --port N           port of the calls on the loopback address (0: any; the default)
              --control N        port of the control API on the loopback address (0: any; the default)
              --master-key HEX   64 hex digits; without it a published test key
              --help             this text

            Prints READY {"port":port,"control":port} on standard output when it serves.
            """;

    /** That of the samples of X9.143:2021. */
    static final String TEST_KEY = "88E1AB2A2E3DD38C1FA039A536500CC8A87AB9D62DC92C01058FA79F44657DE6";

    private static final int PORT_MAX = 65_535;

    /**
     * Reads the command line, without {@code --help}.
     *
     * @throws IllegalArgumentException on an unknown option or an impossible value, which it names
     */
    static Options of(String... arguments) {
        int port = 0;
        int control = 0;
        String masterKey = TEST_KEY;
        for (int i = 0; i < arguments.length; i += 2) {
            String option = arguments[i];
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(option + ": has no value, or is no option");
            }
            String value = arguments[i + 1];
            switch (option) {
                case "--port" -> port = port(option, value);
                case "--control" -> control = port(option, value);
                case "--master-key" -> masterKey = key(value);
                default -> throw new IllegalArgumentException(option + ": no such option");
            }
        }
        return new Options(port, control, masterKey);
    }

    @Override
    public String toString() {
        return "Options[" + port + ", " + control + "]";
    }

    private static int port(String option, String value) {
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > PORT_MAX) {
            throw new IllegalArgumentException(option + ": a port is a number from 0 to " + PORT_MAX);
        }
        return Integer.parseInt(value);
    }

    private static String key(String value) {
        if (!value.matches("[0-9A-Fa-f]{64}")) {
            throw new IllegalArgumentException("--master-key: 64 hex digits");
        }
        return value;
    }
}
