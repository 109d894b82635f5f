package dev.tidegate.storm.journal;

import java.io.IOException;
import java.util.List;

/** What the machine lets us do. */
final class Machine {
    private Machine() {}

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Runs a command to its end, silently; whether it went well. */
    static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The first of these commands that is missing, empty where all are there. */
    static String missing(List<String> commands) {
        return commands.stream()
                .filter(command -> !runs("sh", "-c", "command -v " + command))
                .findFirst()
                .orElse("");
    }
}
