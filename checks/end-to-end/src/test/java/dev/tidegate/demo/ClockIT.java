package dev.tidegate.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.demo.KillPoint.Part;
import dev.tidegate.demo.SaleSeen.Told;
import dev.tidegate.house.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody sets the clock of the till's machine while the network is down: its process sees another time from one
 * moment to the next, by libfaketime. The window is as open as before, also over a kill, and each sale is captured once
 * and has the time at which it was sold.
 */
final class ClockIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration WINDOW = Duration.ofHours(2);
    private static final List<Long> SALES = List.of(10_01L, 10_02L, 10_03L, 10_04L);

    @TempDir
    private Path folder;

    @Test
    void clock_movedByThreeDaysEitherWayWhileOffline_changesNothing() throws IOException {
        List<Path> found = libraries();
        assumeTrue(!found.isEmpty(), "libfaketime is not installed");
        Path library = found.getFirst();
        Path home = folder.resolve("shop");
        Instant begun = Instant.now();
        Plant.shop(home);
        set("+0");
        Ports ports = Ports.free();
        Progress progress = new Progress(System.err, true);
        try (Shop shop = Shop.open(recipes(home, ports, library), home, ports, progress, Staff.nobody());
                Cashier cashier = new Cashier(shop.till(), shop.cards())) {
            await(cashier, terminal -> terminal.path("network_status").asText().equals("online"));
            shop.cutNetwork(true);
            await(cashier, terminal -> terminal.path("cause").asText().equals("NO_NETWORK"));

            SaleSeen first = cashier.sell("chip-offline", SALES.get(0));
            Instant until = until(cashier);
            set("+3d");
            await(cashier, terminal -> terminal.path("machine_ahead_seconds").asLong() > 0);
            SaleSeen ahead = cashier.sell("chip-approves", SALES.get(1));
            assertThat(until(cashier)).as("the clock is three days ahead").isEqualTo(until);
            set("-3d");
            await(cashier, terminal -> terminal.path("machine_ahead_seconds").asLong() < 0);
            SaleSeen behind = cashier.sell("chip-offline", SALES.get(2));
            assertThat(until(cashier)).as("the clock is three days behind").isEqualTo(until);
            shop.kill(Part.TILL);
            shop.restart(Part.TILL);
            await(cashier, terminal -> terminal.path("cause").asText().equals("NO_NETWORK"));
            SaleSeen restarted = cashier.sell("chip-approves", SALES.get(3));
            assertThat(until(cashier)).as("and the till was killed").isEqualTo(until);
            assertThat(Stream.of(first, ahead, behind, restarted).map(SaleSeen::told))
                    .containsOnly(Told.STORED);

            set("+0");
            await(cashier, terminal -> !terminal.path("machine_ahead_seconds").isNumber());
            shop.cutNetwork(false);
            await(cashier, terminal -> terminal.path("offline").path("count").asInt(-1) == 0);
            Ledger books = Ledger.read(shop.acquirer());
            assertThat(SALES.stream().map(books::live)).as("captured once each").containsOnly(1L);
            assertThat(Stream.of(first, ahead, behind, restarted).map(sale -> soldAt(shop, sale)))
                    .allSatisfy(at -> assertThat(at).isBetween(begun, Instant.now()));
        }
    }

    private Recipes recipes(Path home, Ports ports, Path library) {
        return new Recipes(
                Project.folder(),
                home,
                ports,
                Staff.nobody(),
                StartCaches.used(Project.folder()),
                Map.of(
                        "LD_PRELOAD",
                        library.toString(),
                        "FAKETIME_TIMESTAMP_FILE",
                        clock().toString(),
                        "FAKETIME_CACHE_DURATION",
                        "1",
                        // A fix for waits that this process does not use; it makes each look at a clock a wait.
                        "FAKETIME_FORCE_MONOTONIC_FIX",
                        "0",
                        // The time since the machine was switched on is nobody's to set.
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1",
                        "TILL_ACCEPT_WINDOW",
                        WINDOW.toString()));
    }

    private Path clock() {
        return folder.resolve("clock");
    }

    // The process reads the file once a second.
    private void set(String offset) throws IOException {
        Path draft = Files.writeString(folder.resolve("clock.new"), offset + "\n");
        Path ignored = Files.move(draft, clock(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Instant until(Cashier cashier) {
        return Instant.parse(cashier.terminal()
                .path("offline")
                .path("remaining")
                .path("until")
                .asText());
    }

    private static Instant soldAt(Shop shop, SaleSeen sale) {
        JsonNode told = shop.till()
                .get("/api/v1/payments/" + sale.paymentId())
                .expect(200)
                .body();
        return Instant.parse(told.path("sold_at").asText());
    }

    private static List<Path> libraries() throws IOException {
        try (Stream<Path> found =
                Files.find(Path.of("/usr/lib"), 4, (file, facts) -> file.endsWith("faketime/libfaketimeMT.so.1"))) {
            return found.toList();
        }
    }

    private static void await(Cashier cashier, Predicate<JsonNode> fact) {
        assertThat(cashier.awaitTerminal(fact, PATIENCE)).as("in time").isTrue();
    }
}
