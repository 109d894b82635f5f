package dev.tidegate.bench;

import dev.tidegate.gateway.codec.CodecWork;
import java.io.IOException;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What {@link CodecBench} measures. JMH extends it, so it is neither final nor hidden. */
@State(Scope.Benchmark)
public class GatewayBenchmarks {
    /** How a measured process hears where the profiles are. */
    static final String PROFILES = "tidegate.bench.profiles";

    private final CodecWork work;

    /** For JMH. */
    public GatewayBenchmarks() {
        try {
            this.work = new CodecWork(Path.of(System.getProperty(PROFILES, "config/acquirers")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A measurement of something that does not work says nothing. */
    @Setup
    public void prove() throws Exception {
        work.prove();
    }

    @Benchmark
    public Object codec() {
        return work.codec();
    }

    @Benchmark
    public Object pack() {
        return work.pack();
    }

    @Benchmark
    public Object unpack() {
        return work.unpack();
    }

    @Benchmark
    public Object bare() throws Exception {
        return work.bare();
    }
}
