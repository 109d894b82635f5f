package dev.tidegate.simulator.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class PinTest {
    private static final String PAN = "4761739001010119";
    private static final Cipherer AES = new Cipherer(Cipherer.Kind.AES, new byte[16]);
    private static final Cipherer TDES =
            new Cipherer(Cipherer.Kind.TDES, HexFormat.of().parseHex("0123456789ABCDEFFEDCBA9876543210"));

    @Test
    void open_whatWasSealed_isThePin() {
        for (String pin : new String[] {"1234", "12345", "999999999999", "0000"}) {
            assertThat(Pin.open(0, Pin.seal(0, pin, PAN, TDES), PAN, TDES)).isEqualTo(pin);
            assertThat(Pin.open(3, Pin.seal(3, pin, PAN, TDES), PAN, TDES)).isEqualTo(pin);
            assertThat(Pin.open(4, Pin.seal(4, pin, PAN, AES), PAN, AES)).isEqualTo(pin);
        }
    }

    @Test
    void open_otherCard_isRefused() {
        byte[] block = Pin.seal(4, "1234", PAN, AES);

        assertThatThrownBy(() -> Pin.open(4, block, "5413330089010012", AES)).isInstanceOf(RefusedException.class);
    }

    @Test
    void open_formatOfTheOtherCipher_isUnsupported() {
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> Pin.open(4, new byte[8], PAN, TDES));

        assertThat(refused.why()).isEqualTo(RefusedException.Why.UNSUPPORTED);
    }

    @Test
    void open_noise_isRefusedAsAPinBlock() {
        for (int format : new int[] {0, 3}) {
            RefusedException refused =
                    catchThrowableOfType(RefusedException.class, () -> Pin.open(format, new byte[8], PAN, TDES));
            assertThat(refused.why()).isEqualTo(RefusedException.Why.PIN_BLOCK);
        }
    }
}
