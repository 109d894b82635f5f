package dev.tidegate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.demo.SaleSeen.Told;
import dev.tidegate.house.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is left of a card in the till's memory once its sale is over: nothing that the till can still reach, in any form
 * that a scan knows. What the collector has not yet overwritten is counted and printed beside; it is nobody's, and it
 * is gone with the next sales.
 */
final class HeapIT {
    private static final String ONLINE = "4761739001010119";
    private static final String STORED = "5413330089010012";
    private static final List<String> CANARIES = List.of(ONLINE, STORED);

    @TempDir
    private Path home;

    @Test
    void heap_afterAnOnlineAndAStoredSale_holdsNoLiveNumber() throws Exception {
        Progress progress = new Progress(System.err, true);
        List<String> live;
        List<String> all;
        Plant.shop(home.resolve("shop"));
        try (Shop shop = Shop.open(Project.folder(), home.resolve("shop"), Ports.free(), progress);
                Cashier cashier = new Cashier(shop.till(), shop.cards())) {
            assertThat(cashier.awaitTerminal(Story::isOnline, Duration.ofSeconds(60)))
                    .as("the till has heard from its gateway")
                    .isTrue();
            Told online = cashier.sell("chip-approves", 1_111).told();
            shop.cutNetwork(true);
            Told stored = cashier.sell("chip-offline", 1_222).told();
            assertThat(List.of(online, stored)).as("both cards were read").doesNotContain(Told.NOTHING);

            // The full dump first: the other one begins with a collection.
            all = numbersIn(dump(shop.tillPid(), "-all"));
            live = numbersIn(dump(shop.tillPid()));
        }

        System.out.println("heap: card numbers in " + live.size() + " places of the live heap, in " + all.size()
                + " of the full dump " + all);
        assertThat(live).as("card numbers that the till still reaches").isEmpty();
    }

    private Path dump(long pid, String... options) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(home.resolve("dump-" + options.length));
        Path file = folder.resolve("till.hprof");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.addAll(List.of(Long.toString(pid), "GC.heap_dump"));
        command.addAll(List.of(options));
        command.add(file.toString());
        Process jcmd = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolveSibling("jcmd.log").toFile())
                .start();
        assertThat(jcmd.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(file).as(Files.readString(folder.resolveSibling("jcmd.log"))).isNotEmptyFile();
        return file;
    }

    private static List<String> numbersIn(Path dump) throws IOException {
        List<String> found = new CanaryScan(CANARIES).placesIn(dump);
        Files.delete(dump);
        return found;
    }
}
