package dev.tidegate.storm;

import dev.tidegate.storm.journal.JournalStorm;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code tidegate storm}: each subcommand is a laboratory of its own. */
@Command(
        name = "tidegate storm",
        mixinStandardHelpOptions = true,
        version = "tidegate 0.1.0 (AGPL-3.0-or-later, source: see README)",
        description = "Lets a part of Tidegate run through faults and compares ledgers afterwards.",
        subcommands = {JournalStorm.class})
public final class Storm {
    private Storm() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Storm()).execute(arguments));
    }
}
