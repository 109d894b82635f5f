package dev.tidegate.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tidegate bench}: one subcommand for each part of the product that promises a speed. */
@Command(
        name = "tidegate bench",
        mixinStandardHelpOptions = true,
        version = "tidegate 0.1.0 (AGPL-3.0-or-later, source: see README)",
        description = "Measures what the design promises, beside a baseline of the same run.",
        subcommands = {CryptoCommand.class, EmvCommand.class, GatewayCommand.class, JournalCommand.class})
public final class Bench implements Runnable {
    @Spec
    @SuppressWarnings("FieldCanBeFinal")
    private CommandSpec spec = CommandSpec.create();

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to measure.");
    }
}
