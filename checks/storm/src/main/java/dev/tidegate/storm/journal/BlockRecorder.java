package dev.tidegate.storm.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A real ext4 on a disk that writes down every block it is told to write, and every flush: any prefix of that, up to a
 * flush, with any blocks of what followed, is mounted and recovered from.
 */
final class BlockRecorder implements Way {
    private static final int IMAGES_EACH = 12;
    private static final int CALLERS_MAX = 4;
    private static final int SALES_EACH = 150;
    private static final int TRIES_MAX = 1_200;
    private static final long LETTING_GO_NANOS = 60_000_000;
    private static final int PAUSE_MILLIS = 25;

    private static final List<String> COMMANDS =
            List.of("nbdkit", "nbdfuse", "fusermount3", "losetup", "mkfs.ext4", "mount");

    @Override
    public String name() {
        return "blocks";
    }

    @Override
    public int longCount() {
        return 60;
    }

    @Override
    public int shortCount() {
        return 6;
    }

    @Override
    public String hindrance() {
        if (!Machine.isRoot()) {
            return "needs root, to mount a file system of its own";
        }
        String missing = Machine.missing(COMMANDS);
        if (!missing.isEmpty()) {
            return "needs the command " + missing
                    + " (Debian: nbdkit, nbdkit-plugin-python, libnbd-bin, fuse3, e2fsprogs)";
        }
        if (!Machine.runs("nbdkit", "python", "--dump-plugin")) {
            return "needs nbdkit's plugin for Python (Debian: nbdkit-plugin-python)";
        }
        return Machine.runs("losetup", "-f") && Files.exists(Path.of("/dev/fuse"))
                ? ""
                : "needs loop devices and /dev/fuse";
    }

    @Override
    public Verdict run(Engine engine, long seed, int count, Bench bench) throws IOException, InterruptedException {
        SplittableRandom chance = new SplittableRandom(seed);
        Verdict all = Verdict.none();
        while (all.images() < count) {
            Path folder = Files.createDirectory(bench.path("blocks"));
            try {
                all = all.plus(record(engine, folder, chance, (int) (count - all.images()), bench));
            } finally {
                Bench.delete(folder);
            }
        }
        return all;
    }

    private static Verdict record(Engine engine, Path folder, SplittableRandom chance, int images, Bench bench)
            throws IOException, InterruptedException {
        Path base = Mount.newDisk(engine, folder.resolve("base"));
        Ledger ledger = new Ledger();
        long from = System.nanoTime();
        Recording recording = work(engine, folder, base, ledger, 1 + chance.nextInt(CALLERS_MAX));
        int first = recording.firstAfter(from);
        Verdict all = Verdict.none();
        for (int i = 0; i < Math.min(images, IMAGES_EACH); i++) {
            int cut = cut(recording, first, ledger, chance);
            byte[] disk = Files.readAllBytes(base);
            recording.replay(disk, cut, chance);
            // A file of its own for each: the kernel may still hold the loop device of the one before.
            Path image = Files.write(folder.resolve("image" + i), disk);
            Ledger.Mark mark = ledger.markBefore(recording.nanosOf(cut));
            Verdict verdict = compare(engine, folder, image, ledger, mark, chance);
            Bench.delete(image);
            bench.progress().accept(verdict);
            all = all.plus(verdict);
            if (!verdict.isClean()) {
                bench.keep(Files.write(folder.resolve("kept"), disk), "blocks");
            }
        }
        return all;
    }

    // Every other one not long before something was let go.
    private static int cut(Recording recording, int first, Ledger ledger, SplittableRandom chance) {
        List<Long> letGo = ledger.letGoAt().stream()
                .filter(at -> at < recording.nanosOf(recording.size() - 1))
                .toList();
        if (letGo.isEmpty() || chance.nextBoolean()) {
            return chance.nextInt(first, recording.size());
        }
        long at = letGo.get(chance.nextInt(letGo.size())) - chance.nextLong(LETTING_GO_NANOS);
        return Math.clamp(recording.firstAfter(at), first, recording.size() - 1);
    }

    private static Recording work(Engine engine, Path folder, Path base, Ledger ledger, int callers)
            throws IOException, InterruptedException {
        Path script = folder.resolve("recorder.py");
        try (InputStream source = BlockRecorder.class.getResourceAsStream("recorder.py")) {
            if (source == null) {
                throw new IOException("recorder.py is not on the class path");
            }
            long ignored = Files.copy(source, script);
        }
        Path log = folder.resolve("events");
        Path mountedBy = Files.createDirectory(folder.resolve("nbd"));
        Path disk = mountedBy.resolve("disk");
        Process recorder = new ProcessBuilder(
                        "nbdfuse",
                        disk.toString(),
                        "[",
                        "nbdkit",
                        "--exit-with-parent",
                        "python",
                        script.toString(),
                        "base=" + base,
                        "log=" + log,
                        "]")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            await(disk);
            try (Mount mount = Mount.of(disk, folder.resolve("mounted"));
                    Child child = Child.start(List.of(), engine, mount.till(), ledger, callers, SALES_EACH)) {
                child.hear(child::isDone);
                child.kill();
            }
        } finally {
            letGo(mountedBy);
            recorder.destroy();
            int ignored = recorder.waitFor();
        }
        return Recording.read(log);
    }

    private static Verdict compare(
            Engine engine, Path folder, Path image, Ledger ledger, Ledger.Mark mark, SplittableRandom chance)
            throws IOException {
        try (Mount mount = Mount.of(image, folder.resolve("mounted"))) {
            return new Comparison(engine, ledger, mark).of(ModelDisk.lasting(mount.till(), Conduct.honest(), chance));
        }
    }

    private static void await(Path disk) throws IOException {
        for (int tries = 1; !Files.exists(disk); tries++) {
            if (tries == TRIES_MAX) {
                throw new IOException("the recorder does not start");
            }
            pause();
        }
    }

    // Busy while the kernel lets go of the loop device above it.
    private static void letGo(Path mountedBy) throws IOException {
        for (int tries = 1; tries < TRIES_MAX; tries++) {
            if (Machine.runs("fusermount3", "-u", mountedBy.toString())) {
                return;
            }
            pause();
        }
        boolean ignored = Machine.runs("umount", "-l", mountedBy.toString());
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }
}
