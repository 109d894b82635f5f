package dev.tidegate.emv.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.emv.device.ReversalAnswer.Why;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReversalTalkTest {
    private static final ReversalTalk TALK = new ReversalTalk(new DeviceRequest.Reversal(
            "A1",
            PaymentId.next(() -> Counter.NOW, new Random(1)),
            Counter.AMOUNT,
            Counter.NOW,
            new DeviceTransaction("77001", "T")));

    @Test
    void read_success_givesTheReversalsNumber() {
        assertThat(TALK.read(success("77001")))
                .isEqualTo(new Reading.Definite<>(new ReversalAnswer.Reversed(new DeviceTransaction("77002", "T"))));
    }

    @Test
    void read_successForAnotherPayment_isADoubt() {
        assertThat(TALK.read(success("77000"))).isEqualTo(new Reading.Doubtful<>(Doubt.NOT_UNDERSTOOD));
    }

    @Test
    void read_halfAReversal_isADoubt() {
        ObjectNode half = success("77001");
        ((ObjectNode) half.path("Response")).put("Result", "Partial");

        assertThat(TALK.read(half)).isEqualTo(new Reading.Doubtful<>(Doubt.NOT_UNDERSTOOD));
    }

    @ParameterizedTest
    @CsvSource({
        "NotFound, NO_SUCH_PAYMENT",
        "Refusal, REFUSED",
        "Cancel, REFUSED",
        "PaymentRestriction, REFUSED",
        "UnreachableHost, HOST_UNREACHABLE"
    })
    void read_no_leavesThePaymentStanding(String condition, Why why) {
        assertThat(TALK.read(Answers.failure(condition)))
                .isEqualTo(new Reading.Definite<>(new ReversalAnswer.Refused(why)));
    }

    @Test
    void read_busy_isNotBegun() {
        assertThat(TALK.read(Answers.failure("Busy")))
                .isEqualTo(new Reading.Definite<>(new ReversalAnswer.NotStarted(Obstacle.BUSY)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"InProgress", "SomethingNew", ""})
    void read_neitherYesNorNo_isADoubt(String condition) {
        assertThat(TALK.read(Answers.failure(condition))).isInstanceOf(Reading.Doubtful.class);
    }

    private static ObjectNode success(String original) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("Response").put("Result", "Success");
        body.putObject("POIData")
                .putObject("POITransactionID")
                .put("TransactionID", "77002")
                .put("TimeStamp", "T");
        body.putObject("OriginalPOITransaction").putObject("POITransactionID").put("TransactionID", original);
        return body;
    }
}
