package dev.tidegate.cards;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tidegate card}: what a card and the kernel say to each other. */
@Command(
        name = "tidegate card",
        mixinStandardHelpOptions = true,
        version = "tidegate 0.1.0 (AGPL-3.0-or-later, source: see README)",
        description = "Shows what a card and the kernel say to each other: of a test card, or of a recording.",
        subcommands = {TraceCommand.class, ReplayCommand.class})
public final class CardCommand implements Runnable {
    static final int GOOD = 0;
    static final int DIFFERENT = 1;
    static final int CANNOT_READ = 3;

    @Spec
    @SuppressWarnings("FieldCanBeFinal")
    private CommandSpec spec = CommandSpec.create();

    private CardCommand() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new CardCommand());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: trace or replay.");
    }
}
