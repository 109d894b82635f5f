package dev.tidegate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.house.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cashier without a network, a limit, and a manager's word: through the processes' own interfaces. */
final class PeopleIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long ABOVE_THE_LIMIT = 12_300;
    private static final String MONEY = "{\"value\":" + ABOVE_THE_LIMIT + ",\"currency\":\"EUR\"}";

    @TempDir
    private Path home;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private URI till = URI.create("http://127.0.0.1");

    @Test
    void saleAboveTheLimit_offlineWithAManagersWord_isInTheJournalAndTheWordInTheAudit() {
        Staff staff = Staff.two();
        Staff.Member cashier = staff.members().getFirst();
        Staff.Member manager = staff.members().getLast();
        Plant.shop(home);
        try (Shop shop = Shop.open(Project.folder(), home, Ports.free(), new Progress(System.out, true), staff)) {
            till = shop.till().base();
            JsonNode ignored =
                    await("/terminal", terminal -> terminal.path("parameters").isObject());
            shop.cutNetwork(true);
            ignored = await(
                    "/terminal",
                    terminal -> terminal.path("network_status").asText().equals("offline"));

            String notYet = post("/carts", "{\"lines\":[]}").path("code").asText();
            String name = post("/session", "{\"name\":\"Ann\",\"pin\":\"" + cashier.pin() + "\"}")
                    .at("/person/name")
                    .asText();
            String cart = post("/carts", "{\"lines\":[{\"name\":\"Feast\",\"amount\":" + MONEY + "}]}")
                    .path("id")
                    .asText();
            JsonNode refused = sell(cart, "first", "");
            String word = post(
                            "/payments/" + refused.path("id").asText() + "/approval",
                            "{\"name\":\"Mai\",\"pin\":\"" + manager.pin() + "\",\"reason\":\"a regular guest\"}")
                    .path("id")
                    .asText();
            JsonNode seen = post("/payments/" + refused.path("id").asText() + "/seen", "{}");
            JsonNode inserted = post("/demo/cards/chip-approves/insert", "{}");
            JsonNode stored = sell(cart, "second", ",\"approval\":\"" + word + "\"");
            JsonNode events = get("/payments/" + stored.path("id").asText() + "/events");
            JsonNode unlocked = post("/session/manager", "{\"name\":\"Mai\",\"pin\":\"" + manager.pin() + "\"}");
            JsonNode acts = get("/staff").path("acts");

            assertThat(notYet).isEqualTo("sign_in_required");
            assertThat(name).isEqualTo("Ann");
            assertThat(refused.path("reason").asText()).isEqualTo("SALE_ABOVE_LIMIT");
            assertThat(seen.path("shown").asBoolean()).isTrue();
            assertThat(inserted.isObject()).isTrue();
            assertThat(stored.path("result").asText()).isEqualTo("stored_deferred");
            assertThat(stored.path("person").asText()).isEqualTo("Ann");
            assertThat(events.at("/events/0/record").asText()).isEqualTo("STORED");
            assertThat(unlocked.path("manager").asText()).isEqualTo("Mai");
            assertThat(List.of(acts.at("/0/act").asText(), acts.at("/1/act").asText()))
                    .containsExactly("APPROVAL_USED", "APPROVED");
            assertThat(acts.at("/1/reason").asText()).isEqualTo("a regular guest");
        }
    }

    private JsonNode sell(String cart, String key, String approval) {
        String body = "{\"cart\":\"" + cart + "\",\"tender\":\"card\",\"amount\":" + MONEY + approval + "}";
        String id = send(request("/payments")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(body)))
                .path("id")
                .asText();
        return await("/payments/" + id, payment -> payment.path("result").isTextual());
    }

    private JsonNode await(String path, Predicate<JsonNode> wanted) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        JsonNode last = get(path);
        while (!wanted.test(last)) {
            assertThat(System.nanoTime()).as("in time: %s", last).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            last = get(path);
        }
        return last;
    }

    private JsonNode get(String path) {
        return send(request(path).GET());
    }

    private JsonNode post(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(till.resolve("/api/v1" + path)).timeout(Duration.ofSeconds(20));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            return JSON.readTree(
                    browser.send(request.build(), BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
