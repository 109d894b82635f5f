package dev.tidegate.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.house.Project;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shop floor in a real browser and without a network: what the page said is what the journal and shop.db have.
 * Pictures are left in target/browser.
 */
final class ShopFloorIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path home;

    @Test
    void page_sellsByScanAndInCashOffline_journalAndShopSayTheSame()
            throws IOException, InterruptedException, SQLException {
        assumeTrue(Files.isExecutable(CHROMIUM), "no browser at " + CHROMIUM + ": the page was not looked at");
        Path module = Project.folder().resolve("checks/end-to-end");
        Path pictures = Files.createDirectories(module.resolve("target/browser"));
        Path said = home.resolve("said.json");
        Path log = pictures.resolve("floor.log");

        int broken;
        JsonNode listed;
        Plant.shop(home);
        try (Shop shop = Shop.open(Project.folder(), home, Ports.free(), new Progress(System.out, true))) {
            URI till = shop.till().base();
            Process browser = new ProcessBuilder(
                            "node",
                            "floor.mjs",
                            till.toString(),
                            pictures.toString(),
                            CHROMIUM.toString(),
                            said.toString())
                    .directory(module.resolve("browser").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = browser.waitFor(3, TimeUnit.MINUTES);
            broken = ended ? browser.exitValue() : -1;
            browser.destroyForcibly();
            listed = payments(till);
        }

        assertThat(broken)
                .as("what the page said, line by line:%n%s", Files.readString(log))
                .isZero();
        JsonNode page = JSON.readTree(said.toFile());
        JsonNode cash = listed.path(0);
        JsonNode card = listed.path(1);
        assertThat(listed).hasSize(2);
        // 16.00 and 1.49, less 5 %, and a tip of 10 % on that.
        assertThat(page.path("byCard").asLong()).isEqualTo(1_749 - 87 + 166);
        assertThat(card.at("/amount/value").asLong())
                .isEqualTo(page.path("byCard").asLong());
        assertThat(card.path("unsynced").asBoolean()).isTrue();
        assertThat(cash.at("/tender/change/value").asLong())
                .isEqualTo(page.path("change").asLong());
        assertThat(shopSays("select minor from payment_request"))
                .isEqualTo(page.path("byCard").asLong());
        assertThat(shopSays("select tip_minor from cart where tip_minor > 0")).isEqualTo(166);
        assertThat(shopSays("select minor from tender"))
                .isEqualTo(page.path("inCash").asLong());
        assertThat(shopSays("select tendered_minor - minor from tender"))
                .isEqualTo(page.path("change").asLong());
    }

    private static JsonNode payments(URI till) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(till.resolve("/api/v1/payments")).build();
            return JSON.readTree(client.send(request, BodyHandlers.ofString()).body())
                    .path("payments");
        }
    }

    private long shopSays(String query) throws SQLException {
        Path file = home.resolve("till").resolve("shop.db");
        try (Connection shop = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = shop.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).as(query).isTrue();
            return row.getLong(1);
        }
    }
}
