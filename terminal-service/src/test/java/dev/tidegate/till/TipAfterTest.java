package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.crypto.TillParameters;
import dev.tidegate.crypto.TillParameters.Agreed;
import dev.tidegate.till.RunningTill.Answer;
import dev.tidegate.till.fake.ScriptedKernel.Card;
import dev.tidegate.till.store.Audit;
import dev.tidegate.till.store.ShopStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tips on stored sales, after their cards have gone, at a whole till that has lost its network. */
final class TipAfterTest {
    @TempDir
    private Path folder;

    private RunningTill till;

    @BeforeEach
    void open() {
        till = RunningTill.in(
                folder,
                Map.of(
                        "TILL_OFFLINE_CEILING", "20000",
                        "TILL_OFFLINE_SUM", "30000",
                        "TILL_OFFLINE_CARD_SUM", "30000"));
        till.awaitOnline();
        agrees(2, 25);
        till.gateway.cut();
        till.awaitOffline();
    }

    @AfterEach
    void close() {
        till.close();
    }

    private void agrees(int version, int percent) {
        till.gateway.parameters(till.enrolment.parameters(version, said -> tips(said, percent)));
        JsonNode ignored =
                till.await("/terminal", now -> now.at("/parameters/version").asInt() == version);
    }

    private static TillParameters tips(TillParameters said, int percent) {
        return new TillParameters(
                said.version(),
                said.issuedAt(),
                said.till(),
                said.merchant(),
                new Agreed(false, true, true, true, true, percent > 0, false),
                said.ages(),
                said.ceiling(),
                null,
                percent);
    }

    private Answer tip(JsonNode sale, long minor) {
        return till.post(
                "/payments/" + sale.path("id").asText() + "/tips",
                "{\"amount\":{\"value\":" + minor + ",\"currency\":\"EUR\"}}");
    }

    private String refusal(JsonNode sale, long minor) {
        Answer answer = tip(sale, minor);
        assertThat(answer.status()).isEqualTo(409);
        return answer.body().path("code").asText();
    }

    private JsonNode now(JsonNode sale) {
        return till.get("/payments/" + sale.path("id").asText()).body();
    }

