package dev.tidegate.storm;

import dev.tidegate.storm.device.DevicesCommand;
import dev.tidegate.storm.gateway.GatewayCommand;
import dev.tidegate.storm.journal.JournalStorm;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tidegate storm}: one subcommand for each proof that takes too long for every build. */
@Command(
        name = "tidegate storm",
        mixinStandardHelpOptions = true,
        version = "tidegate 0.1.0 (AGPL-3.0-or-later, source: see README)",
        description = {
            "Proofs that take minutes or hours. Each has a short form in the suite; the long form has a name here.",
            "The same seed gives the same inputs; a failure prints it."
        },
        subcommands = {SealsCommand.class, JournalStorm.class, DevicesCommand.class, GatewayCommand.class},
        footer = {"", "Exit codes: 0 all held; 1 something gave; 2 wrong options."})
public final class Storm implements Runnable {
    @Spec
    @SuppressWarnings("FieldCanBeFinal")
    private CommandSpec spec = CommandSpec.create();

    private Storm() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Storm());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which storm.");
    }
}
