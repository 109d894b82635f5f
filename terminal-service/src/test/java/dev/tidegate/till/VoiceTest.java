package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.crypto.TillParameters;
import dev.tidegate.till.RunningTill.Answer;
import dev.tidegate.till.fake.ScriptedKernel.Card;
import dev.tidegate.till.store.Audit;
import dev.tidegate.till.store.Person;
import dev.tidegate.till.store.ShopStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sales that the issuer approved by telephone, at a whole till. */
final class VoiceTest {
    private static final String MANAGER = "\"name\":\"Mai\",\"pin\":\"774512\",\"reason\":\"called the bank\"";

    @TempDir
    private Path folder;

    private RunningTill till;

    @BeforeEach
    void open() {
        till = RunningTill.in(folder, Map.of("TILL_OFFLINE_CEILING", "100000", "TILL_DECLINED_FOR", "PT24H"));
        till.person("Ann", Person.Role.CASHIER, "483920");
        till.person("Mai", Person.Role.MANAGER, "774512");
        till.awaitOnline();
        agrees(1, said -> voice(said, 1_000L));
    }

    @AfterEach
    void close() {
        till.close();
    }

    private void agrees(int version, UnaryOperator<TillParameters> edit) {
        till.gateway.parameters(till.enrolment.parameters(version + 1, edit));
        JsonNode ignored =
                till.await("/terminal", now -> now.at("/parameters/version").asInt() == version + 1);
    }

    private static TillParameters voice(TillParameters said, Long floor) {
        return new TillParameters(
                said.version(),
                said.issuedAt(),
                said.till(),
                said.merchant(),
                said.agreed(),
                said.ages(),
                said.ceiling(),
                floor,
                0);
    }

    private Answer ask(long amount, String key, String code, String manager) {
        String body = "{\"amount\":{\"value\":" + amount
                + ",\"currency\":\"EUR\"},\"tender\":\"voice\",\"voice\":{\"code\":\"" + code + "\"," + manager + "}}";
        return till.post("/payments", body, "Idempotency-Key", key);
    }

    private JsonNode take(Card card, long amount, String key) {
        till.kernel.insert(card);
        return ended(ask(amount, key, " k7402b", MANAGER));
    }

    private JsonNode ended(Answer asked) {
        assertThat(asked.status()).as(asked.body().toString()).isEqualTo(202);
        String id = asked.body().path("id").asText();
        return till.await("/payments/" + id, payment -> payment.path("result").isTextual());
    }

    @Test
    void voice_withACodeAndAManager_isStoredInItsOwnWords() {
        till.gateway.cut();
        till.awaitOffline();

        JsonNode stored = take(Card.ASKS, 50_000, "first");

        assertThat(stored.path("words").asText()).isEqualTo("STORED – approved by phone, not yet captured");
        assertThat(stored.path("result").asText()).isEqualTo("stored_by_voice");
        assertThat(stored.path("kind").asText()).isEqualTo("VOICE_APPROVED");
        assertThat(stored.path("authorisation_code").asText()).isEqualTo("K7402B");
    }

    @Test
    void voice_whileTheLinkIsDown_isStoredToo() {
        till.gateway.cut();
        till.awaitOffline();

        assertThat(take(Card.ASKS, 50_000, "first").path("state").asText()).isEqualTo("STORED");
    }

    @Test
    void voice_stored_countsAsExposure() {
        till.gateway.cut();
        till.awaitOffline();

        JsonNode ignored = take(Card.ASKS, 50_000, "first");

        assertThat(till.get("/terminal")
                        .body()
                        .at("/offline/remaining/amount/value")
                        .asLong())
                .isEqualTo(150_000);
    }

    @Test
    void voice_aboveTheCeiling_isRefusedBeforeTheCard() {
        JsonNode refused = ended(ask(100_001, "first", "K7402B", MANAGER));

        assertThat(refused.path("reason").asText()).isEqualTo("SALE_ABOVE_CEILING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ABCDEFG", "12 34", "000000", "ÄB", "<b>"})
    void voice_withWhatIsNoCode_isRefused(String code) {
        Answer refused = ask(50_000, "first", code, MANAGER);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/errors/0/field").asText()).isEqualTo("voice.code");
    }

    @Test
    void voice_withACashiersPin_isRefusedAndOnRecord() {
        Answer refused =
                ask(50_000, "first", "K7402B", "\"name\":\"Ann\",\"pin\":\"483920\",\"reason\":\"no manager\"");

        assertThat(refused.body().path("code").asText()).isEqualTo("manager_needed");
        assertThat(acts()).containsExactly(Audit.Act.VOICE_REFUSED);
        assertThat(till.get("/terminal").body().path("current").isNull()).isTrue();
    }

