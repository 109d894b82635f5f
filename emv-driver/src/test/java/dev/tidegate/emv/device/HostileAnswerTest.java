package dev.tidegate.emv.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.PaymentId;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that no device should send. */
final class HostileAnswerTest {
    private static final int MUTATIONS = 20_000;

    private static final Header HEADER = new Header("Payment", "A1", "TILL-1", "DEVICE-1");
    private static final PaymentTalk TALK = new PaymentTalk(new DeviceRequest.Payment(
            "A1", PaymentId.next(() -> Counter.NOW, new Random(1)), Counter.AMOUNT, Counter.NOW));

    @Test
    void read_wellFormed_isTaken() {
        assertThat(read(whole())).isInstanceOf(Reading.Definite.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ok",
                "null",
                "[]",
                "{}",
                "{\"SaleToPOIResponse\":null}",
                "{\"SaleToPOIResponse\":{\"MessageHeader\":[]}}",
                "{\"SaleToPOIResponse\":\"\\ud800\"}",
                "{\"SaleToPOIRequest\":{\"MessageHeader\":{},\"DisplayRequest\":{}}}"
            })
    void read_notAnAnswer_isADoubt(String text) {
        assertThat(read(text)).isEqualTo(new Reading.Doubtful<>(Doubt.NOT_UNDERSTOOD));
    }

    @Test
    void read_nameTwice_isADoubt() {
        String twice = whole().replace("\"Result\":\"Success\"", "\"Result\":\"Failure\",\"Result\":\"Success\"");

        assertThat(read(twice)).isEqualTo(new Reading.Doubtful<>(Doubt.NOT_UNDERSTOOD));
    }

    @Test
    void read_secondValueBehindTheFirst_isADoubt() {
        assertThat(read(whole() + "{}")).isEqualTo(new Reading.Doubtful<>(Doubt.NOT_UNDERSTOOD));
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 100_000})
    void read_tooDeep_isADoubt(int depth) {
        String deep =
                whole().replace("\"Response\":{", "\"Response\":{\"x\":" + "[".repeat(depth) + "]".repeat(depth) + ",");

        assertThat(read(deep)).isEqualTo(new Reading.Doubtful<>(Doubt.NOT_UNDERSTOOD));
    }

    @Test
    void read_longNumberOrText_isADoubt() {
        String number = whole().replaceAll("12\\.50?", "1" + "0".repeat(100_000));
        String text = whole().replace("A1B2C3", "A".repeat(NexoJson.TEXT_LENGTH_MAX + 1));

        assertThat(read(number)).isEqualTo(new Reading.Doubtful<>(Doubt.NOT_UNDERSTOOD));
        assertThat(read(text)).isEqualTo(new Reading.Doubtful<>(Doubt.NOT_UNDERSTOOD));
    }

    /** Whatever becomes of the bytes: a value, and never a yes for another sale or amount. */
    @Test
    void read_mutated_isNeverAYesToSomethingElse() {
        byte[] original = whole().getBytes(StandardCharsets.UTF_8);
        for (long seed = 0; seed < MUTATIONS; seed++) {
            Random chance = new Random(seed);
            byte[] bytes = original.clone();
            for (int i = 0; i < 1 + chance.nextInt(3); i++) {
                bytes[chance.nextInt(bytes.length)] = (byte) (0x20 + chance.nextInt(0x60));
            }

            Reading<PaymentAnswer> read = read(new String(bytes, StandardCharsets.UTF_8));

            if (read instanceof Reading.Definite<PaymentAnswer>(PaymentAnswer.Approved(var approval))) {
                String text = new String(bytes, StandardCharsets.UTF_8);
                assertThat(text)
                        .as("seed %d", seed)
                        .contains(TALK.request().payment().toString(), "\"A1\"");
                assertThat(approval.amount()).as("seed %d", seed).isEqualTo(Counter.AMOUNT);
            }
        }
    }

    private static String whole() {
        JsonNode request = NexoJson.read(Octets.of(HEADER.request(TALK.body()))).path("SaleToPOIRequest");
        ObjectNode body = Answers.approval(request.path("PaymentRequest"), "12.50");
        return ScriptedDevice.turned(request.path("MessageHeader"), body).toString();
    }

    private static Reading<PaymentAnswer> read(String text) {
        return TALK.read(HEADER.answerIn(NexoJson.read(Octets.of(text.getBytes(StandardCharsets.UTF_8)))));
    }
}
