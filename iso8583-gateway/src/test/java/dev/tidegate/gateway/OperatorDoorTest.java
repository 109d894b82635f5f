package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.gateway.ServedGateway.Reply;
import dev.tidegate.gateway.fixture.Sales;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may see and do what at the page's door, through a running gateway. */
class OperatorDoorTest {
    private static final int LOOKS_MAX = 10_000;
    private static final String WHY = "The acquirer says so by telephone.";

    @TempDir
    private static Path folder;

    private static ServedGateway gateway;
    private static PageVisitor olga;
    private static PageVisitor fritz;
    private static PageVisitor frieda;

    @BeforeAll
    static void start() throws Exception {
        gateway = new ServedGateway(folder);
        gateway.host.script((message, wire) -> wire.send(message.answer("00")));
        olga = signedIn("operator");
        fritz = signedIn("finance");
        frieda = signedIn("finance-second");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static PageVisitor signedIn(String person) {
        gateway.home().people().set(person, PageVisitor.SECRET.toCharArray());
        PageVisitor visitor = gateway.visitor();
        assertThat(visitor.signIn(person, PageVisitor.SECRET).status()).isEqualTo(200);
        return visitor;
    }

    /** A stored sale that its till has not offered yet. */
    private static PaymentId waiting() {
        PaymentId id = gateway.till.newId();
        JournalRecord stored = gateway.till.stored(id, StoredKind.DEFERRED_AUTHORISATION);
        List<String> raw = Stream.of(stored, gateway.till.shown(id))
                .map(record -> Base64.getEncoder().encodeToString(record.raw().toByteArray()))
                .toList();
        assertThat(gateway.post("/v1/journal", Map.of("records", raw)).status()).isEqualTo(200);
        return id;
    }

    private static PaymentId held() {
        PaymentId id = waiting();
        assertThat(act(olga, id, "hold").status()).isEqualTo(200);
        return id;
    }

    private static JsonNode awaitState(PaymentId id, String state) {
        JsonNode payment = olga.get("/api/v1/payments/" + id).body();
        for (int i = 0; i < LOOKS_MAX; i++) {
            payment = olga.get("/api/v1/payments/" + id).body();
            if (payment.path("state").asText().equals(state)) {
                return payment;
            }
        }
        throw new AssertionError("payment never became " + state + ": " + payment);
    }

    private static Reply act(PageVisitor person, PaymentId id, String action) {
        return person.post("/api/v1/payments/" + id + "/" + action, Map.of("reason", WHY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/payments",
                "/api/v1/payments/018f3c52-7d2a-7c10-9f6e-5a1d0c0ffee1",
                "/api/v1/payments/018f3c52-7d2a-7c10-9f6e-5a1d0c0ffee1/why",
                "/api/v1/status",
                "/api/v1/links",
                "/api/v1/frames",
                "/api/v1/profiles",
                "/api/v1/keys",
                "/api/v1/tills",
                "/api/v1/certificates",
                "/api/v1/session",
                "/api/v1/acquirers/paused",
                "/api/v1/certification",
                "/api/v1/certification/x/evidence/index.html",
                "//api/v1/keys",
                "/api/v1/../v1/keys"
            })
    void door_forNobody_isShut(String path) {
        Reply reply = gateway.visitor().get(path);

        assertThat(reply.status()).isIn(400, 401, 404);
        assertThat(reply.status() == 401 ? reply.type() : "application/problem+json")
                .startsWith("application/problem+json");
    }

    @Test
    void page_itself_isThereForEverybody() {
        assertThat(gateway.visitor().get("/").status()).isEqualTo(200);
    }

    @Test
    void signIn_ofAPerson_givesACookieThatNoScriptReads() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(gateway.page("/api/v1/session"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(
                                        "{\"person\":\"operator\",\"secret\":\"" + PageVisitor.SECRET + "\"}"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .matches("tidegate-session=[A-Za-z0-9_-]{43};.*")
                .contains("HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain("Domain");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.body()).contains("\"roles\":[\"OPERATOR\"]", "\"idleSeconds\":900");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"person\":\"operator\",\"secret\":\"some other long phrase\"}",
                "{\"person\":\"nobody\",\"secret\":\"four words and a river\"}",
                "{\"person\":\"operator\"}",
                "{}"
            })
    void signIn_ofWhoeverIsWrong_saysOneThing(String body) {
        Reply reply = gateway.visitor().post("/api/v1/session", body);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body().path("code").asText()).isEqualTo("sign_in_refused");
    }

    @Test
    void signIn_withWhatIsNoJson_isAProblemThatRepeatsNothing() {
        Reply reply = gateway.visitor().post("/api/v1/session", "{\"person\":\"operator\",\"secret\":[\"river\"");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().toString()).doesNotContain("river");
    }

    @Test
    void signOut_ofAPerson_endsTheSession() {
        PageVisitor visitor = gateway.visitor();
        assertThat(visitor.signIn("operator", PageVisitor.SECRET).status()).isEqualTo(200);

        assertThat(visitor.signOut().status()).isEqualTo(204);

        assertThat(visitor.get("/api/v1/status").status()).isEqualTo(401);
    }

    @Test
    void change_withoutTheToken_isRefused() {
        PageVisitor rider = gateway.visitor();
        assertThat(rider.signIn("operator", PageVisitor.SECRET).status()).isEqualTo(200);
        rider.forgetToken();

        Reply reply = act(rider, gateway.till.newId(), "hold");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body().path("code").asText()).isEqualTo("token_wrong");
    }

