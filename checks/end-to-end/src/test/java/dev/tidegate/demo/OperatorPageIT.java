package dev.tidegate.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.gateway.store.ActionRow;
import dev.tidegate.gateway.store.EventRow;
import dev.tidegate.gateway.store.ReviewRow;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.house.Project;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The operator's page in a real browser: somebody signs in, decodes a frame, sets a stuck payment aside, and somebody
 * else lets it go. What the page said is held against the gateway's database and the acquirer's ledger. Pictures are
 * left in target/browser.
 */
final class OperatorPageIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final TillId TILL = TillId.of("00000000-0000-7000-8000-000000000001");
    private static final String SECRET = "four words and a river";
    private static final long AMOUNT = 4_250;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern PAYMENT = Pattern.compile("(?m)^payment ([0-9a-f-]{36})$");

    /** To each sale the host says that it cannot now. */
    private static final Map<String, Object> LATER =
            Map.of("match", Map.of("mti", "0200"), "action", "answer", "code", "91");

    /** A declined sale, as an acquirer of iso87-generic answers it. */
    private static final String FRAME = "0210723800000AC0800016" + "4761739001010119"
            + "000000000000001250112213040500001714040511223632363332303030303030313531" + "54494C4C30303031"
            + "4D45524348414E54303030303030310978";

    @TempDir
    private Path home;

    private final List<Child> children = new ArrayList<>();

    @Test
    void stuckPayment_setAsideAndLetGoOnThePage_isOnRecordWithBothPeople() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(CHROMIUM), "no browser at " + CHROMIUM + ": the page was not looked at");
        Path pictures = Files.createDirectories(Project.folder().resolve("checks/end-to-end/target/browser"));
        Path said = pictures.resolve("operator.log");
        try (Store store = gatewayFolder()) {
            JsonNode host = start(Processes.acquirer(home)).awaitReady(LIMIT);
            Http books = new Http("http://127.0.0.1:" + host.path("control").asInt());
            Http.Answer ignored = books.post("/rules", List.of(LATER)).expect(200);
            JsonNode gateway = start(Processes.gateway(
                            home,
                            "gateway",
                            environment(host.path("host").asInt()),
                            Project.folder().resolve("config/gateway.yml")))
                    .awaitReady(LIMIT);
            bringASale(gateway);
            layEvidence();

            int broken = browse(gateway, books.base(), pictures, said);

            String log = Files.readString(said);
            assertThat(broken).as("what the page said, line by line:%n%s", log).isZero();
            Matcher named = PAYMENT.matcher(log);
            assertThat(named.find()).as(log).isTrue();
            compare(store, PaymentId.of(named.group(1)));
            assertThat(Ledger.read(books).live(AMOUNT)).isEqualTo(1);
        } finally {
            children.forEach(child -> child.stop(Duration.ofSeconds(10)));
        }
    }

    private static void compare(Store store, PaymentId id) {
        List<ActionRow> actions = store.read(tables -> tables.actions().of(id.toString()));
        List<EventRow> events = store.read(tables -> tables.events().of(id));

        assertThat(actions).extracting(ActionRow::action).containsExactly("HOLD", "RELEASE");
        assertThat(actions).extracting(ActionRow::person).containsExactly("operator", "finance");
        assertThat(actions).allMatch(ActionRow::done);
        assertThat(events).extracting(EventRow::detail).contains("by operator", "by finance");
        assertThat(events.getLast().state()).isEqualTo(PaymentState.CAPTURED);
        assertThat(store.<List<ReviewRow>>read(tables -> tables.reviews().of("ab".repeat(32))))
                .as("the reviewer's word")
                .singleElement()
                .matches(said -> said.scenario().equals("D03") && said.person().equals("reviewer"));
    }

    private Store gatewayFolder() {
        GatewayHome gateway = GatewayHome.init(home.resolve("gateway"), InstantSource.system());
        for (String person : List.of("operator", "finance", "reviewer")) {
            gateway.people().set(person, SECRET.toCharArray());
        }
        Store store = Plant.database(gateway);
        Plant.enrol(gateway, store, Map.of(TILL, home.resolve("till")));
        return store;
    }

    private Map<String, String> environment(int host) {
        return Map.ofEntries(
                Map.entry("GATEWAY_HOME", home.resolve("gateway").toString()),
                Map.entry(
                        "GATEWAY_PROFILES",
                        Project.folder().resolve("config/acquirers").toString()),
                Map.entry("GATEWAY_ACQUIRER_PORT", "" + host),
                Map.entry("GATEWAY_CERTIFICATION", home.resolve("evidence").toString()),
                Map.entry("GATEWAY_TILL", TILL.toString()),
                Map.entry("GATEWAY_PORT", "0"),
                Map.entry("GATEWAY_PAGE_PORT", "0"),
                Map.entry("GATEWAY_ADMIN_PORT", "0"),
                Map.entry("GATEWAY_RETRY_FIRST", "PT2S"),
                Map.entry("GATEWAY_RETRY_MOST", "PT4S"));
    }

    private void bringASale(JsonNode gateway) throws IOException {
        URI door = URI.create("https://localhost:" + gateway.path("api").asInt());
        try (ApiTill till = new ApiTill(home.resolve("till"), List.of(door), 0, 7)) {
            till.bringStored(List.of(AMOUNT));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError("the till cannot speak TLS", e);
        }
    }

    /** A certification run, as far as the page reads it. */
    private void layEvidence() throws IOException {
        Path pack = Files.createDirectories(home.resolve("evidence/iso87-generic/scenarios"));
        Files.writeString(pack.resolve("D03.html"), "<!DOCTYPE html><html lang=\"en\"><title>D03</title><h1>D03</h1>");
        Files.writeString(pack.resolveSibling("pack.json"), """
                {"run": "%s", "facts": {"product": "Tidegate", "commit": "c", "profile": "iso87-generic",
                 "host": "acquirer simulator", "startedAt": "2026-11-23T07:30:00Z"}, "scenarios": [
                 {"id": "D01", "section": "D", "title": "No answer", "verdict": "PASSED", "because": ""},
                 {"id": "D03", "section": "D", "title": "Parked", "verdict": "FAILED", "because": "frame 7"}]}
                """.formatted("ab".repeat(32)));
    }

    private static int browse(JsonNode gateway, URI books, Path pictures, Path said)
            throws IOException, InterruptedException {
        Process browser = new ProcessBuilder(
                        "node",
                        "operator.mjs",
                        "http://127.0.0.1:" + gateway.path("page").asInt(),
                        pictures.toString(),
                        CHROMIUM.toString(),
                        SECRET,
                        books.toString(),
                        FRAME)
                .directory(Project.folder().resolve("checks/end-to-end/browser").toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = browser.waitFor(4, TimeUnit.MINUTES);
        int code = ended ? browser.exitValue() : -1;
        browser.destroyForcibly();
        return code;
    }

    private Child start(Child.Recipe recipe) {
        Child child = Child.start(recipe);
        children.add(child);
        return child;
    }
}
