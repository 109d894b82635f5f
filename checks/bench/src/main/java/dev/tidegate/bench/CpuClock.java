package dev.tidegate.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Operations in a second of the measuring thread's own CPU time, so that a machine with other work gives the same
 * figure as an idle one. What the compiler and the collector do in their threads is not in it.
 */
public final class CpuClock implements InternalProfiler {
    /** What the result is called. */
    static final String RATE = "cpu";

    // JMH's own name for the threads that run benchmarks.
    private static final String WORKER = "-jmh-worker-";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long before;

    /** For JMH, which makes it by name in the measured process. */
    public CpuClock() {}

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = workNanos();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double seconds = (workNanos() - before) / 1e9;
        double rate = result.getMetadata().getAllOps() / seconds;
        return List.of(new ScalarResult(RATE, rate, "ops/CPU-s", AggregationPolicy.AVG));
    }

    @Override
    public String getDescription() {
        return "operations in a second of CPU time";
    }

    private long workNanos() {
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().contains(WORKER))
                .flatMapToLong(thread -> LongStream.of(threads.getThreadCpuTime(thread.getThreadId())))
                .sum();
    }
}
