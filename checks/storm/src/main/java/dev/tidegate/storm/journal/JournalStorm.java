package dev.tidegate.storm.journal;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** try */
@Command(name = "journal")
public final class JournalStorm implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        for (Way way : new Way[] {new PageSubsets(), new FaultyDisk(), new Kills(), new KernelErrors(), new FullDisk()}) {
            String only = System.getProperty("only", "");
            if (!only.isEmpty() && !only.contains(way.name())) continue;
            if (!way.hindrance().isEmpty()) { System.out.println(way.name() + way.hindrance()); continue; }

            Bench bench = Bench.inMemory(v -> {});
            long start = System.nanoTime();
            Verdict v = way.run(new JournalEngine(), Long.getLong("seed",1), Integer.getInteger("n",way.shortCount()), bench);
            System.out.println(way.name() + " " + v + " " + (System.nanoTime() - start) / 1_000_000 + " ms");
            bench.clear();
        }
        return 0;
    }
}
