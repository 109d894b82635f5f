package dev.tidegate.emv.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.payment.PaymentId;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeviceRequestTest {
    private static final PaymentId SALE = PaymentId.next(() -> Counter.NOW, new Random(1));

    @Test
    void text_ofAPayment_isReadAgain() {
        DeviceRequest request = new DeviceRequest.Payment("0Z9", SALE, Counter.AMOUNT, Counter.NOW);

        assertThat(DeviceRequest.of(request.text())).isEqualTo(request);
        assertThat(request.text()).isEqualTo("payment/1 0Z9 " + SALE + " 1772446500000 1250 EUR");
    }

    @Test
    void text_ofAReversal_isReadAgain() {
        DeviceTransaction original = new DeviceTransaction("57Ra.9&=%", "2026-03-02T10:15:30+01:00");
        DeviceRequest request = new DeviceRequest.Reversal("0Z9", SALE, Counter.AMOUNT, Counter.NOW, original);

        assertThat(DeviceRequest.of(request.text())).isEqualTo(request);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "payment/1",
                "payment/2 A S 1 2 EUR",
                "payment/1 A S 1 2 EUR",
                "payment/1 toolongforone S 1 2 EUR x"
            })
    void of_damagedText_isRefused(String text) {
        assertThatThrownBy(() -> DeviceRequest.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void next_tenThousandNumbers_areTenCharactersAndDiffer() {
        Random chance = new Random(7);
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(ServiceId.next(chance).value());
        }

        assertThat(made).hasSize(10_000).allMatch(each -> each.matches("[0-9A-Z]{10}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ABCDEFGHIJK", "a", "A B"})
    void serviceId_notOfTheProtocol_isRefused(String text) {
        assertThatThrownBy(() -> new DeviceRequest.Payment(text, SALE, Counter.AMOUNT, Counter.NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
