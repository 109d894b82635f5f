package dev.tidegate.gateway;

import dev.tidegate.gateway.codec.GoldenCheck;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.Profile.DeferredMark;
import dev.tidegate.gateway.profile.ProfileHoleException;
import dev.tidegate.gateway.profile.ProfileReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidegate profile}: looks at acquirers' profiles as the gateway does when it starts. */
@Command(
        name = "tidegate profile",
        mixinStandardHelpOptions = true,
        version = "tidegate 0.1.0 (AGPL-3.0-or-later, source: see README)",
        description = "Looks at acquirers' profiles as the gateway does when it starts.",
        subcommands = CommandLine.HelpCommand.class)
public final class ProfileCommand {
    private static final int GOOD = 0;
    private static final int HOLE = 1;

    private final PrintStream out;

    @Option(names = "--profiles", description = "Where profiles are (default: ${DEFAULT-VALUE}).")
    private Path profiles = Path.of("config/acquirers");

    ProfileCommand(PrintStream out) {
        this.out = out;
    }

    /** Runs the command and ends the process with its code. */
    public static void main(String[] arguments) {
        System.exit(commandLine(new PrintStream(System.out, true, StandardCharsets.UTF_8))
                .execute(arguments));
    }

    static CommandLine commandLine(PrintStream out) {
        return new CommandLine(new ProfileCommand(out)).setUsageHelpWidth(110).setOverwrittenOptionsAllowed(true);
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = {
                "Reads profiles and holds their golden messages against the codec.",
                "Ends with 0 where there is no hole, with 1 where there is one: it is named."
            })
    int check(
            @Parameters(arity = "1..*", paramLabel = "NAME", description = "folders of --profiles")
                    List<String> names) {
        int code = GOOD;
        for (String name : names) {
            try {
                Profile profile = ProfileReader.read(profiles.resolve(name), System::getenv);
                int messages = GoldenCheck.run(profile);
                out.printf(
                        Locale.ROOT,
                        "%s: ISO 8583:%s, %d golden messages, no hole%n",
                        profile.name(),
                        profile.dialect().year(),
                        messages);
                remarks(profile);
            } catch (ProfileHoleException e) {
                out.println(e.getMessage());
                code = HOLE;
            }
        }
        return code;
    }

    private void remarks(Profile profile) {
        DeferredMark mark = profile.deferredMark();
        if (mark == null) {
            out.println("  no deferred mark: the till refuses to defer");
        } else if (mark.name().equals(DeferredMark.SAMPLE)) {
            out.println("  the deferred mark is invented: not for a real host");
        }
        if (profile.mac() != null) {
            out.println("  messages are authenticated: the gateway needs a key for them");
        }
    }
}