    @Test
    void tip_onADeferredSale_isInItsAmount() {
        JsonNode sale = till.sellAndSee(Card.ASKS, 10_000);

        Answer told = tip(sale, 2_500);

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.body().at("/signed/value").asLong()).isEqualTo(10_000);
        assertThat(now(sale).at("/amount/value").asLong()).isEqualTo(12_500);
        assertThat(now(sale).at("/tip/value").asLong()).isEqualTo(2_500);
    }

    @Test
    void tip_givenTwice_isTheLastOne() {
        JsonNode sale = till.sellAndSee(Card.ASKS, 10_000);
        Answer ignored = tip(sale, 2_500);

        Answer corrected = tip(sale, 2_400);
        Answer off = tip(sale, 0);

        assertThat(corrected.body().at("/tip/value").asLong()).isEqualTo(2_400);
        assertThat(off.body().at("/tip/value").asLong()).isZero();
        assertThat(now(sale).path("tip").isNull()).isTrue();
    }

    @Test
    void tip_sentTwice_isOneRecord() {
        JsonNode sale = till.sellAndSee(Card.ASKS, 10_000);

        Answer first = tip(sale, 2_500);
        Answer again = tip(sale, 2_500);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(till.get("/payments/" + sale.path("id").asText() + "/events")
                        .body()
                        .path("events")
                        .findValuesAsText("record"))
                .containsOnlyOnce(RecordType.ADJUST.name());
    }

    @Test
    void tip_onDisk_isThereAfterTheTillHasDied() {
        JsonNode sale = till.sellAndSee(Card.ASKS, 10_000);
        Answer ignored = tip(sale, 2_500);
        till.beforeNextStart(
                home -> assertThat(home.resolve("ledger.db").toFile().delete()).isTrue());

        till = till.restarted();

        assertThat(now(sale).at("/amount/value").asLong())
                .as("the journal alone knows it")
                .isEqualTo(12_500);
        assertThat(now(sale).at("/tip/value").asLong()).isEqualTo(2_500);
    }

    @Test
    void tip_countsAsExposure() {
        JsonNode sale = till.sellAndSee(Card.ASKS, 10_000);

        Answer ignored = tip(sale, 2_500);

        JsonNode offline = till.get("/terminal").body().path("offline");
        assertThat(offline.at("/remaining/amount/value").asLong()).isEqualTo(17_500);
        assertThat(offline.at("/amounts_by_currency/0/value").asLong()).isEqualTo(12_500);
    }

    @Test
    void tip_aboveAllThatMayBeStored_isRefused() {
        JsonNode first = till.sellAndSee(Card.ASKS, 14_000);
        JsonNode second = till.sellAndSee(Card.ASKS, 14_001);

        assertThat(tip(first, 1_999).status()).isEqualTo(200);

        assertThat(refusal(second, 1)).isEqualTo("tip_refused_above_limit");
    }

    @Test
    void tip_aboveTheCeiling_isRefused() {
        JsonNode sale = till.sellAndSee(Card.ASKS, 19_000);

        assertThat(refusal(sale, 1_001)).isEqualTo("tip_refused_above_limit");
        assertThat(tip(sale, 1_000).status()).isEqualTo(200);
    }

    @Test
    void tip_aboveTheAcquirersPart_isRefused() {
        JsonNode sale = till.sellAndSee(Card.ASKS, 9_999);

        assertThat(refusal(sale, 2_500)).isEqualTo("tip_refused_above_percent");
        assertThat(tip(sale, 2_499).status()).isEqualTo(200);
    }

    @Test
    void tip_onWhatTheCardApproved_isRefused() {
        JsonNode sale = till.sellAndSee(Card.APPROVES_ALONE, 10_000);

        assertThat(refusal(sale, 1)).isEqualTo("tip_refused_card_approved");
        JsonNode told =
                till.get("/payments/" + sale.path("id").asText() + "/tips").body();
        assertThat(told.path("refusal").asText()).isEqualTo("CARD_APPROVED");
        assertThat(told.at("/most/value").asLong()).isZero();
    }

    @Test
    void tip_onASaleThatWasOffered_isRefused() {
        JsonNode sale = till.sellAndSee(Card.ASKS, 10_000);
        till.gateway.join();
        JsonNode ignored = till.await(
                "/payments/" + sale.path("id").asText(),
                payment -> payment.path("state").asText().equals("FORWARDING"));

        assertThat(refusal(sale, 1)).isEqualTo("tip_refused_offered");
    }

    @Test
    void tip_onAVoidedSale_isRefused() {
        JsonNode sale = till.sellAndSee(Card.ASKS, 10_000);
        Answer ignored = till.post("/payments/" + sale.path("id").asText() + "/void", "{}");

        assertThat(refusal(sale, 1)).isEqualTo("tip_refused_not_stored");
    }

    @Test
    void tip_whereTheAcquirerTakesNone_isRefused() {
        till.gateway.join();
        till.awaitOnline();
        agrees(3, 0);
        till.gateway.cut();
        till.awaitOffline();
        JsonNode sale = till.sellAndSee(Card.ASKS, 10_000);

        assertThat(refusal(sale, 1)).isEqualTo("tip_refused_not_agreed");
    }

    @Test
    void tip_given_isOnRecord() {
        JsonNode sale = till.sellAndSee(Card.ASKS, 10_000);

        Answer ignored = tip(sale, 2_500);

        try (ShopStore shop = till.shop()) {
            Audit.Entry entry = shop.audit().since(Instant.EPOCH).getLast().entry();
            assertThat(entry.act()).isEqualTo(Audit.Act.TIPPED);
            assertThat(entry.payment()).isEqualTo(sale.path("id").asText());
        }
    }
}
