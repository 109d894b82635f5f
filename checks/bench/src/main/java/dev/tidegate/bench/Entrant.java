package dev.tidegate.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** One of those that are measured in turn, and what came out so far. */
final class Entrant {
    private static final double NANOS_IN_A_SECOND = 1e9;

    private final String name;
    private final DurableLog log;
    private final AtomicLong numbers = new AtomicLong();
    private final Times times = new Times();
    private final List<Double> rates = new ArrayList<>();

    Entrant(String name, DurableLog log) {
        this.name = name;
        this.log = log;
    }

    String name() {
        return name;
    }

    Times times() {
        return times;
    }

    /** Half of the rounds were no faster, in records a second. */
    double rate() {
        List<Double> sorted = rates.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    void warmUp(int records) throws Exception {
        for (int record = 0; record < records; record++) {
            log.append(numbers.incrementAndGet());
        }
    }

    /** One caller. */
    void alone(int records) throws Exception {
        for (int record = 0; record < records; record++) {
            long number = numbers.incrementAndGet();
            long began = System.nanoTime();
            log.append(number);
            times.add(System.nanoTime() - began);
        }
    }

    /** Many callers, each with its next record as soon as it has its answer. */
    void together(ExecutorService callers, int many, int recordsEach) throws Exception {
        List<Callable<Integer>> work = new ArrayList<>();
        for (int caller = 0; caller < many; caller++) {
            work.add(() -> {
                warmUp(recordsEach);
                return recordsEach;
            });
        }
        long began = System.nanoTime();
        int done = 0;
        for (Future<Integer> each : callers.invokeAll(work)) {
            done += each.get();
        }
        rates.add(done * NANOS_IN_A_SECOND / (System.nanoTime() - began));
    }

    static ExecutorService callers(int many) {
        return Executors.newFixedThreadPool(many);
    }
}
