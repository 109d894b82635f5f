package dev.tidegate.simulator.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The device as a till meets it: over TLS, with its books looked into by the control API. */
final class SimulatorTest {
    private final Till till;

    SimulatorTest(@TempDir Path home) {
        this.till = new Till(home);
    }

    @AfterEach
    void close() {
        till.close();
    }

    @Test
    void pay_ordinaryAmount_isBookedAndApproved() throws Exception {
        JsonNode answer = till.pay("A1", "12.50");

        assertThat(result(answer)).isEqualTo("Success");
        assertThat(answer.path("PaymentResult")
                        .path("AmountsResp")
                        .path("AuthorizedAmount")
                        .decimalValue())
                .isEqualByComparingTo("12.50");
        assertThat(till.books()).containsExactly("BOOKED");
    }

    @ParameterizedTest
    @CsvSource({
        "1.51, Refusal",
        "1.54, InvalidCard",
        "1.55, WrongPIN",
        "1.57, PaymentRestriction",
        "1.91, UnreachableHost",
        "1.17, Cancel"
    })
    void pay_amountOfABadCard_isNoAndNotBooked(String amount, String condition) throws Exception {
        assertThat(condition(till.pay("A1", amount))).isEqualTo(condition);
        assertThat(till.books()).containsExactly("FAILED");
    }

    @Test
    void pay_numberThatWasThere_isNotBookedAgain() throws Exception {
        till.pay("A1", "12.50");

        assertThat(condition(till.pay("A1", "12.50"))).isEqualTo("NotAllowed");
        assertThat(till.books()).containsExactly("BOOKED");
        assertThat(till.control("GET", "/standing", "")
                        .path("messages")
                        .path("repeated")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void status_ofABookedPayment_tellsItsAnswerAgain() throws Exception {
        JsonNode answer = till.pay("A1", "12.50");

        JsonNode repeated = till.status("A1").path("RepeatedMessageResponse");

        assertThat(repeated.path("MessageHeader").path("ServiceID").asText()).isEqualTo("A1");
        assertThat(repeated.path("RepeatedResponseMessageBody").path("PaymentResponse"))
                .isEqualTo(answer);
    }

    @Test
    void status_ofWhatNeverCame_isNotFound() throws Exception {
        assertThat(condition(till.status("A1"))).isEqualTo("NotFound");
    }

    @Test
    void abort_whileTheCardIsAwaited_endsThePayment() throws Exception {
        till.fault("Payment", "slow", 60_000);
        CompletableFuture<JsonNode> answer = paying("A1");
        awaitWaiting();
        assertThat(condition(till.status("A1"))).isEqualTo("InProgress");
        assertThat(condition(till.pay("A2", "1.00"))).isEqualTo("Busy");

        till.abort("A1");

        assertThat(condition(answer.get(30, TimeUnit.SECONDS))).isEqualTo("Aborted");
        assertThat(till.books()).containsExactly("FAILED");
    }

    @Test
    void abort_unheard_isTooLate() throws Exception {
        till.fault("Payment", "deaf", 60_000);
        CompletableFuture<JsonNode> answer = paying("A1");
        awaitWaiting();

        till.abort("A1");
        till.control("POST", "/present", "");

        assertThat(result(answer.get(30, TimeUnit.SECONDS))).isEqualTo("Success");
    }

    @Test
    void reverse_bookedPayment_isUndoneOnce() throws Exception {
        String number = till.pay("A1", "12.50")
                .path("POIData")
                .path("POITransactionID")
                .path("TransactionID")
                .asText();

        assertThat(result(till.reverse("R1", number))).isEqualTo("Success");
        assertThat(condition(till.reverse("R2", number))).isEqualTo("NotFound");
        assertThat(till.books()).containsExactly("REVERSED", "DONE", "FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dropAnswer", "halfJson", "resetAfter", "restart"})
    void fault_afterTheBooking_losesTheAnswerAlone(String kind) throws Exception {
        till.fault("Payment", kind, 1);

        assertThatThrownBy(() -> till.pay("A1", "12.50")).isInstanceOf(IOException.class);
        assertThat(till.books()).containsExactly("BOOKED");
    }

    @Test
    void fault_beforeTheBooking_leavesNoTrace() throws Exception {
        till.fault("Payment", "resetBefore", 0);

        assertThatThrownBy(() -> till.pay("A1", "12.50")).isInstanceOf(IOException.class);
        assertThat(till.books()).isEmpty();
        assertThat(condition(till.status("A1"))).isEqualTo("NotFound");
    }

    @Test
    void fault_wrongServiceId_isInTheHeader() throws Exception {
        till.fault("Payment", "wrongServiceId", 0);

        JsonNode answer = till.say("Payment", "A1", Till.payment("12.50"));

        assertThat(answer.path("MessageHeader").path("ServiceID").asText()).isEqualTo("ANOTHER001");
    }

    @Test
    void restart_withItsMemory_knowsWhatItBooked() throws Exception {
        till.pay("A1", "12.50");

        till.control("POST", "/restart", "{\"memory\":true}");

        assertThat(result(till.status("A1"))).isEqualTo("Success");
    }

    @Test
    void restart_withoutMemory_keepsItsBooksAlone() throws Exception {
        till.pay("A1", "12.50");

        till.control("POST", "/restart", "{\"memory\":false}");

        assertThat(condition(till.status("A1"))).isEqualTo("NotFound");
        assertThat(till.books()).containsExactly("BOOKED");
    }

    @Test
    void restart_inTheMiddleOfAPayment_endsItUnbooked() throws Exception {
        till.fault("Payment", "slow", 60_000);
        CompletableFuture<JsonNode> answer = paying("A1");
        awaitWaiting();

        till.control("POST", "/restart", "{\"memory\":true}");

        assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS)).hasRootCauseInstanceOf(IOException.class);
        assertThat(till.books()).containsExactly("FAILED");
    }

    @Test
    void control_notUnderstood_isRefused() throws Exception {
        assertThat(till.control("POST", "/faults", "[{\"on\":\"Payment\",\"kind\":\"nonsense\"}]")
                        .has("error"))
                .isTrue();
        assertThat(till.control("POST", "/storm", "{\"percent\":101}").has("error"))
                .isTrue();
        assertThat(till.control("GET", "/nowhere", "").has("error")).isTrue();
    }

    @Test
    void message_ofAnotherShape_isNotTaken() throws Exception {
        assertThat(till.post("{").isMissingNode()).isTrue();
        assertThat(till.post("{\"SaleToPOIRequest\":{}}").isMissingNode()).isTrue();
    }

    private void awaitWaiting() throws Exception {
        assertThat(till.control("GET", "/waiting", "").path("waiting").asBoolean())
                .isTrue();
    }

    private CompletableFuture<JsonNode> paying(String serviceId) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return till.pay(serviceId, "12.50");
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }

    private static String result(JsonNode body) {
        return body.path("Response").path("Result").asText();
    }

    private static String condition(JsonNode body) {
        return body.path("Response").path("ErrorCondition").asText();
    }
}
