package dev.tidegate.till.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code tidegate journal}: what can be done with a till's journal besides running the till. */
@Command(
        name = "tidegate journal",
        mixinStandardHelpOptions = true,
        version = "tidegate 0.1.0 (AGPL-3.0-or-later, source: see README)",
        description = "Looks at a till's journal, and carries it to another till.",
        subcommands = {
            LsCommand.class,
            ShowCommand.class,
            StatsCommand.class,
            VerifyCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            AdoptedCommand.class
        })
public final class JournalCommand {
    /** Runs one command and ends the process with its code. */
    public static void main(String[] arguments) {
        beQuiet();
        System.exit(commandLine().execute(arguments));
    }

    // What libraries log goes to standard output unless somebody says otherwise; there is the command's own answer.
    private static void beQuiet() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            logback.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new JournalCommand()).setUsageHelpWidth(100).setCaseInsensitiveEnumValuesAllowed(true);
    }
}
