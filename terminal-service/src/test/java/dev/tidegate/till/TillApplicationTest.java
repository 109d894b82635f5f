package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.till.fake.ScriptedKernel.Card;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One payment through the whole till while the acquirer can be asked, and what the API says on the way. */
final class TillApplicationTest {
    @TempDir
    private static Path folder;

    private static RunningTill till;
    private static long amount = 1000;

    @BeforeAll
    static void start() {
        till = RunningTill.in(folder, Map.of("TILL_CARD_WAIT", "PT15S"));
    }

    @AfterAll
    static void stop() {
        till.close();
    }

    @BeforeEach
    void online() {
        till.gateway.answer("APPROVED");
        till.gateway.swallowAnswers(false);
        till.awaitOnline();
        amount++;
    }

    @AfterEach
    void clearTheScreen() {
        till.clearTheScreen();
    }

    @Test
    void sale_approved_isCompletedOnceSomebodySawIt() {
        JsonNode result = till.sell(Card.ASKS, amount);
        List<String> before = till.gateway.calls();
        JsonNode seen = till.seen(result);

        assertThat(result.path("result").asText()).isEqualTo("approved");
        assertThat(result.path("words").asText()).isEqualTo("APPROVED");
        assertThat(result.path("authorisation_code").asText()).isEqualTo("123456");
        assertThat(result.path("card").path("last4").asText()).isEqualTo("0119");
        assertThat(result.path("reference").asText()).matches("[0-9]{6}-[0-9A-Z]{6}");
        String complete = "complete " + result.path("id").asText();
        assertThat(before).doesNotContain(complete);
        assertThat(seen.path("shown").asBoolean()).isTrue();
        JsonNode drained = till.await("/terminal", t -> t.path("duties").asInt() == 0);
        assertThat(drained.path("current").isNull()).isTrue();
        assertThat(till.gateway.calls()).contains(complete);
        assertThat(till.journal.types())
                .containsSubsequence(RecordType.ASKED, RecordType.ANSWERED, RecordType.SHOWN, RecordType.RESULT);
    }

    @Test
    void sale_declinedByTheHost_isNoErrorOfHttp() {
        till.gateway.answer("DECLINED");

        JsonNode result = till.sell(Card.ASKS, amount);

        assertThat(result.path("state").asText()).isEqualTo("DECLINED");
        assertThat(result.path("result").asText()).isEqualTo("declined");
        assertThat(result.path("response_code").asText()).isEqualTo("51");
        assertThat(result.path("reason").asText()).isEqualTo("HOST_DECLINED");
    }

    @Test
    void sale_declinedByTheCardAtFirst_leavesNoRecord() {
        int before = till.journal.records().size();

        JsonNode result = till.sell(Card.REFUSES, amount);

        assertThat(result.path("result").asText()).isEqualTo("declined");
        assertThat(result.path("reason").asText()).isEqualTo("CARD_DECLINED");
        assertThat(till.journal.records()).hasSize(before);
    }

    @Test
    void sale_approvedByTheHostAndNotByTheCard_isDeclinedAndReversed() {
        JsonNode result = till.sell(Card.CHANGES_ITS_MIND, amount);

        assertThat(result.path("result").asText()).isIn("declined", "reversed");
        JsonNode reversed = till.await(
                "/payments/" + result.path("id").asText(),
                p -> p.path("state").asText().equals("REVERSED"));
        assertThat(reversed.path("result").asText()).isEqualTo("reversed");
        String id = result.path("id").asText();
        assertThat(till.gateway.calls()).contains("reverse " + id).doesNotContain("complete " + id);
    }

    @Test
    void sale_bytesLeftAndNoAnswer_isNotKnownAndReversed() {
        till.gateway.swallowAnswers(true);

        JsonNode result = till.sell(Card.APPROVES_WHEN_UNABLE, amount);

        assertThat(result.path("result").asText()).isIn("not_known", "reversed");
        JsonNode reversed = till.await(
                "/payments/" + result.path("id").asText(),
                p -> p.path("state").asText().equals("REVERSED"));
        assertThat(reversed.path("kind").isNull()).isTrue();
    }

    @Test
    void sale_theGatewaySaysNotSent_isStoredAndTheStandingFalls() {
        till.gateway.answer("NOT_SENT");

        JsonNode result = till.sell(Card.ASKS, amount);

        assertThat(result.path("result").asText()).isEqualTo("stored_deferred");
        assertThat(result.path("words").asText()).startsWith("STORED");
        assertThat(result.path("unsynced").asBoolean()).isTrue();
    }

