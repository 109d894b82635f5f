package dev.tidegate.gateway.codec;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The part of {@code tidegate fuzz} that is this module's: Jazzer on each target, following the branches of the code,
 * in a process of its own. What it finds interesting stays in {@code target/fuzz} for the next run; an input that
 * breaks a target is written there too, and goes into the tests with the commit that mends it.
 *
 * <p>Called by the launcher with what it was asked for: {@code --project DIR --minutes N TARGET…}.
 */
public final class Fuzz {
    private static final String TITLE = "tidegate.fuzz";
    private static final Pattern RUNS = Pattern.compile("Done (\\d+) runs");
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Fuzz() {}

    /** In the measured process: what Jazzer calls. */
    public static final class Entry {
        private static final FuzzTarget TARGET = FuzzTarget.of(System.getProperty(TITLE, "message"));

        private Entry() {}

        public static void fuzzerTestOneInput(byte[] input) {
            TARGET.taste(input);
        }
    }

    /** In words, so that the input of a failure is never lost. */
    static boolean taste(Predicate<byte[]> target, byte[] input) {
        try {
            return target.test(input);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(
                    "neither a value nor a typed rejection for "
                            + HexFormat.of().formatHex(input),
                    e);
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<FuzzTarget> targets = new ArrayList<>();
        double minutes = 1;
        Path folder = Path.of("target/fuzz").toAbsolutePath();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--minutes" -> minutes = Double.parseDouble(arguments[++i]);
                case "--project" -> folder = Path.of(arguments[++i], "target/fuzz");
                case "--titles" -> {
                    Stream.of(FuzzTarget.values()).map(FuzzTarget::title).forEach(OUT::println);
                    return;
                }
                default -> targets.add(FuzzTarget.of(arguments[i]));
            }
        }
        boolean clean = true;
        for (FuzzTarget target : targets.isEmpty() ? List.of(FuzzTarget.values()) : targets) {
            clean &= run(target, minutes, folder);
        }
        System.exit(clean ? 0 : 1);
    }

    private static boolean run(FuzzTarget target, double minutes, Path folder)
            throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(folder.resolve(target.title()));
        List<byte[]> seeds = target.seeds();
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        Path log = folder.resolve(target.title() + ".log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:+EnableDynamicAgentLoading",
                        "--enable-native-access=ALL-UNNAMED",
                        "-D" + TITLE + "=" + target.title(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + Entry.class.getName(),
                        "--instrumentation_includes=dev.tidegate.**",
                        "--reproducer_path=" + folder,
                        "-artifact_prefix=" + folder + "/" + target.title() + "-",
                        "-max_total_time=" + Math.max(1, Math.round(minutes * 60)),
                        "-rss_limit_mb=4096",
                        corpus.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int code = process.waitFor();
        Matcher runs = RUNS.matcher(Files.readString(log));
        long count = runs.find() ? Long.parseLong(runs.group(1)) : 0;
        OUT.printf(
                Locale.ROOT,
                "%-16s %,14d inputs  %s%n",
                target.title(),
                count,
                code == 0 ? "values and typed rejections only" : "BROKEN, see " + log);
        return code == 0;
    }
}
