package dev.tidegate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.demo.SaleSeen.Told;
import dev.tidegate.house.Project;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a cashier does about the network, in the whole shop; the acquirer's own books have the last word. */
final class NetworkIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long ONLINE = 20_11;
    private static final long DEFERRED = 20_12;
    private static final long BY_CARD = 5_13;
    private static final long GIVEN_BACK = 10_00;

    @TempDir
    private Path home;

    @Test
    void network_syncedAndAskedAboutAndRefunded_agreesWithTheAcquirersBooks() {
        Plant.shop(home);
        try (Shop shop = Shop.open(Project.folder(), home, Ports.free(), new Progress(System.err, true));
                Cashier cashier = new Cashier(shop.till(), shop.cards())) {
            await(cashier, NetworkIT::isOnline);
            SaleSeen online = cashier.sell("chip-approves", ONLINE);
            shop.cutNetwork(true);
            await(cashier, terminal -> terminal.path("cause").asText().equals("NO_NETWORK"));
            SaleSeen deferred = cashier.sell("chip-approves", DEFERRED);
            SaleSeen byCard = cashier.sell("chip-offline", BY_CARD);
            assertThat(List.of(online.told(), deferred.told(), byCard.told()))
                    .containsExactly(Told.APPROVED, Told.STORED, Told.STORED);

            JsonNode cut = run(shop, cashier, NetworkIT::hasEnded);
            assertThat(cut.path("state").asText()).isEqualTo("NO_NETWORK");
            assertThat(cut.path("lines").findValuesAsText("stage")).containsExactly("WAITING", "WAITING");
            JsonNode why = why(shop, deferred);
            assertThat(why.path("cause").asText()).isEqualTo("NO_NETWORK");
            assertThat(why.path("attempts").asInt()).isZero();
            refund(shop, online).expect(503);

            shop.cutNetwork(false);
            await(cashier, NetworkIT::isOnline);
            JsonNode synced = run(shop, cashier, NetworkIT::isFinal);
            assertThat(synced.path("state").asText()).isEqualTo("DONE");
            assertThat(synced.path("lines").findValuesAsText("state")).containsOnly("CAPTURED");

            // Whether the sale stood was told to the gateway on its own way, which the cut may have held up.
            await(cashier, ignored -> mayBeRefunded(shop, online));
            JsonNode asked = refund(shop, online).expect(202).body();
            String path = "/api/v1/refunds/" + asked.path("id").asText();
            await(cashier, ignored -> hasEnded(shop.till().get(path).body()));
            assertThat(shop.till().get(path).body().path("state").asText()).isEqualTo("REFUNDED");

            Ledger books = Ledger.read(shop.acquirer());
            assertThat(List.of(books.live(ONLINE), books.live(DEFERRED), books.live(BY_CARD)))
                    .containsExactly(1L, 1L, 1L);
            assertThat(refunds(shop)).as("given back once").containsExactly("LIVE");
        }
    }

    /** Presses Sync now and follows that run. */
    private static JsonNode run(Shop shop, Cashier cashier, Predicate<JsonNode> until) {
        JsonNode pressed =
                shop.till().post("/api/v1/terminal/sync", Map.of()).expect(202).body();
        String path = "/api/v1/sync-runs/" + pressed.path("id").asText();
        await(cashier, ignored -> until.test(shop.till().get(path).expect(200).body()));
        return shop.till().get(path).expect(200).body();
    }

    private static boolean hasEnded(JsonNode told) {
        return told.path("ended_at").isTextual();
    }

    private static boolean isFinal(JsonNode run) {
        return hasEnded(run)
                && StreamSupport.stream(run.path("lines").spliterator(), false)
                        .allMatch(line -> line.path("stage").asText().equals("FINAL"));
    }

    private static JsonNode why(Shop shop, SaleSeen sale) {
        return shop.till()
                .get("/api/v1/payments/" + sale.paymentId() + "/why")
                .expect(200)
                .body();
    }

    private static boolean mayBeRefunded(Shop shop, SaleSeen sale) {
        return shop.till().get(refunds(sale)).expect(200).body().path("left").isObject();
    }

    private static String refunds(SaleSeen sale) {
        return "/api/v1/payments/" + sale.paymentId() + "/refunds";
    }

    private static Http.Answer refund(Shop shop, SaleSeen sale) {
        return shop.till()
                .post(
                        refunds(sale),
                        Map.of("amount", Map.of("value", GIVEN_BACK, "currency", "EUR")),
                        Map.of("Idempotency-Key", "a-part-of-" + sale.paymentId()));
    }

    private static List<String> refunds(Shop shop) {
        JsonNode entries = shop.acquirer().get("/ledger").expect(200).body().path("entries");
        return StreamSupport.stream(entries.spliterator(), false)
                .filter(entry -> entry.path("kind").asText().equals("refund"))
                .filter(entry -> entry.path("amount").asLong() == GIVEN_BACK)
                .map(entry -> entry.path("state").asText().toUpperCase(java.util.Locale.ROOT))
                .toList();
    }

    private static boolean isOnline(JsonNode terminal) {
        return terminal.path("network_status").asText().equals("online");
    }

    private static void await(Cashier cashier, Predicate<JsonNode> fact) {
        assertThat(cashier.awaitTerminal(fact, PATIENCE)).as("in time").isTrue();
    }
}
