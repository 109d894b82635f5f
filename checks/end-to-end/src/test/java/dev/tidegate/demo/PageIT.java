package dev.tidegate.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidegate.house.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cashier page in a real browser, against the whole shop; pictures are left in target/browser. */
final class PageIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @TempDir
    private Path home;

    @Test
    void page_throughAnOutage_saysWhatIsTrue() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(CHROMIUM), "no browser at " + CHROMIUM + ": the page was not looked at");
        Path module = Project.folder().resolve("checks/end-to-end");
        Path pictures = Files.createDirectories(module.resolve("target/browser"));

        Path said = pictures.resolve("outage.log");
        int broken;
        Plant.shop(home);
        try (Shop shop = Shop.open(Project.folder(), home, Ports.free(), new Progress(System.out, true))) {
            Process browser = new ProcessBuilder(
                            "node",
                            "outage.mjs",
                            shop.till().base().toString(),
                            pictures.toString(),
                            CHROMIUM.toString())
                    .directory(module.resolve("browser").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            boolean ended = browser.waitFor(3, TimeUnit.MINUTES);
            broken = ended ? browser.exitValue() : -1;
            browser.destroyForcibly();
        }

        assertThat(broken)
                .as("what the page said, line by line:%n%s", Files.readString(said))
                .isZero();
    }
}