    @Test
    void begin_always_answersAtOnceWhileTheCardIsAwaited() {
        RunningTill.Answer begun = till.pay(amount, "begin-" + amount);
        JsonNode waiting =
                till.await(path(begun), p -> p.path("prompt").asText().equals("PRESENT_CARD"));

        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.body().path("state").asText()).isEqualTo("COLLECTING");
        assertThat(begun.raw().headers().firstValue("Location"))
                .hasValueSatisfying(location ->
                        assertThat(location).endsWith(begun.body().path("id").asText()));
        assertThat(waiting.path("result").isNull()).isTrue();
        assertThat(waiting.path("card").isNull()).isTrue();
    }

    @Test
    void begin_whileASaleIsOn_isRefusedAndNamesIt() {
        RunningTill.Answer first = till.pay(amount, "first-" + amount);

        RunningTill.Answer second = till.pay(amount, "second-" + amount);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body().path("code").asText()).isEqualTo("reader_busy");
        assertThat(second.body().path("instance")).isEqualTo(first.body().path("id"));
    }

    @Test
    void begin_beforeTheResultWasSeen_isRefused() {
        JsonNode result = till.sell(Card.ASKS, amount);

        assertThat(till.pay(amount, "next-" + amount).status()).isEqualTo(409);
        JsonNode ignored = till.seen(result);
        assertThat(till.pay(amount, "next-" + amount).status()).isEqualTo(202);
    }

    @Test
    void begin_theSameRequestAgain_givesTheSamePayment() {
        RunningTill.Answer first = till.pay(amount, "same-" + amount);
        RunningTill.Answer running = till.pay(amount, "same-" + amount);
        till.kernel.insert(Card.ASKS);
        JsonNode ignored =
                till.seen(till.await(path(first), p -> p.path("result").isTextual()));
        RunningTill.Answer finished = till.pay(amount, "same-" + amount);

        assertThat(running.status()).isEqualTo(202);
        assertThat(running.body().path("id")).isEqualTo(first.body().path("id"));
        assertThat(finished.status()).isEqualTo(200);
        assertThat(finished.body().path("result").asText()).isEqualTo("approved");
    }

    @Test
    void begin_theSameKeyWithAnotherRequest_isRefused() {
        RunningTill.Answer ignored = till.pay(amount, "reused-" + amount);

        RunningTill.Answer other = till.pay(amount + 1, "reused-" + amount);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body().path("code").asText()).isEqualTo("idempotency_key_reused");
    }

    @Test
    void cancel_whileTheCardIsAwaited_endsTheSale() {
        RunningTill.Answer begun = till.pay(amount, "cancel-" + amount);

        RunningTill.Answer cancelled = till.post(path(begun) + "/cancel", "{}");

        assertThat(cancelled.status()).isEqualTo(202);
        JsonNode result = till.await(path(begun), p -> p.path("result").isTextual());
        assertThat(result.path("result").asText()).isEqualTo("cancelled");
        assertThat(result.path("reason").asText()).isEqualTo("CANCELLED_BY_CASHIER");
    }

    @Test
    void choice_ofAnApplication_isAskedOnThePageAndTaken() {
        JsonNode asked = askedForAnApplication();

        JsonNode question = asked.path("question");
        RunningTill.Answer taken = till.post(path(asked) + "/application", choice(question, "1"));

        assertThat(question.path("applications")).hasSize(2);
        assertThat(question.path("applications").path(1).asText()).isEqualTo("VISA DEBIT");
        assertThat(asked.path("prompt").asText()).isEqualTo("CHOOSE_APPLICATION");
        assertThat(taken.status()).isEqualTo(200);
        JsonNode result = till.await(path(asked), p -> p.path("result").isTextual());
        assertThat(result.path("result").asText()).isEqualTo("approved");
        assertThat(result.path("question").isNull()).isTrue();
    }

    @Test
    void choice_ofNone_endsTheSaleInItsOwnWords() {
        JsonNode asked = askedForAnApplication();

        RunningTill.Answer taken = till.post(path(asked) + "/application", choice(asked.path("question"), "null"));

        assertThat(taken.status()).isEqualTo(200);
        JsonNode result = till.await(path(asked), p -> p.path("result").isTextual());
        assertThat(result.path("reason").asText()).isEqualTo("CANCELLED_BY_CARDHOLDER");
    }

    @Test
    void choice_ofAnotherQuestion_isRefusedAndTheQuestionStands() {
        JsonNode asked = askedForAnApplication();
        long number = asked.path("question").path("number").asLong();

        RunningTill.Answer late =
                till.post(path(asked) + "/application", "{\"question\":" + (number - 1) + ",\"place\":0}");
        RunningTill.Answer outside = till.post(path(asked) + "/application", choice(asked.path("question"), "2"));

        assertThat(late.status()).isEqualTo(409);
        assertThat(outside.status()).isEqualTo(409);
        assertThat(till.get(path(asked)).body().path("question").path("number").asLong())
                .isEqualTo(number);
    }

    @Test
    void choice_whichIsNone_isRefused() {
        RunningTill.Answer begun = till.pay(amount, "no-question-" + amount);

        assertThat(till.post(path(begun) + "/application", "{}").status()).isEqualTo(422);
        assertThat(till.post(path(begun) + "/application", "{\"question\":1,\"place\":-1}")
                        .status())
                .isEqualTo(422);
        assertThat(till.post(path(begun) + "/application", "{\"question\":1,\"place\":0}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void cancel_whileTheCardholderIsAsked_endsTheQuestion() {
        JsonNode asked = askedForAnApplication();

        assertThat(till.post(path(asked) + "/cancel", "{}").status()).isEqualTo(202);

        JsonNode result = till.await(path(asked), p -> p.path("result").isTextual());
        assertThat(result.path("result").asText()).isEqualTo("cancelled");
    }

    @Test
    void cancel_afterTheResult_isRefused() {
        JsonNode result = till.sell(Card.ASKS, amount);

        assertThat(till.post("/payments/" + result.path("id").asText() + "/cancel", "{}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void seen_whileTheSaleRuns_isRefused() {
        RunningTill.Answer begun = till.pay(amount, "early-" + amount);

        assertThat(till.post(path(begun) + "/seen", "{}").status()).isEqualTo(409);
    }

    @Test
    void seen_twice_isHarmless() {
        JsonNode result = till.sellAndSee(Card.ASKS, amount);
        long shown =
                till.journal.types().stream().filter(RecordType.SHOWN::equals).count();

        assertThat(till.seen(result).path("shown").asBoolean()).isTrue();
        assertThat(till.journal.types().stream().filter(RecordType.SHOWN::equals))
                .hasSize((int) shown);
    }

    @Test
    void void_ofAnApprovedSaleThatWasSeen_isRefused() {
        JsonNode result = till.sellAndSee(Card.ASKS, amount);

        RunningTill.Answer taken = till.post("/payments/" + result.path("id").asText() + "/void", "{}");

        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.body().path("code").asText()).isEqualTo("state_conflict");
    }

    @Test
    void cart_paid_isNotPaidAgain() {
        String cart = till.post(
                        "/carts",
                        "{\"lines\":[{\"name\":\"Item\",\"amount\":{\"value\":" + amount + ",\"currency\":\"EUR\"}}]}")
                .body()
                .path("id")
                .asText();
        till.kernel.insert(Card.ASKS);
        RunningTill.Answer first = till.post("/payments", ofCart(cart, amount), "Idempotency-Key", "cart-" + cart);
        JsonNode ignored =
                till.seen(till.await(path(first), p -> p.path("result").isTextual()));

        RunningTill.Answer second = till.post("/payments", ofCart(cart, amount), "Idempotency-Key", "again-" + cart);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body().path("instance")).isEqualTo(first.body().path("id"));
        assertThat(till.get("/carts/" + cart).body().path("payments")).hasSize(1);
    }

    @Test
    void cart_ofAnotherTotal_isNotPaid() {
        String cart = till.post("/carts", "{\"lines\":[]}").body().path("id").asText();

        RunningTill.Answer answer = till.post("/payments", ofCart(cart, amount), "Idempotency-Key", "total-" + cart);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("errors").path(0).path("field").asText()).isEqualTo("amount");
    }

    @Test
    void list_always_isNewestFirst() {
        JsonNode first = till.sellAndSee(Card.ASKS, amount);
        JsonNode second = till.sellAndSee(Card.ASKS, ++amount);

        JsonNode payments = till.get("/payments").body().path("payments");

        assertThat(payments.path(0).path("id")).isEqualTo(second.path("id"));
        assertThat(payments.path(1).path("id")).isEqualTo(first.path("id"));
    }

    @Test
    void events_ofASale_areItsRecords() {
        JsonNode sold = till.sellAndSee(Card.ASKS, amount);

        JsonNode events = till.await(
                "/payments/" + sold.path("id").asText() + "/events",
                told -> told.path("events").size() == 4);

        assertThat(events.path("events").findValuesAsText("record"))
                .containsExactly("ASKED", "ANSWERED", "SHOWN", "RESULT");
    }

    @Test
    void sale_whoseCardBreaksTheReader_isNotKnownAndTheNextGoesOn() {
        JsonNode broken = till.sell(Card.BREAKS, amount);
        JsonNode ignored = till.seen(broken);

        JsonNode next = till.sell(Card.ASKS, ++amount);

        assertThat(broken.path("result").asText()).isEqualTo("not_known");
        assertThat(next.path("result").asText()).isEqualTo("approved");
    }

    private static JsonNode askedForAnApplication() {
        till.kernel.insert(Card.WANTS_A_CHOICE);
        RunningTill.Answer begun = till.pay(amount, "choice-" + amount);
        return till.await(
                path(begun),
                p -> p.path("question").isObject() && p.path("prompt").asText().equals("CHOOSE_APPLICATION"));
    }

    private static String choice(JsonNode question, String place) {
        return "{\"question\":" + question.path("number").asLong() + ",\"place\":" + place + "}";
    }

    private static String path(JsonNode payment) {
        return "/payments/" + payment.path("id").asText();
    }

    private static String path(RunningTill.Answer begun) {
        return "/payments/" + begun.body().path("id").asText();
    }

    private static String ofCart(String cart, long amount) {
        return "{\"cart\":\"" + cart + "\"," + RunningTill.payment(amount).substring(1);
    }
}
