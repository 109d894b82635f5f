package dev.tidegate.storm.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidegate storm journal}: the till's journal in each of the storms, and a comparison of ledgers. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        description = "Cuts the till's journal off in many ways while it works, and compares what it acknowledged "
                + "with what it still has.",
        footer = {
            "",
            "Ways: pages (any subset of unforced pages), faults (a disk that refuses),",
            "kill (kill -9, also as process 1), eio (the kernel fails a force), full (a disk that fills up),",
            "blocks (recorded writes, real ext4), qemu (a machine is switched off; only when asked for).",
            "A way that cannot run here is named and left out.",
            "Exit codes: 0 nothing lost, hidden, doubled or invented; 1 something was; 2 wrong options."
        })
public final class JournalStorm implements Callable<Integer> {
    private static final int HELD = 0;
    private static final int BROKEN = 1;

    @Option(
            names = {"--way", "--only"},
            paramLabel = "WAY",
            split = ",",
            description = "Only this way; repeatable.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--count", paramLabel = "N", description = "Images, or runs, of each way (default: the long form).")
    private int count;

    @Option(names = "--short", description = "The short form, as in each build.")
    private boolean isShort;

    @Option(names = "--seed", paramLabel = "S", description = "Where all chance comes from (default: a new one).")
    private @Nullable Long seed;

    @Option(names = "--json", description = "JSON instead of the table, one line; progress goes to standard error.")
    private boolean json;

    /** What came of one way. */
    private record Outcome(Way way, long seed, Verdict verdict, long millis) {}

    static List<Way> ways() {
        return List.of(
                new PageSubsets(),
                new FaultyDisk(),
                new Kills(),
                new KernelErrors(),
                new FullDisk(),
                new BlockRecorder(),
                new PowerCuts());
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        List<Way> chosen = ways().stream()
                .filter(way -> only.isEmpty() ? !way.isOnlyAskedFor() : only.contains(way.name()))
                .toList();
        if (chosen.isEmpty()) {
            System.err.println("no such way: " + String.join(", ", only));
            return 2;
        }
        for (Way way : chosen) {
            if (way.hindrance().isEmpty()) {
                outcomes.add(run(way));
            } else {
                System.err.println("SKIPPED " + way.name() + ": " + way.hindrance());
            }
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (json) {
            out.println(asJson(chosen, outcomes));
        } else {
            table(outcomes, out);
        }
        return outcomes.stream().allMatch(outcome -> outcome.verdict().isClean()) ? HELD : BROKEN;
    }

    private Outcome run(Way way) throws IOException, InterruptedException {
        long own = seed == null ? new SplittableRandom().nextLong() : seed;
        int images = count > 0 ? count : isShort ? way.shortCount() : way.longCount();
        System.err.println(way.name() + ": seed " + own);
        long start = System.nanoTime();
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(way.name())
                .setInitialMax(images)
                .setUpdateIntervalMillis(500)
                .build()) {
            Bench bench = Bench.inMemory(verdict -> {
                ProgressBar stepped = bar.step();
                if (!verdict.isClean()) {
                    stepped.setExtraMessage("LOSS");
                    System.err.println(way.name() + ": " + verdict);
                }
            });
            Verdict verdict = way.run(new JournalEngine(), own, images, bench);
            bench.clear();
            if (!verdict.isClean()) {
                System.err.println(way.name() + ": seed " + own + ", images that show it: " + bench.folder());
            }
            return new Outcome(way, own, verdict, (System.nanoTime() - start) / 1_000_000);
        }
    }

    private static void table(List<Outcome> outcomes, PrintStream out) {
        StringBuilder head = new StringBuilder(line("%-7s %7s %9s %12s", "way", "images", "archiving", "acknowledged"));
        for (Finding finding : Finding.values()) {
            head.append(' ').append(finding.title());
        }
        out.println(head.append(line(" %8s  %s", "images/s", "seed")));
        for (Outcome outcome : outcomes) {
            Verdict verdict = outcome.verdict();
            StringBuilder row = new StringBuilder(line(
                    "%-7s %7d %9d %12d",
                    outcome.way().name(), verdict.images(), verdict.archiving(), verdict.acknowledged()));
            for (Finding finding : Finding.values()) {
                row.append(line(" %" + finding.title().length() + "d", verdict.count(finding)));
            }
            double rate = 1_000.0 * verdict.images() / Math.max(1, outcome.millis());
            out.println(row.append(line(" %8.1f  %d", rate, outcome.seed())));
        }
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static String asJson(List<Way> chosen, List<Outcome> outcomes) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        ArrayNode ways = root.putArray("ways");
        boolean clean = true;
        for (Outcome outcome : outcomes) {
            Verdict verdict = outcome.verdict();
            clean &= verdict.isClean();
            ObjectNode node = ways.addObject();
            node.put("way", outcome.way().name());
            node.put("seed", outcome.seed());
            node.put("millis", outcome.millis());
            node.put("images", verdict.images());
            node.put("archiving", verdict.archiving());
            node.put("acknowledged", verdict.acknowledged());
            for (Finding finding : Finding.values()) {
                node.put(finding.title(), verdict.count(finding));
            }
        }
        ObjectNode skipped = root.putObject("skipped");
        for (Way way : chosen) {
            if (!way.hindrance().isEmpty()) {
                skipped.put(way.name(), way.hindrance());
            }
        }
        root.put("clean", clean);
        return mapper.writeValueAsString(root);
    }
}
