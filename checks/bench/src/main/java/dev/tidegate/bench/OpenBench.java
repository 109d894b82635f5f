package dev.tidegate.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * A start on a long journal, each in a process of its own, as a till starts: from the process's first moment to the
 * first record read and to the first record taken; and how fast an outsider verifies it.
 */
final class OpenBench {
    private static final double NANOS_IN_A_SECOND = 1e9;
    private static final double KIB_IN_A_MIB = 1_024;
    /** As a till on a small machine is given it. */
    private static final String HEAP = "-Xmx224m";
    /** The first one warms the page cache. */
    private static final int STARTS = 4;

    private static final double OPEN_SECONDS_MAX = 3;
    private static final double RESIDENT_MIB_MAX = 350;
    private static final double VERIFY_RATE_MIN = 300_000;

    private final Path home;
    private final Path project;
    private final int records;
    private final Consumer<String> progress;

    /**
     * @param project where the till's program lies, which verifies
     * @param records how many nobody has acknowledged
     */
    OpenBench(Path home, Path project, int records, Consumer<String> progress) {
        this.home = home;
        this.project = project;
        this.records = records;
        this.progress = progress;
    }

    /** Writes the journal, starts on it, verifies it. */
    List<DiskFigure> run() throws Exception {
        write();
        List<Map<String, Double>> starts = new ArrayList<>();
        for (int start = 0; start < STARTS; start++) {
            progress.accept("Start " + (start + 1) + " of " + STARTS + " …");
            starts.add(start());
        }
        starts.removeFirst();
        List<DiskFigure> figures = new ArrayList<>(List.of(
                figure(starts, OpeningChild.READ, "open: process start to the first record read", "s")
                        .atMost(OPEN_SECONDS_MAX),
                figure(starts, OpeningChild.TAKEN, "open: process start to the first record taken", "s"),
                figure(starts, OpeningChild.RESIDENT, "open: resident at most, heap of 224 MiB", "MiB")
                        .atMost(RESIDENT_MIB_MAX)));
        if (Files.isDirectory(till())) {
            progress.accept("Verifying …");
            figures.add(DiskFigure.of("verify", "verify as an outsider, its process included", "records/s", verify(), 0)
                    .atLeast(VERIFY_RATE_MIN));
        } else {
            progress.accept("The till's program is not built: its journal is not verified");
        }
        return figures;
    }

    private void write() throws Exception {
        progress.accept("Writing " + records + " records …");
        try (Till till = new Till(home);
                ExecutorService callers = Entrant.callers(JournalBench.CALLERS)) {
            Entrant all = new Entrant("long", new DurableLog() {
                @Override
                public void append(long number) {
                    till.append(number);
                }

                @Override
                public void close() {
                    // The till is closed with everything else.
                }
            });
            all.together(callers, JournalBench.CALLERS, records / JournalBench.CALLERS);
        }
    }

    private Map<String, Double> start() throws IOException {
        List<String> command = new ArrayList<>(java());
        command.addAll(List.of(
                HEAP,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                OpeningChild.class.getName()));
        command.add(home.toString());
        Map<String, Double> told = new HashMap<>();
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                double seconds = (System.nanoTime() - began) / NANOS_IN_A_SECOND;
                told.put(line, seconds);
                if (line.startsWith(OpeningChild.RESIDENT)) {
                    double kib = Double.parseDouble(line.substring(OpeningChild.RESIDENT.length()));
                    told.put(OpeningChild.RESIDENT, kib / KIB_IN_A_MIB);
                }
            }
        }
        return told;
    }

    private double verify() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java());
        command.addAll(List.of(
                "-cp",
                till() + "/*",
                "dev.tidegate.till.cli.JournalCommand",
                "verify",
                home.resolve("journal").toString()));
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("the journal is not good: " + said);
        }
        return records * NANOS_IN_A_SECOND / (System.nanoTime() - began);
    }

    private Path till() {
        return project.resolve("terminal-service/target/lib");
    }

    private static DiskFigure figure(List<Map<String, Double>> starts, String name, String what, String unit) {
        double[] sorted = starts.stream()
                .mapToDouble(start -> start.getOrDefault(name, Double.NaN))
                .sorted()
                .toArray();
        return DiskFigure.of(name, what, unit, sorted[sorted.length / 2], 0);
    }

    private static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--") || flag.startsWith("-Dchronicle"))
                .forEach(command::add);
        return command;
    }
}
