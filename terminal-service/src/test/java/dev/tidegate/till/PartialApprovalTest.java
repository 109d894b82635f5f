package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.crypto.TillParameters;
import dev.tidegate.crypto.TillParameters.Ages;
import dev.tidegate.crypto.TillParameters.Agreed;
import dev.tidegate.till.RunningTill.Answer;
import dev.tidegate.till.fake.ScriptedKernel.Card;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole till whose acquirer approves parts of a sale, and lets stored ones become only so old. */
final class PartialApprovalTest {
    private static final Agreed AGREED = new Agreed(false, true, true, true, true, false, true);

    @TempDir
    private static Path folder;

    private static RunningTill till;
    private static int said;
    private static int keys;

    @BeforeAll
    static void start() {
        till = RunningTill.untold(folder);
        hears(Duration.ofHours(72));
    }

    @BeforeEach
    void join() {
        till.gateway.join();
        till.clearTheScreen();
        till.awaitOnline();
    }

    @AfterAll
    static void stop() {
        till.close();
    }

    @Test
    void part_asTheHostApprovesIt_isToldAsAPart() {
        JsonNode sold = inPart(2001, null);

        assertThat(sold.path("result").asText()).as(sold.toString()).isEqualTo("approved_in_part");
        assertThat(sold.at("/part/value").asLong()).isEqualTo(1250);
        assertThat(sold.at("/amount/value").asLong()).isEqualTo(2001);
        assertThat(till.gateway.takenParts().getLast()).isTrue();
    }

    @Test
    void part_afterARestart_isAskedAboutAsThatPart() {
        JsonNode sold = inPart(2001, null);

        till = till.restarted();

        JsonNode question = till.get("/terminal").body().at("/questions/0");
        JsonNode answered = till.post("/payments/" + sold.path("id").asText() + "/answer", "{\"goods\":\"void\"}")
                .body();
        assertThat(question.path("id")).as(question.toString()).isEqualTo(sold.path("id"));
        assertThat(answered.path("result").asText()).isIn("declined", "reversed");
        assertThat(question.at("/part/value").asLong()).isEqualTo(1250);
    }

    @Test
    void part_thatIsKept_isCompletedAndLeavesTheRestOfTheCartToPay() {
        String cart = cart(2000);
        JsonNode sold = inPart(2000, cart);
        JsonNode ignored = till.seen(sold);
        String complete = "complete " + sold.path("id").asText();
        ignored = till.await("/terminal", terminal -> till.gateway.calls().contains(complete));

        Answer whole = pay(2000, cart);
        till.gateway.answer("APPROVED");
        till.kernel.insert(Card.ASKS);
        Answer rest = pay(750, cart);
        JsonNode paid = result(rest);
        ignored = till.seen(paid);
        Answer again = pay(750, cart);

        assertThat(whole.status()).as(whole.body().toString()).isEqualTo(422);
        assertThat(paid.path("result").asText()).isEqualTo("approved");
        assertThat(again.body().path("code").asText()).isEqualTo("state_conflict");
    }

    @Test
    void part_thatIsTakenBack_isReversedAndTheWholeCartIsStillToPay() {
        String cart = cart(2000);
        JsonNode sold = inPart(2000, cart);
        String id = sold.path("id").asText();

        Answer back = till.post("/payments/" + id + "/void", "{}");
        JsonNode ignored =
                till.await("/terminal", terminal -> till.gateway.calls().contains("reverse " + id));
        ignored = till.seen(sold);
        till.gateway.answer("APPROVED");
        till.kernel.insert(Card.ASKS);
        JsonNode paid = result(pay(2000, cart));

        assertThat(back.body().path("result").asText())
                .as(back.body().toString())
                .isIn("declined", "reversed");
        assertThat(paid.path("result").asText()).isEqualTo("approved");
        assertThat(till.gateway.calls()).doesNotContain("complete " + id);
    }

    @Test
    void storedSale_pastTheAcquirersAge_isMarkedAndCounted() {
        till.gateway.cut();
        till.awaitOffline();
        JsonNode sold = till.sellAndSee(Card.ASKS, 2002);
        String id = sold.path("id").asText();
        assertThat(sold.path("age").isNull()).as(sold.toString()).isTrue();

        till.gateway.join();
        hears(Duration.ofSeconds(1));

        JsonNode aged =
                till.await("/payments/" + id, one -> one.path("age").asText().equals("TOO_OLD"));
        JsonNode offline = till.get("/terminal").body().path("offline");
        assertThat(aged.path("unsynced").asBoolean()).isTrue();
        assertThat(offline.path("too_old").asInt()).as(offline.toString()).isOne();
        assertThat(offline.path("late").asInt()).isOne();
    }

    private JsonNode inPart(long amount, @Nullable String cart) {
        till.gateway.answer("PARTIALLY_APPROVED");
        till.kernel.insert(Card.ASKS);
        return result(pay(amount, cart));
    }

    private JsonNode result(Answer begun) {
        String id = begun.body().path("id").asText();
        return till.await("/payments/" + id, payment -> payment.path("result").isTextual());
    }

    private Answer pay(long amount, @Nullable String cart) {
        String of = cart == null ? "" : "\"cart\":\"" + cart + "\",";
        return till.post(
                "/payments",
                "{" + of + "\"amount\":{\"value\":" + amount + ",\"currency\":\"EUR\"},\"tender\":\"card\"}",
                "Idempotency-Key",
                "part-" + ++keys);
    }

    private String cart(long amount) {
        return till.post(
                        "/carts",
                        "{\"lines\":[{\"name\":\"Tea\",\"quantity\":1,\"amount\":{\"value\":" + amount
                                + ",\"currency\":\"EUR\"}}]}")
                .body()
                .path("id")
                .asText();
    }

    private static void hears(Duration deferredHold) {
        long version = ++said;
        till.gateway.parameters(till.enrolment.parameters(
                version,
                all -> new TillParameters(
                        all.version(),
                        all.issuedAt(),
                        all.till(),
                        all.merchant(),
                        AGREED,
                        new Ages(all.ages().adviceLate(), all.ages().adviceHold(), deferredHold, deferredHold),
                        all.ceiling())));
        JsonNode ignored = till.await(
                "/terminal", terminal -> terminal.at("/parameters/version").asLong() == version);
    }
}
