package dev.tidegate.certification.plant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.crypto.payment.PaymentKey;
import dev.tidegate.crypto.pin.PinBlock;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PinPadTest {
    private static final String NUMBER = "4012345678909";

    // X9.24-3: of the sample's device, the key of the first transaction's PIN.
    @Test
    void enter_ofTheStandardsSample_isUnderItsFirstKey() {
        PinPad pad = new PinPad(0x90123456);

        try (EncipheredPin pin = pad.enter("1234", NUMBER)) {
            byte[] opened = PinBlock.ISO_4.open(
                    pin.block(),
                    NUMBER.getBytes(StandardCharsets.US_ASCII),
                    PaymentKey.aes(HexFormat.of().parseHex("AF8CB133A78F8DC2D1359F18527593FB")));

            assertThat(new String(opened, StandardCharsets.US_ASCII)).isEqualTo("1234");
            assertThat(pin.ksn().value().hex()).isEqualToIgnoringCase("123456789012345600000001");
        }
    }

    @Test
    void enter_aSecondTime_hasTheNextSerialNumber() {
        PinPad pad = new PinPad(1);
        pad.enter("1234", NUMBER).close();

        try (EncipheredPin pin = pad.enter("1234", NUMBER)) {
            assertThat(pin.ksn().value().hex()).endsWith("00000002");
        }
    }
}
