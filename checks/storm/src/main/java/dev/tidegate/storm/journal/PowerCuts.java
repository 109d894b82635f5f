package dev.tidegate.storm.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A whole machine is switched off at any moment: its kernel and all that it had not handed to its disk are gone. Its
 * disk is then mounted here, and recovered from.
 */
final class PowerCuts implements Way {
    /** So often with one disk, before the next begins with an empty one. */
    private static final int CUTS_EACH = 5;

    private static final int CALLERS_MAX = 4;
    private static final int ACKNOWLEDGED_MAX = 150;
    private static final int LET_GO_MAX = 3;
    private static final int SALES_EACH = 1_000_000;

    @Override
    public String name() {
        return "qemu";
    }

    @Override
    public int longCount() {
        return 20;
    }

    @Override
    public int shortCount() {
        return 1;
    }

    @Override
    public boolean isOnlyAskedFor() {
        return true;
    }

    @Override
    public String hindrance() {
        return VirtualMachine.hindrance();
    }

    @Override
    public Verdict run(Engine engine, long seed, int count, Bench bench) throws IOException, InterruptedException {
        VirtualMachine machine = VirtualMachine.build();
        SplittableRandom chance = new SplittableRandom(seed);
        Path folder = Files.createDirectory(bench.path("qemu"));
        Path disk = folder.resolve("disk");
        @Nullable Ledger ledger = null;
        Verdict all = Verdict.none();
        for (int cut = 0; cut < count; cut++) {
            if (ledger == null || cut % CUTS_EACH == 0) {
                Bench.delete(disk);
                Path ignored = Mount.newDisk(engine, disk);
                ledger = new Ledger();
            }
            cut(machine.start(disk, engine, ledger, 1 + chance.nextInt(CALLERS_MAX), SALES_EACH), ledger, chance);
            Verdict verdict = compare(engine, ledger, disk, chance);
            bench.progress().accept(verdict);
            all = all.plus(verdict);
            if (!verdict.isClean()) {
                bench.keep(disk, name());
                ledger = null;
            }
        }
        Bench.delete(folder);
        return all;
    }

    private static void cut(Child child, Ledger ledger, SplittableRandom chance)
            throws IOException, InterruptedException {
        try (child) {
            int until = ledger.mark().acknowledged() + 1 + chance.nextInt(ACKNOWLEDGED_MAX);
            int letGo = ledger.letGoAt().size() + 1 + chance.nextInt(LET_GO_MAX);
            boolean isAmidArchiveWork = chance.nextBoolean();
            child.hear(() -> ledger.mark().acknowledged() >= until
                    || isAmidArchiveWork && ledger.letGoAt().size() >= letGo);
            child.kill();
        }
    }

    private static Verdict compare(Engine engine, Ledger ledger, Path disk, SplittableRandom chance)
            throws IOException {
        try (Mount mount = Mount.of(disk, disk.resolveSibling("mounted"))) {
            return new Comparison(engine, ledger, ledger.mark())
                    .of(ModelDisk.lasting(mount.till(), Conduct.honest(), chance));
        }
    }
}
