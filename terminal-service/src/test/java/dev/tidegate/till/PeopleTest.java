package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.till.RunningTill.Answer;
import dev.tidegate.till.fake.ScriptedKernel.Card;
import dev.tidegate.till.store.Audit;
import dev.tidegate.till.store.Person;
import dev.tidegate.till.store.ShopStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cashier and a manager at a whole till that has lost its network. */
final class PeopleTest {
    private static final String MANAGER = "{\"name\":\"Mai\",\"pin\":\"774512\",\"reason\":\"a regular guest\"";
    private static final Map<String, String> SETTINGS = Map.of(
            "TILL_SIGN_IN", "required",
            "TILL_LIABILITY_ACCEPTED_BY", "",
            "TILL_OFFLINE_SALE", "10000");

    @TempDir
    private Path folder;

    private RunningTill till;

    @BeforeEach
    void open() {
        till = RunningTill.in(folder, SETTINGS);
        till.person("Ann", Person.Role.CASHIER, "483920");
        till.person("Mai", Person.Role.MANAGER, "774512");
        till.awaitOnline();
        till.gateway.cut();
        till.awaitOffline();
        Answer ignored = till.signIn("Ann", "483920");
    }

    @AfterEach
    void close() {
        till.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/payments", "/limits", "/staff", "/terminal/events", "/session/../payments", "//payments"})
    void call_withNobodySignedIn_isRefused(String path) {
        till.forgetSession();

        assertThat(till.get(path).status()).isIn(400, 401, 404);
        assertThat(till.get("/terminal").status()).isEqualTo(200);
    }

    @Test
    void display_withNobodySignedIn_welcomes() {
        till.forgetSession();

        Answer answer = till.get("/display");

        assertThat(answer.body().path("phase").asText())
                .as("the customer's screen may stand in another browser")
                .isEqualTo("WELCOME");
    }

    @Test
    void pay_withNobodySignedIn_saysThatSomebodyHasToBe() {
        till.forgetSession();

        Answer answer = till.pay(2_000, "nobody");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body().path("code").asText()).isEqualTo("sign_in_required");
    }

