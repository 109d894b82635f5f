package dev.tidegate.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures the methods of a class with JMH, one thread, each in processes of its own.
 *
 * @param forks processes for each method
 * @param warmUps of one second, thrown away
 * @param rounds of one second, averaged
 */
record Measurement(int forks, int warmUps, int rounds) {
    /** A first impression. */
    static final Measurement QUICK = new Measurement(1, 2, 2);

    /** What a figure is quoted from. */
    static final Measurement WHOLE = new Measurement(2, 3, 5);

    /**
     * Runs the lines' benchmarks of a class, in the order given.
     *
     * @param before told each line before it is measured
     * @param more for the measured processes
     * @throws IllegalStateException one failed, or JMH could not start it
     */
    List<Figure> of(Class<?> benchmarks, List<Line> lines, Consumer<Line> before, String... more) {
        Map<String, Double> rates = new TreeMap<>();
        List<Figure> figures = new ArrayList<>();
        for (Line line : lines) {
            before.accept(line);
            double rate = rate(benchmarks, line.benchmark(), more);
            rates.put(line.benchmark(), rate);
            figures.add(new Figure(line, rate, rates.getOrDefault(line.against(), 0.0) / rate));
        }
        return figures;
    }

    private double rate(Class<?> benchmarks, String method, String... more) {
        var options = new OptionsBuilder()
                .include("^" + benchmarks.getName().replace(".", "\\.") + "\\." + method + "$")
                .mode(Mode.Throughput)
                .threads(1)
                .forks(forks)
                .warmupIterations(warmUps)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(rounds)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(CpuClock.class)
                .jvmArgs("-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow")
                .jvmArgsAppend(more)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        try {
            RunResult result = new Runner(options).runSingle();
            return Objects.requireNonNull(result.getSecondaryResults().get(CpuClock.RATE))
                    .getScore();
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH could not measure " + method + ": " + e.getMessage(), e);
        }
    }
}
