package dev.tidegate.emv.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.core.card.Brand;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.emv.device.DeviceApproval.Entry;
import dev.tidegate.emv.device.PaymentAnswer.By;
import dev.tidegate.emv.device.PaymentAnswer.Refusal;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a device's answer to a payment means. */
final class PaymentTalkTest {
    private static final PaymentTalk TALK = new PaymentTalk(new DeviceRequest.Payment(
            "A1", PaymentId.next(() -> Counter.NOW, new Random(1)), Counter.AMOUNT, Counter.NOW));

    @Test
    void read_approved_tellsWhatTheSlipAndTheGatewayWant() {
        PaymentAnswer answer = definite(changed(body -> {}));

        assertThat(answer).isInstanceOfSatisfying(PaymentAnswer.Approved.class, yes -> {
            DeviceApproval approval = yes.approval();
            assertThat(approval.amount()).isEqualTo(Counter.AMOUNT);
            assertThat(approval.online()).isTrue();
            assertThat(approval.transaction())
                    .isEqualTo(new DeviceTransaction("77001.SIM", "2026-03-02T10:15:30.000Z"));
            assertThat(approval.authorisationCode()).isEqualTo("A1B2C3");
            assertThat(approval.card()).isEqualTo(new DeviceApproval.Card(Brand.VISA, "0119", Entry.CHIP));
            assertThat(approval.cvm()).isEqualTo(CvmResult.OFFLINE_PIN);
            assertThat(new String(approval.cipher().toByteArray(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"EnvelopedData\":\"AAECAw==\"}");
        });
    }

    @Test
    void read_approvedByTheDeviceAlone_isOffline() {
        PaymentAnswer answer =
                definite(changed(body -> ((ObjectNode) body.path("PaymentResult")).put("OnlineFlag", false)));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        PaymentAnswer.Approved.class,
                        yes -> assertThat(yes.approval().online()).isFalse());
    }

    @Test
    void read_chipsTags_areKeptAsFarAsTheyMayBeFrozen() {
        PaymentAnswer answer = definite(changed(body -> ((ObjectNode) body.path("Response"))
                .put(
                        "AdditionalResponse",
                        "tid=1&ICCRelatedData=9F2608A1B2C3D4E5F607185A0847617390010101199F36020012")));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        PaymentAnswer.Approved.class,
                        yes -> assertThat(yes.approval().tags().toString()).isEqualTo("TlvSet[9F26, 9F36]"));
    }

