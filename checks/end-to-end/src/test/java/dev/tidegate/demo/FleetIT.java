package dev.tidegate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.demo.Child.Recipe;
import dev.tidegate.gateway.store.Database;
import dev.tidegate.gateway.store.Payments;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.house.Project;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two gateways on one PostgreSQL, as processes; one is killed while both have messages in flight. What the tills were
 * told and what the gateway says is held against the acquirer's own ledger, sale by sale.
 */
final class FleetIT {
    private static final int TILLS = 6;
    private static final int SALES_BEFORE_THE_KILL = 5;
    private static final int SALES_AFTER_IT = 4;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    private Path home;

    private final List<Child> children = new ArrayList<>();

    @Test
    void gatewayKilledAmidSales_theOtherGoesOn_nothingIsLostDoubledOrInvented() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        List<TillId> tills = IntStream.range(0, TILLS)
                .mapToObj(n -> TillId.of("00000000-0000-7000-8000-00000000000" + n))
                .toList();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
                Store store = Store.open(database(postgres), new UUID(seed, seed))) {
            enrol(store, tills);
            Child acquirer = start(Processes.acquirer(home));
            JsonNode host = acquirer.awaitReady(LIMIT);
            Http books = new Http("http://127.0.0.1:" + host.path("control").asInt());
            // Long enough that each gateway has something in flight nearly always.
            Http.Answer ignored = books.post("/rules", List.of(Map.of("action", "delay", "millis", 150)))
                    .expect(200);
            Path config = config(tills);
            Child first =
                    start(gateway("first", config, postgres, host.path("host").asInt()));
            Child second =
                    start(gateway("second", config, postgres, host.path("host").asInt()));
            List<URI> doors = List.of(door(first), door(second));
            await("the lines are not up", () -> isUp(first) && isUp(second));
            Map<Long, ApiTill.Told> told = new HashMap<>();
            CountDownLatch warm = new CountDownLatch(TILLS);
            try (ExecutorService cashiers = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Map<Long, ApiTill.Told>>> selling = new ArrayList<>();
                for (int n = 0; n < TILLS; n++) {
                    int till = n;
                    selling.add(cashiers.submit(() -> sell(till, doors, seed, warm)));
                }
                assertThat(warm.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
                first.kill();
                for (Future<Map<Long, ApiTill.Told>> each : selling) {
                    told.putAll(each.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
                }
            }
            await("something is still open at the gateway", () -> open(store).isEmpty());

            compare(store, Ledger.read(books), told);
            assertThat(takenOver(store))
                    .as("messages that the dead gateway had in flight")
                    .isPositive();
        } finally {
            children.forEach(child -> child.stop(Duration.ofSeconds(10)));
        }
    }

    private Map<Long, ApiTill.Told> sell(int till, List<URI> doors, long seed, CountDownLatch warm) throws Exception {
        try (ApiTill cashier = new ApiTill(home.resolve("till" + till), doors, till % 2, seed + till)) {
            long amount = 10_000L * (till + 1);
            cashier.bringStored(List.of(++amount, ++amount, ++amount, ++amount, ++amount, ++amount));
            for (int sold = 0; sold < SALES_BEFORE_THE_KILL + SALES_AFTER_IT; sold++) {
                cashier.sellOnline(++amount);
                if (sold + 1 == SALES_BEFORE_THE_KILL) {
                    cashier.bringStored(List.of(++amount, ++amount, ++amount));
                    warm.countDown();
                }
            }
            return cashier.told();
        }
    }

    private static void compare(Store store, Ledger ledger, Map<Long, ApiTill.Told> told) {
        Map<Long, String> states = states(store);
        told.forEach((amount, word) -> {
            String state = states.getOrDefault(amount, "nothing");
            String story = "sale of " + amount + ", told " + word + ", at the gateway " + state;
            long live = ledger.live(amount);
            assertThat(live).as(story).isEqualTo(state.equals("CAPTURED") ? 1 : 0);
            switch (word) {
                case APPROVED, STORED -> assertThat(state).as(story).isEqualTo("CAPTURED");
                case DECLINED, NOT_SENT, NOT_KNOWN ->
                    assertThat(state).as(story).isNotEqualTo("CAPTURED");
            }
        });
        assertThat(states.keySet()).as("sales that no till made").isSubsetOf(told.keySet());
        assertThat(told.values()).contains(ApiTill.Told.APPROVED, ApiTill.Told.STORED);
    }

    private static Map<Long, String> states(Store store) {
        return store.read(tables -> tables.payments().list(Payments.Shown.ALL, "", null, Instant.EPOCH, 500)).stream()
                .filter(payment -> payment.terms() != null)
                .collect(Collectors.toMap(
                        payment -> payment.sold().amount().minor(),
                        payment -> payment.state().name()));
    }

    private static List<String> open(Store store) {
        return store.read(tables -> tables.payments().list(Payments.Shown.ALL, "", null, Instant.EPOCH, 500).stream()
                .filter(payment -> switch (payment.state()) {
                    case CAPTURED, DECLINED, REVERSED, CANCELLED, DECLINED_AFTER_STORE -> false;
                    // A sale that was never sent rests where it was.
                    case ASKING -> !tables.attempts().of(payment.id()).stream().allMatch(a -> a.sends() == 0);
                    default -> true;
                })
                .map(payment -> payment.id() + " " + payment.state())
                .toList());
    }

    private static long takenOver(Store store) {
        return store.read(tables -> tables.payments().list(Payments.Shown.ALL, "", null, Instant.EPOCH, 500).stream()
                .flatMap(payment -> tables.attempts().of(payment.id()).stream())
                .filter(attempt -> attempt.takenOver())
                .count());
    }

    private void enrol(Store store, List<TillId> tills) throws IOException {
        GatewayHome gateway = GatewayHome.init(home.resolve("first"), InstantSource.system());
        Map<TillId, Path> folders = new HashMap<>();
        for (int n = 0; n < tills.size(); n++) {
            folders.put(tills.get(n), home.resolve("till" + n));
        }
        Plant.enrol(gateway, store, folders);
        // Both nodes have the same keys.
        Files.createDirectories(home.resolve("second"));
        try (Stream<Path> files = Files.list(home.resolve("first"))) {
            for (Path file : files.toList()) {
                Files.copy(file, home.resolve("second").resolve(file.getFileName()));
            }
        }
    }

    private Path config(List<TillId> tills) throws IOException {
        String terminals = IntStream.range(0, tills.size())
                .mapToObj(n -> "        - {till: \"" + tills.get(n) + "\", tid: \"TILL000" + n + "\", currency: EUR}\n")
                .collect(Collectors.joining());
        String text = Files.readString(Project.folder().resolve("config/gateway.yml"));
        Path config = home.resolve("gateway.yml");
        Files.writeString(config, text.replaceAll("(?m)^        - \\{till: .*\n", terminals));
        return config;
    }

    private Recipe gateway(String name, Path config, EmbeddedPostgres postgres, int host) {
        Database database = database(postgres);
        Map<String, String> environment = Map.ofEntries(
                Map.entry("GATEWAY_HOME", home.resolve(name).toString()),
                Map.entry("GATEWAY_DATABASE", database.url()),
                Map.entry("GATEWAY_DATABASE_USER", database.user()),
                Map.entry("GATEWAY_LEASE", "PT7S"),
                Map.entry(
                        "GATEWAY_PROFILES",
                        Project.folder().resolve("config/acquirers").toString()),
                Map.entry("GATEWAY_ACQUIRER_PORT", "" + host),
                Map.entry("GATEWAY_PORT", "0"),
                Map.entry("GATEWAY_PAGE_PORT", "0"),
                Map.entry("GATEWAY_ADMIN_PORT", "0"),
                Map.entry("GATEWAY_LIVE_TIMER", "PT4S"),
                Map.entry("GATEWAY_DEFERRED_TIMER", "PT4S"),
                Map.entry("GATEWAY_REVERSAL_TIMER", "PT4S"),
                Map.entry("GATEWAY_LANE_WAIT", "PT2S"),
                Map.entry("GATEWAY_HOST_TIMER", "PT1S"),
                Map.entry("GATEWAY_REPEAT_FIRST", "PT0.5S"),
                Map.entry("GATEWAY_REVERSAL_FIRST", "PT0.5S"),
                Map.entry("GATEWAY_REPEAT_MOST", "PT2S"));
        return Processes.gateway(home, name, environment, config);
    }

    private Child start(Recipe recipe) {
        Child child = Child.start(recipe);
        children.add(child);
        return child;
    }

    private static URI door(Child gateway) {
        return URI.create(
                "https://localhost:" + gateway.awaitReady(LIMIT).path("api").asInt());
    }

    private static boolean isUp(Child gateway) {
        Http admin = new Http(
                "http://127.0.0.1:" + gateway.awaitReady(LIMIT).path("admin").asInt());
        return admin.get("/healthcheck").body().at("/acquirers/healthy").asBoolean();
    }

    private static Database database(EmbeddedPostgres postgres) {
        return new Database(postgres.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", ""), "postgres", "");
    }

    private static void await(String otherwise, BooleanSupplier fact) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long looks = LIMIT.toMillis() / 100;
        for (long look = 0; look < looks && !fact.getAsBoolean(); look++) {
            assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
        }
        assertThat(fact.getAsBoolean()).as(otherwise).isTrue();
    }
}