    @Test
    void voice_withAWrongPin_beginsNothing() {
        Answer refused = ask(50_000, "first", "K7402B", "\"name\":\"Mai\",\"pin\":\"111222\",\"reason\":\"a guess\"");

        assertThat(refused.body().path("code").asText()).isEqualTo("pin_wrong");
        assertThat(till.get("/payments").body().path("payments")).isEmpty();
    }

    @Test
    void voice_confirmed_isOnRecordWithItsManager() {
        JsonNode stored = take(Card.ASKS, 50_000, "first");

        try (ShopStore shop = till.shop()) {
            Audit.Entry entry = shop.audit().since(Instant.EPOCH).getLast().entry();
            assertThat(List.of(entry.act().name(), entry.person(), entry.fact(), entry.payment(), entry.why()))
                    .containsExactly(
                            "VOICE_CONFIRMED",
                            "Mai",
                            "K7402B",
                            stored.path("id").asText(),
                            "called the bank");
        }
    }

    @Test
    void voice_whereTheAcquirerTakesNone_isRefusedInItsOwnWords() {
        agrees(2, said -> said);

        JsonNode refused = ended(ask(50_000, "first", "K7402B", MANAGER));

        assertThat(refused.path("reason").asText()).isEqualTo("VOICE_NOT_ALLOWED");
        assertThat(till.get("/terminal").body().at("/parameters/voice_floor").isNull())
                .isTrue();
    }

    @Test
    void voice_belowTheFloor_isRefused() {
        assertThat(till.get("/terminal")
                        .body()
                        .at("/parameters/voice_floor/value")
                        .asLong())
                .isEqualTo(1_000);

        JsonNode refused = ended(ask(999, "first", "K7402B", MANAGER));

        assertThat(refused.path("reason").asText()).isEqualTo("VOICE_BELOW_FLOOR");
    }

    @Test
    void voice_ofACardThatRefuses_isDeclined() {
        assertThat(take(Card.REFUSES, 50_000, "first").path("state").asText()).isEqualTo("DECLINED");
    }

    @Test
    void voice_afterAReferral_isTaken() {
        till.gateway.declines("CALL_ISSUER");
        JsonNode referred = till.sellAndSee(Card.ASKS, 50_000);

        JsonNode stored = take(Card.ASKS, 50_000, "second");

        assertThat(referred.path("reason").asText()).isEqualTo("CALL_ISSUER");
        assertThat(stored.path("kind").asText()).isEqualTo("VOICE_APPROVED");
    }

    @Test
    void voice_afterADeclineOfTheIssuer_isRefused() {
        till.gateway.answer("DECLINED");
        JsonNode ignored = till.sellAndSee(Card.ASKS, 50_000);

        assertThat(take(Card.ASKS, 50_000, "second").path("reason").asText()).isEqualTo("CARD_DECLINED_LATELY");
    }

    @Test
    void voice_askedTwiceWithOneKey_isOneSaleAndOneManager() {
        JsonNode stored = take(Card.ASKS, 50_000, "first");

        Answer again = ask(50_000, "first", "K7402B", "\"name\":\"Mai\",\"pin\":\"000000\",\"reason\":\"again\"");

        assertThat(again.body().path("id").asText()).isEqualTo(stored.path("id").asText());
        assertThat(acts()).containsExactly(Audit.Act.VOICE_CONFIRMED);
    }

    @Test
    void voice_withAnotherCodeUnderOneKey_isRefused() {
        JsonNode ignored = take(Card.ASKS, 50_000, "first");

        assertThat(ask(50_000, "first", "OTHER1", MANAGER).body().path("code").asText())
                .isEqualTo("idempotency_key_reused");
    }

    @Test
    void voice_storedBeforeTheTillDied_isThereWithItsCodeAndCapturedOnce() {
        till.gateway.cut();
        till.awaitOffline();
        JsonNode stored = till.seen(take(Card.ASKS, 50_000, "first"));
        String id = stored.path("id").asText();

        till = till.restarted();
        till.gateway.tell(id, "CAPTURED");

        JsonNode captured = till.await(
                "/payments/" + id, payment -> payment.path("state").asText().equals("CAPTURED"));
        assertThat(captured.path("authorisation_code").asText()).isEqualTo("K7402B");
        assertThat(till.gateway.calls()).contains("journal").doesNotContain("authorise " + id);
    }

    @Test
    void voice_withoutItsBody_isRefused() {
        String body = RunningTill.payment(50_000).replace("card", "voice");

        Answer refused = till.post("/payments", body, "Idempotency-Key", "first");

        assertThat(refused.body().at("/errors/0/field").asText()).isEqualTo("voice");
    }

    private List<Audit.Act> acts() {
        try (ShopStore shop = till.shop()) {
            return shop.audit().since(Instant.EPOCH).stream()
                    .map(row -> row.entry().act())
                    .toList();
        }
    }
}
