package dev.tidegate.emv.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.emv.device.PaymentAnswer.By;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A payment that the device answers, over real TLS. */
final class NexoPaymentTest {
    private final Counter counter;

    NexoPaymentTest(@TempDir Path folder) {
        this.counter = new Counter(folder);
    }

    @AfterEach
    void close() {
        counter.close();
    }

    @Test
    void pay_asked_saysWhoWhatAndHowMuch() {
        counter.device.on("Payment", Answers.approved("12.50"));
        NexoDevice till = counter.till();
        DeviceRequest.Payment request = till.prepare(counter.sale, Counter.AMOUNT);

        till.pay(request);

        JsonNode heard = counter.device.heard("Payment");
        assertThat(heard.path("MessageHeader").toString())
                .isEqualTo("{\"ProtocolVersion\":\"3.0\",\"MessageClass\":\"Service\",\"MessageCategory\":\"Payment\","
                        + "\"MessageType\":\"Request\",\"ServiceID\":\"" + request.serviceId()
                        + "\",\"SaleID\":\"TILL-1\",\"POIID\":\"DEVICE-1\"}");
        assertThat(heard.path("PaymentRequest").toString())
                .isEqualTo("{\"SaleData\":{\"SaleTransactionID\":{\"TransactionID\":\"" + counter.sale
                        + "\",\"TimeStamp\":\"2026-03-02T10:15:00Z\"}},\"PaymentTransaction\":{\"AmountsReq\":"
                        + "{\"Currency\":\"EUR\",\"RequestedAmount\":12.5}},"
                        + "\"PaymentData\":{\"PaymentType\":\"Normal\"}}");
    }

    @Test
    void pay_approved_isSoAfterOneMessage() {
        counter.device.on("Payment", Answers.approved("12.50"));
        NexoDevice till = counter.till();

        PaymentAnswer answer = till.pay(till.prepare(counter.sale, Counter.AMOUNT));

        assertThat(answer).isInstanceOf(PaymentAnswer.Approved.class);
        assertThat(counter.device.heard()).containsExactly("Payment");
    }

    @Test
    void pay_notBegun_leavesTheWayFreeForTheNext() {
        counter.device.on("Payment", Answers.failed("Busy"), Answers.approved("12.50"));
        NexoDevice till = counter.till();

        PaymentAnswer first = till.pay(till.prepare(counter.sale, Counter.AMOUNT));
        PaymentAnswer second = till.pay(till.prepare(counter.sale, Counter.AMOUNT));

        assertThat(first).isEqualTo(new PaymentAnswer.NotStarted(Obstacle.BUSY));
        assertThat(second).isInstanceOf(PaymentAnswer.Approved.class);
    }

    @Test
    void pay_sameRequestTwice_isTheCallersMistake() {
        counter.device.on("Payment", Answers.approved("12.50"));
        NexoDevice till = counter.till();
        DeviceRequest.Payment request = till.prepare(counter.sale, Counter.AMOUNT);
        till.pay(request);

        assertThatThrownBy(() -> till.pay(request)).isInstanceOf(IllegalStateException.class);
        assertThat(counter.device.heard()).containsExactly("Payment");
    }

    @Test
    void pay_requestOfAProcessThatIsGone_isNotSent() {
        DeviceRequest.Payment before = counter.till().prepare(counter.sale, Counter.AMOUNT);
        DeviceRequest.Payment found = (DeviceRequest.Payment) DeviceRequest.of(before.text());
        NexoDevice after = counter.till();

        assertThatThrownBy(() -> after.pay(found)).isInstanceOf(IllegalStateException.class);
        assertThat(counter.device.heard()).isEmpty();
    }

    @Test
    void abort_inTime_endsThePaymentWithoutABooking() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        counter.device
                .on("Payment", (header, request) -> {
                    begun.countDown();
                    stopped.await();
                    return ScriptedDevice.http(ScriptedDevice.turned(header, Answers.failure("Aborted")));
                })
                .on("Abort", (header, request) -> {
                    stopped.countDown();
                    return ScriptedDevice.http("ok".getBytes(StandardCharsets.UTF_8));
                });
        NexoDevice till = counter.till();
        DeviceRequest.Payment request = till.prepare(counter.sale, Counter.AMOUNT);
        CompletableFuture<PaymentAnswer> answer = CompletableFuture.supplyAsync(() -> till.pay(request));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        till.abort(request);

        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(new PaymentAnswer.Aborted(By.TILL));
        assertThat(counter.device.heard("Abort").path("AbortRequest").toString())
                .isEqualTo(
                        "{\"MessageReference\":{\"MessageCategory\":\"Payment\",\"ServiceID\":\"" + request.serviceId()
                                + "\",\"SaleID\":\"TILL-1\",\"POIID\":\"DEVICE-1\"},"
                                + "\"AbortReason\":\"MerchantAbort\"}");
    }

    @Test
    void pay_secondAtTheSameTime_isBusyAndNotSent() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        counter.device.on("Payment", (header, request) -> {
            begun.countDown();
            go.await();
            return Answers.approved("12.50").say(header, request);
        });
        NexoDevice till = counter.till();
        DeviceRequest.Payment first = till.prepare(counter.sale, Counter.AMOUNT);
        CompletableFuture<PaymentAnswer> answer = CompletableFuture.supplyAsync(() -> till.pay(first));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        PaymentAnswer second = till.pay(till.prepare(counter.sale, Counter.AMOUNT));
        go.countDown();

        assertThat(second).isEqualTo(new PaymentAnswer.NotStarted(Obstacle.BUSY));
        assertThat(answer.get(30, TimeUnit.SECONDS)).isInstanceOf(PaymentAnswer.Approved.class);
    }
}
