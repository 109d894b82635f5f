package dev.tidegate.core.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidegate.core.card.Ksn;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.port.PaymentHsm.PinFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EncipheredPinTest {
    private static final Ksn KSN = new Ksn(Octets.ofHex("FFFF9876543210E00001"));

    @ParameterizedTest
    @CsvSource({"ISO_0, 16", "ISO_3, 7", "ISO_4, 8", "ISO_4, 17"})
    void pin_ofAnotherLengthThanItsFormat_isRefused(PinFormat format, int bytes) {
        assertThatIllegalArgumentException().isThrownBy(() -> new EncipheredPin(format, KSN, new byte[bytes]));
    }

    @Test
    void pin_closed_holdsZeros() {
        byte[] block = {1, 2, 3, 4, 5, 6, 7, 8};
        EncipheredPin pin = new EncipheredPin(PinFormat.ISO_0, KSN, block);

        pin.close();

        assertThat(pin.block()).isEqualTo(new byte[8]);
        assertThat(block).as("it is the same array").isEqualTo(new byte[8]);
    }

    @Test
    void pin_asText_saysNothing() {
        assertThat(new EncipheredPin(PinFormat.ISO_0, KSN, new byte[] {0x1B, 2, 3, 4, 5, 6, 7, 8}))
                .hasToString("EncipheredPin");
    }
}
