package dev.tidegate.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.demo.Child.Recipe;
import dev.tidegate.demo.KillPoint.Part;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code tidegate bench start}: how long a till with no network takes from its power to the screen that sells, and how
 * much memory it has then. Whole processes, by turns with and without the start cache, beside a bare JVM.
 */
@Command(
        name = "tidegate bench start",
        mixinStandardHelpOptions = true,
        description = "Starts a till again and again with the network cut; the figures go to target/bench/start.json.")
public final class StartBench implements Callable<Integer> {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final int RUNS_MAX = 100;

    @Option(names = "--runs", paramLabel = "N", description = "Starts of each kind (default: ${DEFAULT-VALUE}).")
    private int runs = 5;

    @Option(names = "--json", description = "One line of JSON instead of the table.")
    private boolean json;

    @Option(names = "--project", hidden = true, description = "Where the modules are built.")
    private Path project = Path.of("").toAbsolutePath();

    private record Start(double seconds, long residentKibibytes) {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new StartBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (runs < 1 || runs > RUNS_MAX) {
            System.err.println("--runs is 1 to " + RUNS_MAX);
            return 2;
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Progress progress = new Progress(json ? System.err : out, false);
        Path folder = Files.createTempDirectory(Files.createDirectories(project.resolve("target/demo")), "start-");
        Ports ports = Ports.free();
        Recipe cached = recipe(folder, ports, StartCaches.used(project));
        Recipe plain = recipe(folder, ports, StartCaches.none());
        if (cached.equals(plain)) {
            System.err.println("There is no start cache: ./tidegate build makes it.");
            return 3;
        }
        Start[] withCache = new Start[runs];
        Start[] without = new Start[runs];
        double[] bare = new double[runs];
        try (Shop shop = Shop.open(project, folder, ports, progress)) {
            shop.cutNetwork(true);
            shop.kill(Part.TILL);
            for (int i = 0; i < runs; i++) {
                bare[i] = bareJvm();
                without[i] = start(plain, shop.till());
                withCache[i] = start(cached, shop.till());
                progress.say("Round " + (i + 1) + " of " + runs);
            }
        }
        ObjectNode told = new ObjectMapper()
                .createObjectNode()
                .put("bench", "start")
                .put("runs", runs)
                .put("bareJvmSeconds", median(Arrays.stream(bare)))
                .put("seconds", seconds(withCache))
                .put("secondsWithoutCache", seconds(without))
                .put("overBareJvm", seconds(withCache) / median(Arrays.stream(bare)))
                .put("overWithoutCache", seconds(withCache) / seconds(without))
                .put("residentMebibytes", resident(withCache));
        Path file = project.resolve("target/bench/start.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, told + "\n");
        out.println(json ? told.toString() : table(told));
        return 0;
    }

    private Recipe recipe(Path folder, Ports ports, StartCaches caches) {
        return new Recipes(project, folder, ports, Staff.nobody(), caches, Map.of()).of(Part.TILL);
    }

    /** To the first answer of the page and of what it asks first. */
    private static Start start(Recipe recipe, Http till) {
        long from = System.nanoTime();
        Child child = Child.start(recipe);
        try {
            child.awaitReady(START_LIMIT);
            Http.Answer page = till.get("/").expect(200);
            Http.Answer ignored = till.get("/api/v1/terminal").expect(page.status());
            return new Start((System.nanoTime() - from) / 1e9, resident(child.pid()));
        } finally {
            child.kill();
        }
    }

    private static double bareJvm() throws IOException, InterruptedException {
        long from = System.nanoTime();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        int code = process.waitFor();
        if (code != 0) {
            throw new IllegalStateException("java -version ended with " + code);
        }
        return (System.nanoTime() - from) / 1e9;
    }

    private static long resident(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double seconds(Start[] starts) {
        return median(Arrays.stream(starts).mapToDouble(Start::seconds));
    }

    private static double resident(Start[] starts) {
        return median(Arrays.stream(starts).mapToDouble(start -> start.residentKibibytes() / 1024.0));
    }

    private static double median(java.util.stream.DoubleStream figures) {
        double[] sorted = figures.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static String table(ObjectNode told) {
        List<String> lines = List.of(
                "",
                line("bare JVM", told.path("bareJvmSeconds").asDouble(), "s"),
                line("till, no network, start cache", told.path("seconds").asDouble(), "s"),
                line(
                        "till, no network, without cache",
                        told.path("secondsWithoutCache").asDouble(),
                        "s"),
                line("times the bare JVM", told.path("overBareJvm").asDouble(), ""),
                line("with cache / without", told.path("overWithoutCache").asDouble(), ""),
                line("resident", told.path("residentMebibytes").asDouble(), "MiB"));
        return String.join("\n", lines);
    }

    private static String line(String what, double figure, String unit) {
        return String.format(Locale.ROOT, "%-34s %8.2f %s", what, figure, unit);
    }
}
