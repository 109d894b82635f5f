package dev.tidegate.storm.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A real disk of some megabytes that fills up, by the log's own doing and by somebody else's: no sale is taken that is
 * not kept, and what became of a sale is still taken.
 */
final class FullDisk implements Way {
    private static final int MIB = 1024 * 1024;
    private static final int DISK_MIB_MIN = 14;
    private static final int DISK_MIB_MORE = 10;
    private static final int CALLERS_MAX = 4;
    private static final int SALES_EACH = 20_000;
    private static final int SALES_BETWEEN_LOOKS = 20;
    private static final int SETTLED = 50;
    /** Less than any file of a new generation needs. */
    private static final int LEFT_BYTES = MIB / 2;

    private final long reserveBytes;

    FullDisk() {
        this(JournalEngine.RESERVE_BYTES);
    }

    /** @param reserveBytes what the till's journal holds back */
    FullDisk(long reserveBytes) {
        this.reserveBytes = reserveBytes;
    }

    @Override
    public String name() {
        return "full";
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
        return Machine.isRoot() && Machine.runs("unshare", "--mount", "mount", "-t", "tmpfs", "storm", "/mnt")
                ? ""
                : "needs root, to mount a small file system";
    }

    @Override
    public Verdict run(Engine engine, long seed, int count, Bench bench) throws IOException, InterruptedException {
        SplittableRandom chance = new SplittableRandom(seed);
        Verdict all = Verdict.none();
        for (int run = 0; run < count; run++) {
            Path disk = Files.createDirectory(bench.path("full"));
            int size = DISK_MIB_MIN + chance.nextInt(DISK_MIB_MORE);
            if (!Machine.runs("mount", "-t", "tmpfs", "-o", "size=" + size + "m", "storm", disk.toString())) {
                throw new IOException("cannot mount " + disk);
            }
            try {
                Verdict verdict = fill(engine instanceof JournalEngine ? reserved(chance) : engine, disk, chance);
                bench.progress().accept(verdict);
                all = all.plus(verdict);
            } finally {
                boolean ignored = Machine.runs("umount", "-l", disk.toString());
                Bench.delete(disk);
            }
        }
        return all;
    }

    // One that lets go frees room all the time; one that does not fills any disk by itself.
    private Engine reserved(SplittableRandom chance) {
        return reserveBytes == 0 || chance.nextBoolean()
                ? JournalEngine.withReserve(reserveBytes)
                : JournalEngine.hoarding(reserveBytes);
    }

    private Verdict fill(Engine engine, Path disk, SplittableRandom chance) throws IOException, InterruptedException {
        engine.prepare(disk);
        Ledger ledger = new Ledger();
        Path ballast = disk.resolve("ballast");
        try (Child child = Child.start(List.of(), engine, disk, ledger, 1 + chance.nextInt(CALLERS_MAX), SALES_EACH)) {
            int until = chance.nextInt(2_000);
            child.hear(() -> ledger.mark().acknowledged() >= until || child.isDone());
            if (chance.nextBoolean()) {
                // Behind the guard's back, between its question and the write.
                leave(ballast, chance.nextInt(4 * MIB));
            }
            if (chance.nextInt(4) > 0) {
                while (!child.isDone()) {
                    leave(ballast, LEFT_BYTES + released(disk));
                    int more = ledger.mark().acknowledged() + SALES_BETWEEN_LOOKS;
                    child.hear(() -> ledger.mark().acknowledged() >= more || child.isDone());
                }
                leave(ballast, LEFT_BYTES + released(disk));
                child.tell("settle " + SETTLED);
                child.hearLine("SETTLED");
            }
            child.kill();
        }
        boolean ignored = Files.deleteIfExists(ballast);
        return new Comparison(engine, ledger, ledger.mark())
                .asFound(ModelDisk.lasting(disk, Conduct.honest(), chance))
                .with(Finding.STUCK, ledger.stuckCount());
    }

    // What the till has let go of its reserve is the till's: nobody else may have it.
    private long released(Path disk) throws IOException {
        Path reserve = disk.resolve("journal").resolve("reserve");
        return reserveBytes - (Files.exists(reserve) ? Files.size(reserve) : 0);
    }

    private static void leave(Path ballast, long bytes) throws IOException {
        long free = Files.getFileStore(ballast.getParent()).getUsableSpace();
        if (free > bytes) {
            try {
                Path ignored = Files.write(
                        ballast, new byte[(int) (free - bytes)], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                // The till was quicker: it is full all the same.
            }
        }
    }
}
