package dev.tidegate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.demo.Audit.Verdict;
import dev.tidegate.demo.Child.Recipe;
import dev.tidegate.demo.KillPoint.Part;
import dev.tidegate.demo.SaleSeen.Told;
import dev.tidegate.gateway.store.Database;
import dev.tidegate.gateway.store.Payments;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.house.Project;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A till that died with stored sales, as processes: its journal goes on a stick to another till, and from there to the
 * gateway. What the cashier was told is compared with the acquirer's ledger, sale by sale.
 */
final class AdoptionIT {
    private static final String OTHER_TILL = "018f3c52-7d2a-7c10-9f6e-5a1d0c0ffee2";
    private static final String GATEWAY = "dev.tidegate.gateway.GatewayApplication";
    private static final String TILL = "dev.tidegate.till.TillApplication";
    private static final String JOURNAL = "dev.tidegate.till.cli.JournalCommand";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> CANARIES =
            List.of("4761739001010119", "4761739001010010", "5413330089010012", "5413330089020029");

    @TempDir
    private Path home;

    @Test
    void tillThatDied_adoptedThenDrainedTwice_isCapturedOnceAndNothingChanges() throws IOException {
        Ports ports = Ports.free();
        Recipes recipes = new Recipes(Project.folder(), home, ports, Staff.nobody());
        try (Shop shop = Shop.open(Project.folder(), home, ports, new Progress(System.out, false));
                Cashier cashier = new Cashier(shop.till(), shop.cards())) {
            shop.kill(Part.GATEWAY);
            Child gateway = Child.start(withTwoTerminals(recipes.of(Part.GATEWAY)));
            Child other = null;
            try {
                gateway.awaitReady(LIMIT);
                sellThroughAnOutage(shop, cashier);
                shop.kill(Part.TILL);

                Path stick = home.resolve("stick.tgjx");
                JsonNode exported =
                        journal(recipes, "export", "--till-home", folder("till"), "--out", stick.toString(), "--json");
                enrolOther(recipes, ports);
                other = Child.start(otherTill(recipes, ports));
                other.awaitReady(LIMIT);
                Path grant = home.resolve("grant");
                JsonNode granted = gatewayCommand(
                        recipes,
                        "grant-adoption",
                        "--from",
                        Recipes.TILL,
                        "--to",
                        OTHER_TILL,
                        "--by",
                        "Ada",
                        "--and",
                        "Grace",
                        "--out",
                        grant.toString());
                JsonNode imported = adopt(recipes, stick, grant);
                await("the adoption is not done", () -> isDone(recipes));
                await("the sales are not captured", () -> settled(shop, cashier));

                assertThat(exported.path("offered").asBoolean()).isTrue();
                assertThat(granted.path("grant").asText()).isNotEmpty();
                assertThat(imported.path("again").asBoolean(true)).isFalse();
                Audit audit = Audit.compare(cashier.sales(), Ledger.read(shop.acquirer()));
                assertThat(audit.findings()).as("%s", audit).allMatch(each -> each.verdict() == Verdict.HELD);
                assertThat(audit.captured()).as("stored, captured").isEqualTo(2);
                assertThat(audit.declinedAfterStore()).isEqualTo(1);

                JsonNode acquirer = books(shop);
                Set<String> payments = payments();
                JsonNode again = adopt(recipes, stick, grant);
                await("the second adoption is not done", () -> isDone(recipes));
                shop.cutNetwork(false);
                shop.restart(Part.TILL);
                cashier.clearTheScreen();
                boolean drained = cashier.awaitTerminal(
                        terminal -> terminal.path("offline").path("count").asInt(-1) == 0, LIMIT);

                assertThat(again.path("again").asBoolean()).isTrue();
                assertThat(drained).as("the till itself drains").isTrue();
                assertThat(books(shop)).as("the acquirer's books").isEqualTo(acquirer);
                assertThat(payments()).as("the gateway's payments").isEqualTo(payments);
                assertThat(new CanaryScan(CANARIES).findIn(home))
                        .as("card numbers in files")
                        .isEmpty();
            } finally {
                stop(other);
                gateway.stop(LIMIT);
            }
        }
    }

    private void sellThroughAnOutage(Shop shop, Cashier cashier) {
        boolean online = cashier.awaitTerminal(
                terminal -> terminal.path("network_status").asText().equals("online"), LIMIT);
        assertThat(online).as("the till comes online").isTrue();
        assertThat(cashier.sell("chip-approves", 2_001).told()).isEqualTo(Told.APPROVED);
        shop.cutNetwork(true);
        assertThat(cashier.sell("chip-offline", 502).told()).isEqualTo(Told.STORED);
        assertThat(cashier.sell("chip-approves", 2_003).told()).isEqualTo(Told.STORED);
        assertThat(cashier.sell("chip-declined", 2_004).told()).isEqualTo(Told.STORED);
        SaleSeen regretted = cashier.sell("chip-approves", 2_005);
        assertThat(cashier.takeBack(regretted)).isTrue();
        cashier.readVoids();
    }

