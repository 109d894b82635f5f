package dev.tidegate.gateway.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs commands as a person would, and keeps what they say. */
public final class Commands {
    private Commands() {}

    /** How one ended. */
    public record Ended(int code, String out, String err) {}

    /** One of the commands. */
    private interface Run {
        int with(PrintStream out, PrintStream err, SecretInput secrets, List<String> arguments)
                throws InterruptedException;
    }

    /** Types one line when it is asked for a secret. */
    public static Ended payment(String gateway, String secret, String... arguments) {
        return run((out, err, typed, all) -> new PaymentCommand(out, err, typed).run(all), gateway, secret, arguments);
    }

    /** Types one line when it is asked for a secret. */
    public static Ended batch(String gateway, String secret, String... arguments) {
        return run((out, err, typed, all) -> new BatchCommand(out, err, typed).run(all), gateway, secret, arguments);
    }

    private static Ended run(Run command, String gateway, String secret, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--gateway", gateway));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try {
            int code = command.with(
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    question -> secret.toCharArray(),
                    all);
            return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
