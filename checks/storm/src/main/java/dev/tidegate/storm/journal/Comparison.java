package dev.tidegate.storm.journal;

import dev.tidegate.core.port.ChainLostException;
import dev.tidegate.core.port.JournalBrokenException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Recovers a log from what a fault has left, and compares what it gives with what was acknowledged. */
final class Comparison {
    /** Handed over after each recovery: what was hidden may only show when somebody writes behind it. */
    private static final int MORE_SALES = 3;

    private final Engine engine;
    private final Ledger ledger;
    private final Ledger.Mark mark;
    private final Set<Long> settled;

    Comparison(Engine engine, Ledger ledger, Ledger.Mark mark) {
        this.engine = engine;
        this.ledger = ledger;
        this.mark = mark;
        this.settled = ledger.settling(mark);
    }

    /** Opens, compares, lets go what is due, hands over some more, opens again and compares again. */
    Verdict of(ModelDisk disk) throws IOException {
        boolean isTidying = engine.isTidying(real(disk));
        Map<Long, Sighting> more = new HashMap<>();
        Verdict first = opened(disk, more, MORE_SALES);
        Verdict second = first.count(Finding.REFUSED) > 0 ? Verdict.none() : opened(disk, more, MORE_SALES);
        return first.plus(second).asOneImage(isTidying);
    }

    /** Opens and compares: a disk that is still full takes no more. */
    Verdict asFound(ModelDisk disk) throws IOException {
        boolean isTidying = engine.isTidying(real(disk));
        Verdict found = opened(disk, new HashMap<>(), 0);
        return new Verdict(1, isTidying ? 1 : 0, found.acknowledged(), found.found());
    }

    private static Path real(ModelDisk disk) {
        return Path.of(disk.home().toString());
    }

    private Verdict opened(ModelDisk disk, Map<Long, Sighting> more, int sales) {
        List<Sighting> expected = new ArrayList<>(ledger.acknowledged(mark));
        expected.addAll(more.values());
        try (Log log = engine.open(disk.home(), ledger.next(), () -> {})) {
            Verdict verdict = compare(log, expected, real(disk));
            if (sales > 0 && verdict.count(Finding.REFUSED) == 0) {
                verdict = verdict.with(Finding.REFUSED, log.tidy(() -> {}).isEmpty() ? 0 : 1);
            }
            for (int i = 0; i < sales && verdict.count(Finding.REFUSED) == 0; i++) {
                long number = ledger.submits();
                more.put(number, log.append(number));
            }
            return verdict;
        } catch (JournalBrokenException | ChainLostException | Log.RefusedException e) {
            return Verdict.ofImage(expected.size()).with(Finding.REFUSED, 1);
        }
    }

    private Verdict compare(Log log, List<Sighting> expected, Path folder) {
        Verdict verdict = Verdict.ofImage(expected.size())
                .with(Finding.REFUSED, log.refusal().isEmpty() ? 0 : 1)
                .with(Finding.FORGOTTEN, forgotten(log));
        Map<Long, Sighting> found = new HashMap<>();
        for (Sighting sale : all(log)) {
            verdict = verdict.with(Finding.DOUBLED, found.put(sale.number(), sale) == null ? 0 : 1)
                    .with(Finding.INVENTED, ledger.wasSubmitted(sale.number()) ? 0 : 1);
        }
        long begins = log.begins();
        for (Sighting sale : expected) {
            verdict = compare(sale, found.get(sale.number()), begins, folder, verdict);
        }
        for (Sighting sale : ledger.seen(mark)) {
            Sighting there = found.get(sale.number());
            boolean isThere = there == null ? sale.place() < begins && mayGo(sale) : there.agrees(sale);
            verdict = verdict.with(Finding.VANISHED, isThere ? 0 : 1);
        }
        return verdict;
    }

    private Verdict compare(Sighting sale, @Nullable Sighting there, long begins, Path folder, Verdict all) {
        if (there != null && !there.agrees(sale)) {
            return all.with(Finding.INVENTED, 1);
        }
        if (there == null && sale.place() >= begins) {
            boolean isHidden = isOnDisk(folder, engine.trace(sale.number()));
            return all.with(isHidden ? Finding.HIDDEN : Finding.LOST, 1);
        }
        boolean isWhole = there != null && !there.isBare();
        return all.with(Finding.EARLY, isWhole || sale.isBare() || mayGo(sale) ? 0 : 1);
    }

    // Taken over elsewhere, and what became of it is known.
    private boolean mayGo(Sighting sale) {
        return sale.place() <= mark.forwarding() && settled.contains(sale.number());
    }

    private long forgotten(Log log) {
        long remembered = log.forwarded();
        boolean tooMuch = remembered != Long.MAX_VALUE && remembered > mark.forwarding();
        return remembered < mark.forwarded() || tooMuch ? 1 : 0;
    }

    private static List<Sighting> all(Log log) {
        List<Sighting> all = new ArrayList<>();
        try {
            while (true) {
                List<Sighting> more =
                        log.readAfter(all.isEmpty() ? 0 : all.getLast().place());
                if (more.isEmpty()) {
                    return all;
                }
                all.addAll(more);
            }
        } catch (JournalBrokenException e) {
            return all;
        }
    }

    private static boolean isOnDisk(Path folder, byte[] trace) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).anyMatch(file -> contains(file, trace));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(Path file, byte[] trace) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            for (int at = 0; at <= bytes.length - trace.length; at++) {
                int same = 0;
                while (same < trace.length && bytes[at + same] == trace[same]) {
                    same++;
                }
                if (same == trace.length) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