    @Test
    void change_fromAnotherPage_isRefusedEvenWithTheToken() {
        String path = "/api/v1/payments/" + gateway.till.newId() + "/hold";
        Map<String, String> body = Map.of("reason", WHY);

        Reply byOrigin = olga.post(path, body, Map.of("Origin", "http://127.0.0.1:8080"));
        Reply bySite = olga.post(path, body, Map.of("Sec-Fetch-Site", "same-site"));
        Reply signIn = gateway.visitor().post("/api/v1/session", Map.of(), Map.of("Sec-Fetch-Site", "cross-site"));
        Reply own = olga.post(path, body, Map.of("Sec-Fetch-Site", "same-origin"));

        assertThat(List.of(byOrigin, bySite, signIn))
                .allMatch(reply -> reply.status() == 403)
                .allMatch(reply -> reply.body().path("code").asText().equals("cross_origin"));
        assertThat(own.status()).isEqualTo(404);
    }

    @Test
    void hold_andRelease_nameWhoWasSignedIn() {
        PaymentId id = waiting();

        Reply held = act(olga, id, "hold");
        Reply released = act(fritz, id, "release");
        JsonNode payment = awaitState(id, "CAPTURED");

        assertThat(List.of(held, released)).allMatch(reply -> reply.status() == 200);
        assertThat(payment.path("actions").findValuesAsText("person")).containsExactly("operator", "finance");
        assertThat(payment.path("actions").findValuesAsText("reason")).containsOnly(WHY);
        assertThat(payment.path("events").findValuesAsText("detail")).contains("by operator", "by finance");
    }

    @Test
    void action_byAnotherName_isStillByWhoeverIsSignedIn() {
        PaymentId id = waiting();

        Reply held = olga.post("/api/v1/payments/" + id + "/hold", Map.of("reason", WHY, "person", "finance"));

        assertThat(held.status()).isEqualTo(200);
        assertThat(awaitState(id, "HELD").path("actions").findValuesAsText("person"))
                .containsExactly("operator");
    }

    @Test
    void release_byAnOperator_isRefusedAndNotOffered() {
        PaymentId id = held();

        Reply refused = act(olga, id, "release");
        JsonNode forOlga = olga.get("/api/v1/payments/" + id).body();
        JsonNode forFritz = fritz.get("/api/v1/payments/" + id).body();

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("condition").asText()).isEqualTo("ROLE");
        assertThat(forOlga.at("/ways/0/action").asText()).isEqualTo("release");
        assertThat(forOlga.at("/ways/0/mine").asBoolean()).isFalse();
        assertThat(forFritz.at("/ways/0/mine").asBoolean()).isTrue();
        assertThat(forFritz.at("/next/word").asText()).isEqualTo("PERSON");
    }

    @Test
    void writeOff_byOnePersonTwice_needsTheSecond() {
        PaymentId id = held();

        Reply first = act(fritz, id, "write-off");
        Reply again = act(fritz, id, "write-off");
        JsonNode asked = frieda.get("/api/v1/payments/" + id).body();
        Reply second = act(frieda, id, "write-off");

        assertThat(first.body().path("outcome").asText()).isEqualTo("SECOND_PERSON_NEEDED");
        assertThat(again.body().path("condition").asText()).isEqualTo("SAME_PERSON");
        assertThat(asked.at("/actions/1/open").asBoolean()).isTrue();
        assertThat(second.body().path("outcome").asText()).isEqualTo("DONE");
        JsonNode ended = awaitState(id, "WRITTEN_OFF");
        assertThat(ended.at("/actions/1/secondPerson").asText()).isEqualTo("finance-second");
    }

    @Test
    void reason_withACardNumber_isKeptNowhere() {
        PaymentId id = waiting();

        Reply refused = olga.post(
                "/api/v1/payments/" + id + "/hold",
                Map.of("reason", "Card " + String.join(" ", Sales.NUMBER.split("(?<=\\G.{4})")) + " was lost"));

        assertThat(refused.body().path("condition").asText()).isEqualTo("CARD_NUMBER");
        assertThat(olga.get("/api/v1/payments/" + id).body().path("actions")).isEmpty();
    }

    @Test
    void list_filteredAndPaged_hasEachPaymentOnce() {
        PaymentId held = held();
        PaymentId waiting = waiting();

        Reply first = olga.get("/api/v1/payments?limit=1");
        Reply second = olga.get(
                "/api/v1/payments?limit=1&cursor=" + first.body().path("next").asText());

        assertThat(ids(first)).doesNotContainAnyElementsOf(ids(second));
        assertThat(ids(olga.get("/api/v1/payments?show=held")))
                .contains(held.toString())
                .doesNotContain(waiting.toString());
        assertThat(ids(olga.get("/api/v1/payments?show=stuck"))).doesNotContain(held.toString(), waiting.toString());
        assertThat(ids(olga.get("/api/v1/payments?show=person&terminal=TILL0001")))
                .contains(held.toString());
        assertThat(ids(olga.get("/api/v1/payments?show=person&terminal=NONE"))).isEmpty();
        assertThat(olga.get("/api/v1/status").body().path("needPerson").asInt()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"show=everything", "limit=0", "limit=501", "cursor=nonsense", "terminal=12345678901234567"})
    void list_askedForWhatIsImpossible_isAProblem(String query) {
        Reply reply = olga.get("/api/v1/payments?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.type()).startsWith("application/problem+json");
    }

    private static List<String> ids(Reply reply) {
        return reply.body().path("payments").findValuesAsText("id");
    }
}
