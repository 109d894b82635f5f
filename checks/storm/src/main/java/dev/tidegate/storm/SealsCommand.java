package dev.tidegate.storm;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidegate storm seals}: what several threads seal with one sealer, all opens. */
@Command(
        name = "seals",
        mixinStandardHelpOptions = true,
        description = {
            "Seals made-up sales by several threads with one sealer, opens each with one opener and compares what",
            "comes out. A million takes about a quarter of an hour of CPU time; the suite does 20,000."
        })
final class SealsCommand implements Callable<Integer> {
    @Option(names = "--count", paramLabel = "N", description = "How many seals (default: ${DEFAULT-VALUE}).")
    private int count = 1_000_000;

    @Option(names = "--threads", paramLabel = "N", description = "By how many threads (default: ${DEFAULT-VALUE}).")
    private int threads = 8;

    @Option(names = "--seed", paramLabel = "S", description = "Which sales (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--json", description = "One line of JSON instead of words.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        long start = System.nanoTime();
        SealStorm.Count result;
        try (SealStorm storm = SealStorm.brewing(seed);
                ProgressBar bar = bar()) {
            result = storm.rage(count, threads, bar::stepBy);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        out.println(json ? asJson(result, seconds) : inWords(result, seconds));
        return result.opened() == count ? 0 : 1;
    }

    private ProgressBar bar() {
        return new ProgressBarBuilder()
                .setTaskName("Seals")
                .setInitialMax(count)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500)
                .showSpeed()
                .build();
    }

    private String inWords(SealStorm.Count result, double seconds) {
        return String.format(
                Locale.ROOT,
                "%,d of %,d seals by %d threads opened and were what went in (seed %d, %.0f s)%s",
                result.opened(),
                count,
                threads,
                seed,
                seconds,
                result.failures().isEmpty() ? "" : "; first failures: " + result.failures());
    }

    private String asJson(SealStorm.Count result, double seconds) {
        return String.format(
                Locale.ROOT,
                "{\"storm\":\"seals\",\"count\":%d,\"threads\":%d,\"seed\":%d,\"opened\":%d,\"seconds\":%.1f}",
                count,
                threads,
                seed,
                result.opened(),
                seconds);
    }
}