    @Test
    void signIn_withNoNetwork_setsACookieThatNoScriptReads() {
        Answer answer = till.signIn("Ann", "483920");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.raw().headers().firstValue("Set-Cookie").orElse(""))
                .contains("till_session=", "HttpOnly", "SameSite=Strict", "Path=/");
        assertThat(till.get("/session").body().at("/person/name").asText()).isEqualTo("Ann");
    }

    @Test
    void signIn_withWrongPins_isLockedAndSaysUntilWhen() {
        till.forgetSession();
        assertThat(till.signIn("Mai", "111222").status()).isEqualTo(403);
        Answer ignored = till.signIn("Mai", "111222");

        Answer third = till.signIn("Mai", "111222");
        Answer right = till.signIn("Mai", "774512");

        assertThat(third.status()).isEqualTo(423);
        assertThat(right.body().path("code").asText()).isEqualTo("person_locked");
        assertThat(right.body().path("instance").asText()).startsWith("20");
    }

    @Test
    void session_afterTheTillHasDied_isStillThere() {
        till = till.restarted();

        assertThat(till.get("/session").body().at("/person/name").asText()).isEqualTo("Ann");
        assertThat(till.get("/payments").status()).isEqualTo(200);
    }

    @Test
    void signOut_withASaleStored_saysWhatStaysAndMovesNothing() {
        accept();
        JsonNode ignored = till.sellAndSee(Card.ASKS, 2_001);

        Answer out = till.send(till.request("/session").DELETE());

        assertThat(out.status()).isEqualTo(200);
        assertThat(out.body().path("count").asInt()).isOne();
        assertThat(out.body().at("/amounts/0/value").asLong()).isEqualTo(2_001);
        assertThat(till.get("/payments").status()).isEqualTo(401);
        assertThat(till.get("/terminal").body().at("/offline/count").asInt()).isOne();
    }

    @Test
    void sale_ofWhoeverIsSignedIn_hasTheName() {
        accept();

        JsonNode sold = till.sellAndSee(Card.ASKS, 2_001);

        assertThat(sold.path("person").asText()).isEqualTo("Ann");
    }

    @Test
    void sale_beforeTheLiabilityIsAccepted_isRefusedForItsOwnReason() {
        JsonNode refused = till.sellAndSee(Card.ASKS, 2_001);

        accept();

        assertThat(refused.path("reason").asText()).isEqualTo("LIABILITY_NOT_ACCEPTED");
        assertThat(till.sellAndSee(Card.ASKS, 2_002).path("result").asText()).isEqualTo("stored_deferred");
        JsonNode liability = till.get("/limits").body().path("liability");
        assertThat(liability.path("person").asText()).isEqualTo("Mai");
        assertThat(liability.path("language").asText()).isEqualTo("vi");
    }

    @Test
    void liability_acceptedByACashier_isNot() {
        String body = "{\"name\":\"Ann\",\"pin\":\"483920\",\"version\":1,\"language\":\"en\"}";

        Answer answer = till.post("/limits/liability", body);

        assertThat(answer.body().path("code").asText()).isEqualTo("manager_needed");
        assertThat(till.get("/limits").body().path("blocked_by").asText()).isEqualTo("LIABILITY_NOT_ACCEPTED");
    }

    @Test
    void sale_aboveTheLimit_isStoredWithAManagersWordOnce() {
        accept();
        JsonNode refused = till.sell(Card.ASKS, 15_000);
        Answer word = till.post(approvalOf(refused), MANAGER + "}");
        JsonNode ignored = till.seen(refused);
        till.kernel.empty();

        JsonNode stored = tryAgain(word, 15_000, "again");
        ignored = till.seen(stored);
        Answer voided = till.post("/payments/" + stored.path("id").asText() + "/void", "{}");
        Answer second = pay(word, 15_000, "once-more");

        assertThat(refused.path("reason").asText()).isEqualTo("SALE_ABOVE_LIMIT");
        assertThat(refused.path("liftable").asBoolean()).isTrue();
        assertThat(word.status()).isEqualTo(201);
        assertThat(voided.body().path("state").asText()).isEqualTo("VOIDED");
        assertThat(stored.path("result").asText()).isEqualTo("stored_deferred");
        assertThat(second.body().path("code").asText()).isEqualTo("approval_not_good");
        assertThat(acts()).contains(Audit.Act.APPROVED, Audit.Act.APPROVAL_USED);
    }

    @Test
    void word_forAnotherCart_isNotGood() {
        accept();
        JsonNode refused = till.sell(Card.ASKS, 15_000);
        Answer word = till.post(approvalOf(refused), MANAGER + "}");
        JsonNode ignored = till.seen(refused);

        String body = RunningTill.payment(15_000)
                .replace(
                        "\"tender\"", "\"approval\":\"" + word.body().path("id").asText() + "\",\"tender\"");
        Answer other = till.post("/payments", body, "Idempotency-Key", "another");

        assertThat(other.status()).isEqualTo(403);
    }

    @Test
    void sale_aboveTwiceTheLimit_noManagerMayLetPass() {
        accept();
        JsonNode refused = till.sell(Card.ASKS, 20_001);

        Answer answer = till.post(approvalOf(refused), MANAGER + "}");

        assertThat(refused.path("liftable").asBoolean()).isFalse();
        assertThat(answer.body().path("code").asText()).isEqualTo("not_liftable");
        assertThat(acts()).contains(Audit.Act.APPROVAL_REFUSED);
    }

    @Test
    void word_ofACashierOrWithAWrongPin_isRefusedAndInTheAudit() {
        accept();
        String approval = approvalOf(till.sell(Card.ASKS, 15_000));

        Answer cashier = till.post(approval, "{\"name\":\"Ann\",\"pin\":\"483920\",\"reason\":\"please\"}");
        Answer wrong = till.post(approval, "{\"name\":\"Mai\",\"pin\":\"774513\",\"reason\":\"please\"}");

        assertThat(cashier.body().path("code").asText()).isEqualTo("manager_needed");
        assertThat(wrong.body().path("code").asText()).isEqualTo("pin_wrong");
        assertThat(acts()).containsSubsequence(Audit.Act.APPROVAL_REFUSED, Audit.Act.APPROVAL_REFUSED);
    }

    @Test
    void reason_withALongNumber_isNotTaken() {
        accept();
        JsonNode refused = till.sell(Card.ASKS, 15_000);
        String body = "{\"name\":\"Mai\",\"pin\":\"774512\",\"reason\":\"card 4000 0000 0000 1\"}";

        assertThat(till.post(approvalOf(refused), body).status()).isEqualTo(422);
    }

    @Test
    void forcedOffline_withTheNetworkBack_staysThroughARestartUntilAManagerEndsIt() {
        accept();
        assertThat(till.post("/terminal/forced", MANAGER + ",\"offline\":true}").status())
                .isEqualTo(200);
        till = till.restarted();
        JsonNode forced = till.await(
                "/terminal", terminal -> terminal.path("gateway_reachable").asBoolean());
        JsonNode sold = till.sellAndSee(Card.ASKS, 2_001);

        Answer ignored = till.post("/terminal/forced", MANAGER + ",\"offline\":false}");
        till.awaitOnline();

        assertThat(forced.path("cause").asText()).isEqualTo("POLICY");
        assertThat(forced.at("/forced/person").asText()).isEqualTo("Mai");
        assertThat(sold.path("state").asText()).isEqualTo("STORED");
        assertThat(acts()).containsSubsequence(Audit.Act.FORCED_OFFLINE, Audit.Act.FORCED_ONLINE);
    }

    @Test
    void staff_withoutAManagersPin_isRefusedAndWithItCountsPerPerson() {
        accept();
        JsonNode sold = till.sellAndSee(Card.ASKS, 2_001);
        Answer ignored = till.post("/payments/" + sold.path("id").asText() + "/void", "{}");
        JsonNode seen = till.sellAndSee(Card.ASKS, 10_001);
        Answer refused = till.get("/staff");

        ignored = till.post("/session/manager", "{\"name\":\"Mai\",\"pin\":\"774512\"}");
        JsonNode ann = till.get("/staff").body().at("/people/0");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(seen.path("reason").asText()).isEqualTo("SALE_ABOVE_LIMIT");
        assertThat(ann.path("name").asText()).isEqualTo("Ann");
        assertThat(ann.path("stored").asInt()).isOne();
        assertThat(ann.path("voids").asInt()).isOne();
        assertThat(ann.path("refused").asInt()).isOne();
    }

    private void accept() {
        String body = "{\"name\":\"Mai\",\"pin\":\"774512\",\"version\":1,\"language\":\"vi\"}";
        assertThat(till.post("/limits/liability", body).status()).isEqualTo(200);
    }

    private JsonNode tryAgain(Answer word, long amount, String key) {
        till.kernel.insert(Card.ASKS);
        String id = pay(word, amount, key).body().path("id").asText();
        return till.await("/payments/" + id, payment -> payment.path("result").isTextual());
    }

    private Answer pay(Answer word, long amount, String key) {
        String cart;
        try (ShopStore shop = till.shop()) {
            UUID id = UUID.fromString(word.body().path("id").asText());
            cart = Objects.requireNonNull(shop.words().word(id)).cart().toString();
        }
        return till.post(
                "/payments",
                "{\"cart\":\"" + cart + "\",\"approval\":\""
                        + word.body().path("id").asText() + "\",\"amount\":{\"value\":" + amount
                        + ",\"currency\":\"EUR\"},\"tender\":\"card\"}",
                "Idempotency-Key",
                key);
    }

    private static String approvalOf(JsonNode payment) {
        return "/payments/" + payment.path("id").asText() + "/approval";
    }

    private List<Audit.Act> acts() {
        try (ShopStore shop = till.shop()) {
            return shop.audit().since(Instant.EPOCH).stream()
                    .map(row -> row.entry().act())
                    .toList();
        }
    }
}
