package dev.tidegate.storm.journal;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** try */
@Command(name = "journal")
public final class JournalStorm implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        for (Way way : new Way[] {new PageSubsets(), new FaultyDisk()}) {
            Bench bench = Bench.inMemory(v -> {});
            long start = System.nanoTime();
            Verdict v = way.run(new JournalEngine(), 1, way.shortCount(), bench);
            System.out.println(way.name() + " " + v + " " + (System.nanoTime() - start) / 1_000_000 + " ms");
            bench.clear();
        }
        return 0;
    }
}
