package dev.tidegate.storm.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Some lives of one till on a {@link ModelDisk}: callers work, the power is cut, the next life begins with one of the
 * images that the cut allows. Several moments of each life are looked at, several images of each moment.
 */
final class Story {
    /** A moment of a life: what the disk may be, and what had been answered. */
    private record Moment(Cut cut, Ledger.Mark mark) {}

    private static final int LIVES = 3;
    private static final int CALLERS_MAX = 4;
    private static final int SALES_EACH = 150;

    private final Engine engine;
    private final Conduct rules;
    private final Bench bench;
    private final SplittableRandom chance;
    private final String name;
    private final int moments;
    private final int imagesEach;
    private final int operationsMax;
    private final Ledger ledger = new Ledger();
    private int images;
    private int strayed;

    /**
     * @param rules how every disk behaves, in life and in recovery
     * @param moments that are looked at in each life
     * @param operationsMax of a life, then its power is cut
     */
    Story(Engine engine, Conduct rules, Bench bench, long seed, int moments, int imagesEach, int operationsMax) {
        this.engine = engine;
        this.rules = rules;
        this.bench = bench;
        this.chance = new SplittableRandom(seed);
        this.name = "seed" + seed;
        this.moments = moments;
        this.imagesEach = imagesEach;
        this.operationsMax = operationsMax;
    }

    /** What makes trouble in one life. */
    interface Trouble {
        Conduct in(Path home, Conduct rules, SplittableRandom chance);
    }

    Verdict play(Trouble trouble, int imagesMax) throws IOException, InterruptedException {
        Path home = Files.createDirectory(bench.path(name + "-life0"));
        engine.prepare(home);
        Verdict all = Verdict.none();
        for (int life = 1; life <= LIVES && images < imagesMax; life++) {
            int stuckBefore = ledger.stuckCount();
            List<Moment> lived = live(home, trouble);
            Bench.delete(home);
            all = all.plus(compare(lived, imagesMax))
                    .with(Finding.STUCK, ledger.stuckCount() - stuckBefore)
                    .with(Finding.REFUSED, strayed);
            Moment last = lived.getLast();
            ledger.backTo(last.mark());
            home = bench.path(name + "-life" + life);
            last.cut().draw(home, chance);
        }
        Bench.delete(home);
        return all;
    }

    private List<Moment> live(Path home, Trouble trouble) throws IOException, InterruptedException {
        Conduct conduct = trouble.in(home, rules, chance.split());
        ModelDisk disk = ModelDisk.of(home, conduct, chance.split());
        List<Moment> lived = new ArrayList<>();
        Moments when = new Moments(moments, operationsMax, chance.split());
        disk.listen(operation -> {
            if (when.isLookedAt(operation)) {
                lived.add(momentOf(disk));
            }
            return !when.isOver();
        });
        int strayedBefore = ledger.astrayCount();
        try (Log log = engine.open(disk.home(), ledger.next(), disk::mapped)) {
            new Callers(log, ledger, disk::isOff).run(1 + chance.nextInt(CALLERS_MAX), SALES_EACH);
        } catch (RuntimeException e) {
            if (!disk.isOff() && !conduct.isBad()) {
                throw e;
            }
            // With the power off, or on a bad disk, a till may not even start.
        }
        strayed = conduct.isBad() ? 0 : ledger.astrayCount() - strayedBefore;
        if (!disk.isOff()) {
            lived.add(momentOf(disk));
            disk.powerOff();
        }
        return lived;
    }

    private Moment momentOf(ModelDisk disk) throws IOException {
        // What is answered from here on is not demanded of the image; what the log is told until then may be in it.
        Ledger.Mark before = ledger.mark();
        Cut cut = disk.capture();
        return new Moment(cut, before.toldUntil(ledger.mark()));
    }

    private Verdict compare(List<Moment> lived, int imagesMax) throws IOException {
        Verdict all = Verdict.none();
        for (Moment moment : lived) {
            for (int i = 0; i < imagesEach && images < imagesMax; i++) {
                Path image = bench.path(name + "-image");
                long drawn = chance.nextLong();
                moment.cut().draw(image, new SplittableRandom(drawn));
                ModelDisk disk = ModelDisk.lasting(image, rules, chance);
                Verdict verdict = new Comparison(engine, ledger, moment.mark()).of(disk);
                images++;
                bench.progress().accept(verdict);
                all = all.plus(verdict);
                Bench.delete(image);
                if (!verdict.isClean()) {
                    // As it was before anybody opened it.
                    moment.cut().draw(image, new SplittableRandom(drawn));
                    bench.keep(image, name);
                }
            }
        }
        return all;
    }
}
