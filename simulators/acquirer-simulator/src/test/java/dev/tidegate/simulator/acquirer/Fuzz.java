package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.wire.Dialect;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The part of {@code tidegate fuzz} that is this module's: Jazzer on the codec of each dialect, in a process of its
 * own. What it finds interesting stays in {@code target/fuzz} for the next run.
 *
 * <p>Called by the launcher with what it was asked for: {@code --project DIR --minutes N TARGET…}.
 */
public final class Fuzz {
    private static final String TITLE = "tidegate.fuzz";
    private static final String PREFIX = "acquirer-";
    private static final Pattern RUNS = Pattern.compile("Done (\\d+) runs");
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Fuzz() {}

    /** In the measured process: what Jazzer calls. */
    public static final class Entry {
        private static final Dialect DIALECT = dialect(System.getProperty(TITLE, "acquirer-iso87-generic"));

        private Entry() {}

        public static void fuzzerTestOneInput(byte[] input) {
            CodecTarget.taste(DIALECT, input);
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var targets = new ArrayList<Dialect>();
        double minutes = 1;
        Path folder = Path.of("target/fuzz").toAbsolutePath();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--minutes" -> minutes = Double.parseDouble(arguments[++i]);
                case "--project" -> folder = Path.of(arguments[++i], "target/fuzz");
                case "--titles" -> {
                    Stream.of(Dialect.values()).map(Fuzz::title).forEach(OUT::println);
                    return;
                }
                default -> targets.add(dialect(arguments[i]));
            }
        }
        boolean clean = true;
        for (Dialect target : targets.isEmpty() ? List.of(Dialect.values()) : targets) {
            clean &= run(target, minutes, folder);
        }
        System.exit(clean ? 0 : 1);
    }

    private static boolean run(Dialect target, double minutes, Path folder) throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(folder.resolve(title(target)));
        List<byte[]> seeds = CodecTarget.seeds(target);
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        Path log = folder.resolve(title(target) + ".log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:+EnableDynamicAgentLoading",
                        "--enable-native-access=ALL-UNNAMED",
                        "-D" + TITLE + "=" + title(target),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + Entry.class.getName(),
                        "--instrumentation_includes=dev.tidegate.**",
                        "--reproducer_path=" + folder,
                        "-artifact_prefix=" + folder + "/" + title(target) + "-",
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
                "%-24s %,14d inputs  %s%n",
                title(target),
                count,
                code == 0 ? "messages and refusals only" : "BROKEN, see " + log);
        return code == 0;
    }

    private static String title(Dialect dialect) {
        return PREFIX + dialect.optionName();
    }

    private static Dialect dialect(String title) {
        return Dialect.named(title.startsWith(PREFIX) ? title.substring(PREFIX.length()) : title)
                .orElseThrow(() -> new IllegalArgumentException("no such target: " + title));
    }
}