    private boolean settled(Shop shop, Cashier cashier) {
        Audit now = Audit.compare(cashier.sales(), Ledger.read(shop.acquirer()));
        boolean all = now.findings().stream().allMatch(each -> each.verdict() == Verdict.HELD);
        // The gateway has written down what the acquirer said.
        return all && payments().stream().noneMatch(each -> each.contains("FORWARDING"));
    }

    private static JsonNode books(Shop shop) {
        return shop.acquirer().get("/ledger").expect(200).body();
    }

    /** The gateway's, from its own database. */
    private Set<String> payments() {
        Database database = new Database("jdbc:sqlite:" + folder("gateway") + "/gateway.db", "", "");
        try (Store store = Store.open(database, new UUID(1, 1))) {
            Set<String> all =
                    store
                            .read(tables -> tables.payments().list(Payments.Shown.ALL, "", null, Instant.EPOCH, 500))
                            .stream()
                            .map(payment -> payment.id() + " " + payment.state() + " "
                                    + payment.outcome().captured() + " "
                                    + payment.outcome().reply().stan())
                            .collect(Collectors.toCollection(TreeSet::new));
            assertThat(all).hasSizeGreaterThanOrEqualTo(5);
            return all;
        }
    }

    private boolean isDone(Recipes recipes) {
        JsonNode one = journal(recipes, "adopted", "--home", folder("other"), "--json")
                .path("adopted")
                .path(0);
        return one.path("state").asText().equals("DONE");
    }

    private JsonNode adopt(Recipes recipes, Path stick, Path grant) {
        return journal(
                recipes, "import", stick.toString(), "--grant", grant.toString(), "--home", folder("other"), "--json");
    }

    private void enrolOther(Recipes recipes, Ports ports) {
        JsonNode invited = gatewayCommand(recipes, "invite-till", "--till", OTHER_TILL, "--name", "Till 2");
        JsonNode ignored = Child.run(
                like(
                        recipes.enrolment("none"),
                        TILL,
                        TILL,
                        "enrol",
                        "--gateway",
                        "https://localhost:" + ports.gatewayApi(),
                        "--home",
                        folder("other"),
                        "--code",
                        invited.path("code").asText()),
                LIMIT);
    }

    private Recipe otherTill(Recipes recipes, Ports ports) throws IOException {
        Recipe plain = recipes.of(Part.TILL);
        return named(plain, "other")
                .with("TILL_HOME", folder("other"))
                .with("TILL_PORT", "" + freePort())
                .with("TILL_CONTACT", "virtual:0")
                .with("TILL_CONTACTLESS", "none")
                .with("TILL_STRIPE", "none")
                .with("TILL_TERMINAL_ID", "TIDE0002")
                .with("TILL_GATEWAY", "https://localhost:" + ports.gatewayApi());
    }

    /** The gateway of the demo knows one till. */
    private Recipe withTwoTerminals(Recipe gateway) throws IOException {
        String one = Files.readString(Project.folder().resolve("config/gateway.yml"));
        int line = one.indexOf("        - {till:");
        String two = one.substring(0, line) + "        - {till: \"" + OTHER_TILL
                + "\", tid: \"TIDE0002\", currency: \"EUR\"}\n" + one.substring(line);
        Path file = Files.writeString(home.resolve("gateway.yml"), two);
        List<String> command = new ArrayList<>(gateway.command());
        command.set(command.size() - 1, file.toString());
        return new Recipe("gateway-two", command, gateway.environment(), gateway.folder(), gateway.log());
    }

    private JsonNode gatewayCommand(Recipes recipes, String command, String... options) {
        List<String> all = new ArrayList<>(List.of(command, "--home", folder("gateway"), "--json"));
        all.addAll(List.of(options));
        return Child.run(like(recipes.invitation(), GATEWAY, GATEWAY, all.toArray(String[]::new)), LIMIT);
    }

    private static JsonNode journal(Recipes recipes, String... options) {
        return Child.run(like(recipes.enrolment("none"), TILL, JOURNAL, options), LIMIT);
    }

    /** A recipe of another, with another program and other options. */
    private static Recipe like(Recipe base, String was, String program, String... options) {
        List<String> command =
                new ArrayList<>(base.command().subList(0, base.command().indexOf(was)));
        command.add(program);
        command.addAll(List.of(options));
        return named(
                new Recipe(base.name(), command, base.environment(), base.folder(), base.log()),
                program.substring(program.lastIndexOf('.') + 1) + "-" + options[0]);
    }

    private static Recipe named(Recipe recipe, String name) {
        return new Recipe(
                name,
                recipe.command(),
                recipe.environment(),
                recipe.folder(),
                recipe.log().resolveSibling(name + ".log"));
    }

    private String folder(String name) {
        return home.resolve(name).toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    // Each look starts a process or asks one: nothing spins.
    private static void await(String otherwise, BooleanSupplier fact) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!fact.getAsBoolean()) {
            assertThat(System.nanoTime()).as(otherwise).isLessThan(end);
        }
    }

    private static void stop(@org.jspecify.annotations.Nullable Child child) {
        if (child != null) {
            child.stop(LIMIT);
        }
    }
}
