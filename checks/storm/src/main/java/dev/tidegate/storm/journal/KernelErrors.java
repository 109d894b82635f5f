package dev.tidegate.storm.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The kernel says EIO to a force, once, some times in a row, or again and again. */
final class KernelErrors implements Way {
    /** Which calls: records are forced by {@code fdatasync} and {@code msync}, all else by {@code fsync}. */
    private enum Refused {
        RECORDS,
        /** Archives, copies, the note of what was let go, the chain state, and every folder. */
        FILES_AND_NAMES,
        BOTH
    }

    private static final int CALLERS_MAX = 4;
    private static final int SALES_EACH = 60;
    private static final int FIRST_MIN = 2;
    /** Those before are a journal's first opening, which may refuse; the archivist has many more in each round. */
    private static final int FIRST_FSYNC_MIN = 6;

    private static final int FIRST_MAX = 40;
    private static final int NEXT_MAX = 9;

    @Override
    public String name() {
        return "eio";
    }

    @Override
    public int longCount() {
        return 20;
    }

    @Override
    public int shortCount() {
        return 2;
    }

    @Override
    public String hindrance() {
        return Machine.runs("strace", "-f", "true") ? "" : "needs strace, and the right to use it";
    }

    @Override
    public Verdict run(Engine engine, long seed, int count, Bench bench) throws IOException, InterruptedException {
        SplittableRandom chance = new SplittableRandom(seed);
        Verdict all = Verdict.none();
        for (int run = 0; run < count; run++) {
            Path home = Files.createDirectory(bench.path("eio"));
            engine.prepare(home);
            Ledger ledger = new Ledger();
            try (Child child =
                    Child.start(strace(chance), engine, home, ledger, 1 + chance.nextInt(CALLERS_MAX), SALES_EACH)) {
                child.hear(child::isDone);
                if (chance.nextBoolean()) {
                    child.tell("close");
                    child.hearLine("CLOSED");
                }
                child.kill();
            }
            Verdict verdict =
                    new Comparison(engine, ledger, ledger.mark()).of(ModelDisk.lasting(home, Conduct.honest(), chance));
            bench.progress().accept(verdict);
            all = all.plus(verdict);
            if (verdict.isClean()) {
                Bench.delete(home);
            } else {
                bench.keep(home, name());
            }
        }
        return all;
    }

    private static List<String> strace(SplittableRandom chance) {
        List<String> command = new ArrayList<>(
                List.of("strace", "-f", "-qq", "-e", "trace=fdatasync,msync,fsync", "-e", "signal=none"));
        Refused refused = Refused.values()[chance.nextInt(Refused.values().length)];
        if (refused != Refused.FILES_AND_NAMES) {
            command.addAll(List.of("-e", "inject=fdatasync,msync:error=EIO:when=" + when(FIRST_MIN, chance)));
        }
        if (refused != Refused.RECORDS) {
            command.addAll(List.of("-e", "inject=fsync:error=EIO:when=" + when(FIRST_FSYNC_MIN, chance)));
        }
        command.addAll(List.of("-o", "/dev/null"));
        return command;
    }

    // strace counts each thread's calls by themselves.
    private static String when(int from, SplittableRandom chance) {
        int first = from + chance.nextInt(FIRST_MAX);
        int more = 1 + chance.nextInt(NEXT_MAX);
        return switch (chance.nextInt(3)) {
            case 0 -> String.valueOf(first);
            case 1 -> first + ".." + (first + more);
            default -> first + "+" + (1 + more);
        };
    }
}
