package dev.tidegate.storm.journal;

import dev.tidegate.core.port.ChainLostException;
import dev.tidegate.core.port.JournalBrokenException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Recovers a log from what a fault has left, and compares what it gives with what was acknowledged. */
final class Comparison {
    /** Handed over after each recovery: what was hidden may only show when somebody writes behind it. */
    private static final int MORE_SALES = 3;

    private final Engine engine;
    private final Ledger ledger;
    private final Ledger.Mark mark;

    Comparison(Engine engine, Ledger ledger, Ledger.Mark mark) {
        this.engine = engine;
        this.ledger = ledger;
        this.mark = mark;
    }

    /** Opens, compares, hands over some more, opens again and compares again. */
    Verdict of(ModelDisk disk) {
        Map<Long, Sighting> more = new HashMap<>();
        Verdict first = opened(disk, more, MORE_SALES);
        Verdict second = first.refused() > 0 ? Verdict.none() : opened(disk, more, MORE_SALES);
        return first.plus(second).asOneImage();
    }

    /** Opens and compares: a disk that is still full takes no more. */
    Verdict asFound(ModelDisk disk) {
        return opened(disk, new HashMap<>(), 0);
    }

    private Verdict opened(ModelDisk disk, Map<Long, Sighting> more, int sales) {
        List<Sighting> expected = new ArrayList<>(ledger.acknowledged(mark));
        expected.addAll(more.values());
        try (Log log = engine.open(disk.home(), () -> {})) {
            Verdict verdict = compare(log, expected, Path.of(disk.home().toString()));
            for (int i = 0; i < sales && verdict.refused() == 0; i++) {
                long number = ledger.submits();
                more.put(number, log.append(number));
            }
            return verdict;
        } catch (JournalBrokenException | ChainLostException | Log.RefusedException e) {
            return Verdict.unopened(expected.size());
        }
    }

    private Verdict compare(Log log, List<Sighting> expected, Path folder) {
        Map<Long, Sighting> found = new HashMap<>();
        long doubled = 0;
        long invented = 0;
        long refused = log.refusal().isEmpty() ? 0 : 1;
        for (Sighting sale : all(log)) {
            doubled += found.put(sale.number(), sale) == null ? 0 : 1;
            invented += ledger.wasSubmitted(sale.number()) ? 0 : 1;
        }
        long hidden = 0;
        long missing = 0;
        for (Sighting sale : expected) {
            Sighting there = found.get(sale.number());
            if (there == null) {
                missing++;
                hidden += isOnDisk(folder, engine.trace(sale.number())) ? 1 : 0;
            } else if (!there.equals(sale)) {
                invented++;
            }
        }
        Set<Sighting> given = new HashSet<>(found.values());
        long vanished =
                ledger.seen(mark).stream().filter(sale -> !given.contains(sale)).count();
        return new Verdict(
                1, expected.size(), missing - hidden, hidden, doubled, invented, vanished, forgotten(log), refused, 0);
    }

    private long forgotten(Log log) {
        long remembered = log.forwarded();
        boolean tooMuch = remembered != Long.MAX_VALUE && remembered > ledger.forwarding();
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