    @ParameterizedTest
    @CsvSource({"Partial,10.00,1000", "Success,13.75,1375"})
    void read_anotherAmountBooked_isSaid(String result, String authorised, long minor) {
        PaymentAnswer answer = definite(changed(body -> {
            ((ObjectNode) body.path("Response")).put("Result", result);
            ((ObjectNode) body.path("PaymentResult").path("AmountsResp"))
                    .put("AuthorizedAmount", new BigDecimal(authorised));
        }));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        PaymentAnswer.ApprovedOtherAmount.class,
                        other -> assertThat(other.approval().amount()).isEqualTo(Amount.of(minor, "EUR")));
    }

    @ParameterizedTest
    @CsvSource({
        "Refusal,REFUSED",
        "InvalidCard,INVALID_CARD",
        "WrongPIN,WRONG_PIN",
        "PaymentRestriction,RESTRICTED",
        "UnreachableHost,HOST_UNREACHABLE",
        "InsertedCard,CARD_LEFT_IN"
    })
    void read_no_isDeclinedInPlainWords(String condition, Refusal why) {
        assertThat(definite(Answers.failure(condition))).isEqualTo(new PaymentAnswer.Declined(why));
    }

    @ParameterizedTest
    @CsvSource({"Aborted,TILL", "Cancel,CARDHOLDER"})
    void read_stopped_saysByWhom(String condition, By by) {
        assertThat(definite(Answers.failure(condition))).isEqualTo(new PaymentAnswer.Aborted(by));
    }

    @ParameterizedTest
    @CsvSource({
        "Busy,BUSY",
        "LoggedOut,LOGGED_OUT",
        "NotAllowed,NOT_ALLOWED",
        "MessageFormat,FORMAT",
        "UnavailableService,SERVICE_UNAVAILABLE",
        "UnavailableDevice,OUT_OF_ORDER",
        "DeviceOut,OUT_OF_ORDER"
    })
    void read_notBegun_saysWhy(String condition, Obstacle why) {
        assertThat(definite(Answers.failure(condition))).isEqualTo(new PaymentAnswer.NotStarted(why));
    }

    @ParameterizedTest
    @ValueSource(strings = {"InProgress", "NotFound", "SomethingNew", ""})
    void read_failureThatIsNoCertainNo_isADoubt(String condition) {
        Doubt doubt = condition.equals("InProgress") ? Doubt.IN_PROGRESS : Doubt.NOT_UNDERSTOOD;

        assertThat(TALK.read(Answers.failure(condition))).isEqualTo(new Reading.Doubtful<>(doubt));
    }

    @Test
    void read_cardNumberInTheAnswer_isKeptNowhere() {
        String pan = "4761739001010119";
        PaymentAnswer answer = definite(changed(body -> {
            ((ObjectNode) body.path("Response")).put("AdditionalResponse", "pan=" + pan);
            ObjectNode card = (ObjectNode)
                    body.path("PaymentResult").path("PaymentInstrumentData").path("CardData");
            card.put("MaskedPan", pan).put("PaymentBrand", pan);
            card.putObject("SensitiveCardData").put("PAN", pan);
            ((ObjectNode) body.path("PaymentResult").path("PaymentAcquirerData")).put("ApprovalCode", pan);
        }));

        assertThat(answer).isInstanceOfSatisfying(PaymentAnswer.Approved.class, yes -> {
            assertThat(yes.toString()).doesNotContain(pan);
            assertThat(yes.approval().card()).isEqualTo(new DeviceApproval.Card(Brand.VISA, "0119", Entry.CHIP));
            assertThat(yes.approval().authorisationCode()).isEmpty();
        });
    }

    @Test
    void read_answerOfAnotherSale_isADoubt() {
        ObjectNode approval = changed(
                body -> ((ObjectNode) body.path("SaleData").path("SaleTransactionID")).put("TransactionID", "another"));
        ObjectNode refusal = Answers.failure("Refusal");
        refusal.set("SaleData", approval.path("SaleData"));

        assertThat(TALK.read(approval)).isEqualTo(new Reading.Doubtful<>(Doubt.NOT_UNDERSTOOD));
        assertThat(TALK.read(refusal)).isEqualTo(new Reading.Doubtful<>(Doubt.NOT_UNDERSTOOD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"USD\",\"AuthorizedAmount\":12.50",
                "\"EUR\"",
                "\"EUR\",\"AuthorizedAmount\":\"12.50\"",
                "\"EUR\",\"AuthorizedAmount\":12.505",
                "\"EUR\",\"AuthorizedAmount\":-12.50",
                "\"EUR\",\"AuthorizedAmount\":1E999999999"
            })
    void read_approvalOfNoAmount_isADoubt(String amounts) {
        String text = changed(body -> {}).toString().replaceAll("\"EUR\",\"AuthorizedAmount\":12.50?", amounts);

        Reading<PaymentAnswer> read = TALK.read(NexoJson.read(Octets.of(text.getBytes(StandardCharsets.UTF_8))));

        assertThat(text).contains(amounts);
        assertThat(read).isEqualTo(new Reading.Doubtful<>(Doubt.NOT_UNDERSTOOD));
    }

    @Test
    void read_approvalWithoutTheDevicesNumber_isADoubt() {
        assertThat(TALK.read(changed(body -> body.remove("POIData"))))
                .isEqualTo(new Reading.Doubtful<>(Doubt.NOT_UNDERSTOOD));
    }

    @Test
    void read_approvalWithoutACard_isAnApproval() {
        PaymentAnswer answer =
                definite(changed(body -> ((ObjectNode) body.path("PaymentResult")).remove("PaymentInstrumentData")));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        PaymentAnswer.Approved.class,
                        yes -> assertThat(yes.approval().card())
                                .isEqualTo(new DeviceApproval.Card(Brand.OTHER, "", Entry.OTHER)));
    }

    @Test
    void read_signatureAmongOthers_isAsked() {
        PaymentAnswer answer = definite(changed(body -> ((ObjectNode) body.path("PaymentResult"))
                .putArray("AuthenticationMethod")
                .add("OfflinePIN")
                .add("PaperSignature")));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        PaymentAnswer.Approved.class,
                        yes -> assertThat(yes.approval().cvm()).isEqualTo(CvmResult.SIGNATURE));
    }

    private static PaymentAnswer definite(ObjectNode body) {
        assertThat(TALK.read(body)).isInstanceOf(Reading.Definite.class);
        return ((Reading.Definite<PaymentAnswer>) TALK.read(body)).answer();
    }

    private static ObjectNode changed(Consumer<ObjectNode> change) {
        ObjectNode body = Answers.approval(TALK.body(), "12.50");
        change.accept(body);
        return body;
    }
}
