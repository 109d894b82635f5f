package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.till.fake.ScriptedKernel.Card;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Money back of a captured sale: once, never too much, through cuts and restarts. */
final class RefundTest {
    private static final long AMOUNT = 4200;

    @TempDir
    private Path folder;

    private RunningTill till;
    private String sale;

    @BeforeEach
    void sellOnline() {
        till = RunningTill.in(folder);
        till.awaitOnline();
        sale = till.sellAndSee(Card.ASKS, AMOUNT).path("id").asText();
        JsonNode ignored = till.await(
                "/payments/" + sale + "/refunds", room -> room.path("left").isObject());
    }

    @AfterEach
    void stop() {
        till.close();
    }

    @Test
    void refund_ofAPart_isRefundedAndLeavesTheRest() {
        RunningTill.Answer asked = refund(1200, "a");
        JsonNode ended = ended(asked.body());

        assertThat(asked.status()).isEqualTo(202);
        assertThat(ended.path("state").asText()).isEqualTo("REFUNDED");
        assertThat(ended.path("payment").asText()).isEqualTo(sale);
        assertThat(room().at("/captured/value").asLong()).isEqualTo(AMOUNT);
        assertThat(room().at("/left/value").asLong()).isEqualTo(3000);
        assertThat(room().path("refunds")).hasSize(1);
    }

    @Test
    void refund_sameKeyAgain_isTheSameRefund() {
        JsonNode first = ended(refund(1200, "a").body());

        RunningTill.Answer again = refund(1200, "a");
        RunningTill.Answer other = refund(1300, "a");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("id")).isEqualTo(first.path("id"));
        assertThat(other.body().path("code").asText()).isEqualTo("idempotency_key_reused");
        assertThat(till.gateway.refunds()).hasSize(1);
    }

    @Test
    void refund_aboveWhatIsLeft_isRefusedBeforeAnythingIsSent() {
        JsonNode ignored = ended(refund(3000, "a").body());

        RunningTill.Answer tooMuch = refund(1201, "b");

        assertThat(tooMuch.status()).isEqualTo(422);
        assertThat(tooMuch.body().path("detail").asText()).contains("1200");
        assertThat(till.gateway.refunds()).hasSize(1);
    }

    @Test
    void refund_whileOffline_isRefusedBeforeAnythingIsSent() {
        till.gateway.cut();
        JsonNode ignored = till.await(
                "/terminal", terminal -> terminal.path("cause").asText().equals("NO_NETWORK"));

        RunningTill.Answer refused = refund(1200, "a");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body().path("code").asText()).isEqualTo("host_unreachable_and_offline_not_allowed");
        assertThat(refused.body().path("detail").asText()).contains("NO_NETWORK");
        assertThat(room().path("refunds")).isEmpty();
    }

    @Test
    void refund_ofAStoredSale_isAConflict() {
        till.gateway.cut();
        till.awaitOffline();
        String stored = till.sellAndSee(Card.ASKS, 700).path("id").asText();

        RunningTill.Answer refused =
                till.post("/payments/" + stored + "/refunds", body(100), "Idempotency-Key", "of-stored");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(till.get("/payments/" + stored + "/refunds")
                        .body()
                        .path("left")
                        .isNull())
                .isTrue();
    }

    @Test
    void refund_unanswered_isAskedAgainWithItsIdUntilTheGatewayAnswers() {
        till.gateway.refundAnswer("NONE");
        JsonNode asked = refund(1200, "a").body();
        JsonNode ignored = till.await("/terminal", terminal -> calls() >= 2);
        JsonNode meanwhile = room();

        till.gateway.refundAnswer("APPROVED");
        JsonNode ended = ended(asked);

        assertThat(meanwhile.at("/refunds/0/state").asText()).isEqualTo("ASKING");
        assertThat(meanwhile.at("/left/value").asLong()).isEqualTo(3000);
        assertThat(ended.path("state").asText()).isEqualTo("REFUNDED");
        assertThat(till.gateway.refunds()).containsExactly(asked.path("id").asText());
    }

    @Test
    void refund_whoseAcquirerIsSilent_isReversedAndItsPartIsFreeAgain() {
        till.gateway.refundAnswer("UNKNOWN");
        JsonNode asked = refund(1200, "a").body();
        JsonNode open = till.await(
                "/refunds/" + asked.path("id").asText(),
                refund -> refund.path("state").asText().equals("BEING_REVERSED"));

        till.gateway.refundState("REVERSED");
        JsonNode ended = ended(asked);

        assertThat(open.path("ended_at").isNull()).isTrue();
        assertThat(ended.path("state").asText()).isEqualTo("REVERSED");
        assertThat(room().at("/left/value").asLong()).isEqualTo(AMOUNT);
    }

    @Test
    void refund_openWhenTheTillStops_isTakenUpByTheNextStart() {
        till.gateway.refundAnswer("NONE");
        JsonNode asked = refund(1200, "a").body();
        JsonNode ignored = till.await("/terminal", terminal -> calls() >= 1);

        till = till.restarted();
        till.gateway.refundAnswer("DECLINED");
        JsonNode ended = ended(asked);

        assertThat(ended.path("state").asText()).isEqualTo("DECLINED");
        assertThat(till.gateway.refunds()).containsExactly(asked.path("id").asText());
    }

    @Test
    void refund_withoutAKeyOrOfNothing_isRefused() {
        assertThat(till.post("/payments/" + sale + "/refunds", body(1)).status())
                .isEqualTo(400);
        assertThat(refund(0, "a").status()).isEqualTo(422);
        assertThat(till.get("/refunds/" + sale).status()).isEqualTo(404);
    }

    private RunningTill.Answer refund(long minor, String key) {
        return till.post("/payments/" + sale + "/refunds", body(minor), "Idempotency-Key", key);
    }

    private static String body(long minor) {
        return "{\"amount\":{\"value\":" + minor + ",\"currency\":\"EUR\"}}";
    }

    private JsonNode ended(JsonNode refund) {
        return till.await(
                "/refunds/" + refund.path("id").asText(),
                now -> now.path("ended_at").isTextual());
    }

    private JsonNode room() {
        return till.get("/payments/" + sale + "/refunds").body();
    }

    private long calls() {
        return till.gateway.calls().stream()
                .filter(call -> call.startsWith("refunds"))
                .count();
    }
}
