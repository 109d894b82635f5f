package dev.tidegate.simulator.acquirer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The command line.
 *
 * @param port of the ISO 8583 host, 0 for any
 * @param control port of the control API, 0 for any
 * @param state folder of the ledger
 * @param kills for each kill point the hit that kills
 * @param timeScale what every wait of a rule or a fault is divided by
 * @param line how the host speaks
 */
record Options(int port, int control, Path state, Map<KillPoint, Integer> kills, int timeScale, LineOptions line) {
    private static final int TIME_SCALE_MAX = 1000;

    /** The text of {@code --help}, with the faults by number at its end. */
    static String help() {
        try (InputStream text = Options.class.getResourceAsStream("help.txt")) {
            byte[] words = Objects.requireNonNull(text).readAllBytes();
            return new String(words, StandardCharsets.UTF_8)
                    + StandardFaults.described().stream()
                            .map(line -> "  " + line + "\n")
                            .collect(Collectors.joining());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the text of --help cannot be read", unreadable);
        }
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
        int timeScale = 1;
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
                case "--time-scale" -> timeScale = timeScale(value);
                default -> line = line(line, option, value);
            }
        }
        if (state.toString().isEmpty()) {
            throw new IllegalArgumentException("--state: the folder of the ledger is required");
        }
        return new Options(port, control, state, Map.copyOf(kills), timeScale, line);
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

    private static int timeScale(String value) {
        if (!value.matches("[1-9][0-9]{0,3}") || Integer.parseInt(value) > TIME_SCALE_MAX) {
            throw new IllegalArgumentException("--time-scale: a number from 1 to " + TIME_SCALE_MAX);
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
