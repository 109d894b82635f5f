package dev.tidegate.emv.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A payment whose answer is lost, late, broken or another's: it is asked about, and neither yes nor no till it is told.
 */
final class NexoDoubtTest {
    private final Counter counter;
    private final Path folder;

    NexoDoubtTest(@TempDir Path folder) {
        this.folder = folder;
        this.counter = new Counter(folder);
    }

    @AfterEach
    void close() {
        counter.close();
    }

    @Test
    void pay_answerLost_isStoppedAndAskedAbout() {
        counter.device.on("Payment", ScriptedDevice.hangUp()).on("TransactionStatus", told());

        assertThat(pay()).isInstanceOf(PaymentAnswer.Approved.class);
        assertThat(counter.device.heard()).containsExactly("Payment", "Abort", "TransactionStatus");
    }

    @Test
    void pay_silence_isNeverSentAgain() {
        counter.device.on("Payment", counter.device.silence()).on("TransactionStatus", Answers.failed("InProgress"));
        NexoDevice till = counter.till(Duration.ofMillis(200));

        PaymentAnswer answer = till.pay(till.prepare(counter.sale, Counter.AMOUNT));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        PaymentAnswer.Unknown.class,
                        not -> assertThat(not.why()).isEqualTo(Doubt.IN_PROGRESS));
        assertThat(Collections.frequency(counter.device.heard(), "Payment")).isLessThan(2);
    }

    @Test
    void pay_inProgress_isAskedWithGrowingPausesUntilItIsTold() {
        ScriptedDevice.Line busy = Answers.failed("InProgress");
        counter.device
                .on("Payment", ScriptedDevice.hangUp())
                .on("TransactionStatus", busy, busy, busy, busy, busy, told());

        assertThat(pay()).isInstanceOf(PaymentAnswer.Approved.class);
        assertThat(counter.pauses).extracting(Duration::toMillis).containsExactly(500L, 1000L, 2000L, 4000L, 4000L);
    }

    @ParameterizedTest
    @CsvSource({
        "ServiceID,ANOTHER",
        "SaleID,TILL-2",
        "POIID,DEVICE-2",
        "MessageCategory,Reversal",
        "MessageType,Notification",
        "MessageClass,Event",
        "ProtocolVersion,4.0"
    })
    void pay_answerWithAnothersHeader_isNotTaken(String part, String value) {
        counter.device
                .on("Payment", (header, request) -> {
                    ObjectNode whole = ScriptedDevice.turned(header, Answers.approval(request, "12.50"));
                    ((ObjectNode) whole.path("SaleToPOIResponse").path("MessageHeader")).put(part, value);
                    return ScriptedDevice.http(whole);
                })
                .on("TransactionStatus", Answers.told(Answers.failure("Refusal")));

        assertThat(pay()).isEqualTo(new PaymentAnswer.Declined(PaymentAnswer.Refusal.REFUSED));
    }

    @Test
    void resume_toldOfAnotherRequest_isNotTaken() {
        counter.device.on("Payment", ScriptedDevice.hangUp()).on("TransactionStatus", (header, question) -> {
            ((ObjectNode) question.path("MessageReference")).put("ServiceID", "ANOTHER");
            return told().say(header, question);
        });

        assertThat(pay())
                .isInstanceOfSatisfying(
                        PaymentAnswer.Unknown.class,
                        not -> assertThat(not.why()).isEqualTo(Doubt.NOT_UNDERSTOOD));
    }

    @Test
    void pay_notFoundOnceNothingCanArrive_wasNeverBegun() {
        counter.device.on("Payment", ScriptedDevice.hangUp()).on("TransactionStatus", Answers.failed("NotFound"));

        assertThat(pay()).isEqualTo(new PaymentAnswer.NotStarted(Obstacle.NOT_ARRIVED));
        assertThat(counter.pauses.stream().mapToLong(Duration::toMillis).sum()).isGreaterThanOrEqualTo(6_000);
    }

    @Test
    void pay_takenUpLate_isFoundAfterNotFound() {
        ScriptedDevice.Line not = Answers.failed("NotFound");
        counter.device.on("Payment", ScriptedDevice.hangUp()).on("TransactionStatus", not, not, not, told());

        assertThat(pay()).isInstanceOf(PaymentAnswer.Approved.class);
    }

    @Test
    void pay_notFoundAfterProgress_isForgottenAndNoNo() {
        counter.device
                .on("Payment", ScriptedDevice.hangUp())
                .on("TransactionStatus", Answers.failed("InProgress"), Answers.failed("NotFound"));

        assertThat(pay())
                .isInstanceOfSatisfying(
                        PaymentAnswer.Unknown.class,
                        not -> assertThat(not.why()).isEqualTo(Doubt.FORGOTTEN));
    }

    @Test
    void resume_notFoundAfterProgressSeenLongBefore_isForgottenAndNoNo() {
        counter.device.on("Payment", ScriptedDevice.hangUp()).on("TransactionStatus", Answers.failed("InProgress"));
        NexoDevice till = counter.till();
        DeviceRequest.Payment request = till.prepare(counter.sale, Counter.AMOUNT);
        till.pay(request);
        counter.device.on("TransactionStatus", Answers.failed("NotFound"));

        assertThat(till.resume(request)).isEqualTo(new PaymentAnswer.Unknown(request, Doubt.FORGOTTEN));
    }

    @Test
    void resume_ofWhatWasSetAside_isNeverANo() {
        counter.device.on("Payment", ScriptedDevice.hangUp()).on("TransactionStatus", Answers.failed("Busy"));
        NexoDevice till = counter.till();
        DeviceRequest.Payment request = till.prepare(counter.sale, Counter.AMOUNT);
        till.pay(request);
        till.setAside(request);
        counter.device.on("TransactionStatus", Answers.failed("NotFound"));

        assertThat(till.resume(request)).isEqualTo(new PaymentAnswer.Unknown(request, Doubt.FORGOTTEN));
    }

    @Test
    void pay_notFoundAfterABrokenAnswer_isForgottenAndNoNo() {
        counter.device
                .on("Payment", ScriptedDevice.bytes("{\"SaleToPOIResponse\":{\"Mess"))
                .on("TransactionStatus", Answers.failed("NotFound"));

        assertThat(pay())
                .isInstanceOfSatisfying(
                        PaymentAnswer.Unknown.class,
                        not -> assertThat(not.why()).isEqualTo(Doubt.FORGOTTEN));
    }

    @Test
    void pay_whileAnEarlierIsUnknown_isNotSentUntilThatIsToldOrSetAside() {
        counter.device
                .on("Payment", ScriptedDevice.hangUp(), Answers.approved("12.50"))
                .on("TransactionStatus", Answers.failed("Busy"));
        NexoDevice till = counter.till();
        DeviceRequest.Payment first = till.prepare(counter.sale, Counter.AMOUNT);
        assertThat(till.pay(first)).isEqualTo(new PaymentAnswer.Unknown(first, Doubt.WITHHELD));

        PaymentAnswer second = till.pay(till.prepare(counter.sale, Counter.AMOUNT));
        till.setAside(first);
        PaymentAnswer third = till.pay(till.prepare(counter.sale, Counter.AMOUNT));

        assertThat(second).isEqualTo(new PaymentAnswer.NotStarted(Obstacle.EARLIER_UNRESOLVED));
        assertThat(third).isInstanceOf(PaymentAnswer.Approved.class);
    }

    @Test
    void resume_afterOthersWereSent_believesNoNotFound() {
        counter.device
                .on("Payment", ScriptedDevice.hangUp(), Answers.approved("12.50"))
                .on("TransactionStatus", Answers.failed("NotAllowed"));
        NexoDevice till = counter.till();
        DeviceRequest.Payment first = till.prepare(counter.sale, Counter.AMOUNT);
        till.pay(first);
        till.setAside(first);
        till.pay(till.prepare(counter.sale, Counter.AMOUNT));
        counter.device.on("TransactionStatus", Answers.failed("NotFound"));

        assertThat(till.resume(first)).isEqualTo(new PaymentAnswer.Unknown(first, Doubt.FORGOTTEN));
    }

    @Test
    void resume_afterACrash_hearsWhatBecameOfIt() {
        counter.device.on("TransactionStatus", told());
        DeviceRequest before = counter.till().prepare(counter.sale, Counter.AMOUNT);

        DeviceRequest.Payment found = (DeviceRequest.Payment) DeviceRequest.of(before.text());
        PaymentAnswer answer = counter.till().resume(found);

        assertThat(answer).isInstanceOf(PaymentAnswer.Approved.class);
        assertThat(counter.device.heard()).containsExactly("Abort", "TransactionStatus");
    }

    @Test
    void resume_olderThanTheDevicesMemory_believesNoNotFound() {
        counter.device.on("TransactionStatus", Answers.failed("NotFound"));
        DeviceRequest.Payment request = counter.till().prepare(counter.sale, Counter.AMOUNT);
        counter.now.set(Counter.NOW.plus(Duration.ofHours(25)));

        assertThat(counter.till().resume(request)).isEqualTo(new PaymentAnswer.Unknown(request, Doubt.FORGOTTEN));
    }

    @Test
    void pay_nobodyThere_leftNoByte() {
        counter.device.close();

        assertThat(pay()).isEqualTo(new PaymentAnswer.NotStarted(Obstacle.UNREACHABLE));
    }

    @Test
    void pay_anothersAuthority_isNotTrustedAndHearsNothing() {
        Counter foreign = new Counter(counter.device, new TestAuthority(), folder);
        NexoDevice till = foreign.till();

        PaymentAnswer answer = till.pay(till.prepare(counter.sale, Counter.AMOUNT));

        assertThat(answer).isEqualTo(new PaymentAnswer.NotStarted(Obstacle.NOT_TRUSTED));
        assertThat(counter.device.heard()).isEmpty();
    }

    @Test
    void pay_anotherDeviceOfTheSameMaker_isNotTrusted() {
        try (ScriptedDevice other = new ScriptedDevice(Counter.MAKER.device("device-2.maker.test"))) {
            NexoDevice till = new Counter(other, Counter.MAKER, folder).till();

            PaymentAnswer answer = till.pay(till.prepare(counter.sale, Counter.AMOUNT));

            assertThat(answer).isEqualTo(new PaymentAnswer.NotStarted(Obstacle.NOT_TRUSTED));
        }
    }

    @Test
    void close_whilePaying_leavesItUnknown() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        ScriptedDevice.Line silence = counter.device.silence();
        counter.device.on("Payment", (header, request) -> {
            begun.countDown();
            return silence.say(header, request);
        });
        NexoDevice till = counter.till();
        DeviceRequest.Payment request = till.prepare(counter.sale, Counter.AMOUNT);
        CompletableFuture<PaymentAnswer> answer = CompletableFuture.supplyAsync(() -> till.pay(request));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        till.close();

        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(new PaymentAnswer.Unknown(request, Doubt.INTERRUPTED));
    }

    @Test
    void reverse_answerLost_isAskedAboutAndNotStopped() {
        ObjectNode done = JsonNodeFactory.instance.objectNode();
        done.putObject("Response").put("Result", "Success");
        done.putObject("POIData")
                .putObject("POITransactionID")
                .put("TransactionID", "77002")
                .put("TimeStamp", "T");
        counter.device.on("Reversal", ScriptedDevice.hangUp()).on("TransactionStatus", Answers.told(done));
        NexoDevice till = counter.till();
        DeviceTransaction original = new DeviceTransaction("77001.SIM", "2026-03-02T10:15:30.000Z");

        ReversalAnswer answer = till.reverse(till.prepareReversal(counter.sale, Counter.AMOUNT, original));

        assertThat(answer).isEqualTo(new ReversalAnswer.Reversed(new DeviceTransaction("77002", "T")));
        assertThat(counter.device.heard()).isEqualTo(List.of("Reversal", "TransactionStatus"));
        JsonNode sent = counter.device.heard("Reversal").path("ReversalRequest");
        assertThat(sent.path("OriginalPOITransaction").toString())
                .isEqualTo("{\"POITransactionID\":{\"TransactionID\":\"77001.SIM\","
                        + "\"TimeStamp\":\"2026-03-02T10:15:30.000Z\"}}");
    }

    private PaymentAnswer pay() {
        NexoDevice till = counter.till();
        return till.pay(till.prepare(counter.sale, Counter.AMOUNT));
    }

    /** The device's memory of an approval of this sale. */
    private ScriptedDevice.Line told() {
        DeviceRequest.Payment like = new DeviceRequest.Payment("A", counter.sale, Counter.AMOUNT, Counter.NOW);
        return Answers.told(Answers.approval(new PaymentTalk(like).body(), "12.50"));
    }
}
