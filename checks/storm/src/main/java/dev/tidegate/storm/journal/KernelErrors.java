package dev.tidegate.storm.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** The kernel says EIO to a force, once, some times in a row, or again and again. */
final class KernelErrors implements Way {
    private static final int CALLERS_MAX = 4;
    private static final int SALES_EACH = 60;
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
        int first = 2 + chance.nextInt(FIRST_MAX);
        int more = 1 + chance.nextInt(NEXT_MAX);
        String when = switch (chance.nextInt(3)) {
            case 0 -> String.valueOf(first);
            case 1 -> first + ".." + (first + more);
            default -> first + "+" + (1 + more);
        };
        return List.of(
                "strace",
                "-f",
                "-qq",
                "-e",
                "trace=fdatasync,msync",
                "-e",
                "signal=none",
                "-e",
                "inject=fdatasync,msync:error=EIO:when=" + when,
                "-o",
                "/dev/null");
    }
}
