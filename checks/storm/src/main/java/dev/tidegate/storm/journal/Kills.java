package dev.tidegate.storm.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A process is killed at any moment, every other one as process 1 of a container, where that is allowed. */
final class Kills implements Way {
    /** So often in one folder, before the next begins with an empty one. */
    private static final int KILLS_EACH = 10;

    private static final int CALLERS_MAX = 4;
    private static final int ACKNOWLEDGED_MAX = 250;
    private static final int LET_GO_MAX = 3;
    private static final int SALES_EACH = 1_000_000;

    private static final List<String> AS_PROCESS_1 =
            List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");

    @Override
    public String name() {
        return "kill";
    }

    @Override
    public int longCount() {
        return 200;
    }

    @Override
    public int shortCount() {
        return 6;
    }

    @Override
    public Verdict run(Engine engine, long seed, int count, Bench bench) throws IOException, InterruptedException {
        SplittableRandom chance = new SplittableRandom(seed);
        boolean canBe1 = Machine.runs("unshare", "--pid", "--fork", "--mount-proc", "true");
        Verdict all = Verdict.none();
        @Nullable Ledger ledger = null;
        Path home = bench.path("kill");
        engine.prepare(Files.createDirectory(home));
        Child.warmUp(engine, home);
        for (int kill = 0; kill < count; kill++) {
            if (ledger == null || kill % KILLS_EACH == 0) {
                Bench.delete(home);
                engine.prepare(Files.createDirectory(home));
                ledger = new Ledger();
            }
            List<String> under = canBe1 && kill % 2 == 1 ? AS_PROCESS_1 : List.of();
            kill(Child.start(under, engine, home, ledger, 1 + chance.nextInt(CALLERS_MAX), SALES_EACH), ledger, chance);
            Verdict verdict =
                    new Comparison(engine, ledger, ledger.mark()).of(ModelDisk.lasting(home, Conduct.honest(), chance));
            bench.progress().accept(verdict);
            all = all.plus(verdict);
            if (!verdict.isClean()) {
                bench.keep(home, name());
                ledger = null;
            }
        }
        Bench.delete(home);
        return all;
    }

    private static void kill(Child child, Ledger ledger, SplittableRandom chance)
            throws IOException, InterruptedException {
        try (child) {
            int until = ledger.mark().acknowledged() + chance.nextInt(ACKNOWLEDGED_MAX);
            child.hear(() -> ledger.mark().acknowledged() >= until);
            if (chance.nextBoolean()) {
                // What is let go comes in heaps: more is on its way.
                int some = ledger.letGoAt().size() + 1 + chance.nextInt(LET_GO_MAX);
                int atMost = until + ACKNOWLEDGED_MAX;
                child.hear(
                        () -> ledger.letGoAt().size() >= some || ledger.mark().acknowledged() >= atMost);
            }
            child.kill();
        }
    }
}
