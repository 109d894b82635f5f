package dev.tidegate.storm.device;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidegate storm devices}: a till and a payment device that fails, and their books compared. */
@Command(
        name = "devices",
        mixinStandardHelpOptions = true,
        description = {
            "Takes payments at a simulated certified device that loses answers, breaks off, restarts and is late, with",
            "a till that dies now and then, and compares what the till believes with what the device booked.",
            "The suite takes 30."
        })
public final class DevicesCommand implements Callable<Integer> {
    @Option(names = "--count", paramLabel = "N", description = "How many sales (default: ${DEFAULT-VALUE}).")
    private int count = 10_000;

    @Option(names = "--seed", paramLabel = "S", description = "Which sales and faults (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--json", description = "One line of JSON instead of words.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path home = Files.createTempDirectory("device-storm");
        DeviceStorm.Count result;
        try (DeviceStorm storm = DeviceStorm.brewing(home, seed, DeviceStorm.ANSWER);
                ProgressBar bar = bar()) {
            result = storm.rage(count, bar::stepBy);
        }
        out.println(json ? asJson(result) : inWords(result));
        result.contradictions().forEach(System.err::println);
        if (!result.contradictions().isEmpty()) {
            System.err.println("The device's books: " + home);
        }
        return result.contradictions().isEmpty() ? 0 : 1;
    }

    private ProgressBar bar() {
        return new ProgressBarBuilder()
                .setTaskName("Sales")
                .setInitialMax(count)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500)
                .build();
    }

    private String inWords(DeviceStorm.Count result) {
        return String.format(
                Locale.ROOT,
                "%,d sales: %,d paid, %,d unpaid, %,d reversed, %,d for a person; %,d doubts, the till died %,d times; "
                        + "%d contradictions with the device's books (seed %d)",
                result.sales(),
                result.paid(),
                result.unpaid(),
                result.reversed(),
                result.unknown(),
                result.doubts(),
                result.deaths(),
                result.contradictions().size(),
                seed);
    }

    private String asJson(DeviceStorm.Count result) {
        return String.format(
                Locale.ROOT,
                "{\"storm\":\"devices\",\"seed\":%d,\"sales\":%d,\"paid\":%d,\"unpaid\":%d,\"reversed\":%d,"
                        + "\"unknown\":%d,\"doubts\":%d,\"deaths\":%d,\"contradictions\":%d}",
                seed,
                result.sales(),
                result.paid(),
                result.unpaid(),
                result.reversed(),
                result.unknown(),
                result.doubts(),
                result.deaths(),
                result.contradictions().size());
    }
}
