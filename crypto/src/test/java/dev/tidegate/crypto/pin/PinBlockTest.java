package dev.tidegate.crypto.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tidegate.crypto.payment.PaymentKey;
import dev.tidegate.crypto.payment.TdesSwitch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Round trips of PIN blocks, and one answer to everything else. */
final class PinBlockTest {
    private static final byte[] PAN = "4761739001010119".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OTHER_PAN = "5413330089010012".getBytes(StandardCharsets.US_ASCII);

    private final SplittableRandom chance = chance(9_564);
    private final PaymentKey aes = PaymentKey.aes(bytes(32));
    private final PaymentKey tdes = PaymentKey.tdes(bytes(16), TdesSwitch.on());

    @Test
    void open_everyLengthOfPinAndPan_givesThePinBack() {
        for (PinBlock format : PinBlock.values()) {
            for (int pinLength = 4; pinLength <= 12; pinLength++) {
                for (int panLength = 13; panLength <= 19; panLength++) {
                    byte[] pin = digits(pinLength);
                    byte[] pan = digits(panLength);

                    byte[] block = format.seal(pin, pan, key(format), chance);

                    assertThat(format.open(block, pan, key(format))).isEqualTo(pin);
                }
            }
        }
    }

    @Test
    void open_format4WithAShortPan_givesThePinBack() {
        byte[] pin = digits(4);
        byte[] block = PinBlock.ISO_4.seal(pin, digits("12345678901"), aes, chance);

        assertThat(PinBlock.ISO_4.open(block, digits("12345678901"), aes)).isEqualTo(pin);
    }

    @Test
    void open_format4AnyBitFlipped_isRefused() {
        byte[] block = PinBlock.ISO_4.seal(digits(4), PAN, aes, chance);
        int refused = 0;

        for (int bit = 0; bit < 128; bit++) {
            byte[] flipped = block.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            refused += answer(PinBlock.ISO_4, flipped).equals("PinBlockRejectedException") ? 1 : 0;
        }

        assertThat(refused).isEqualTo(128);
    }

    // Format 4 binds the whole number; the others only twelve of its digits, and notice most of what is wrong.
    @Test
    void open_otherCard_isRefused() {
        for (PinBlock format : PinBlock.values()) {
            byte[] block = format.seal(digits("1234"), PAN, key(format), chance);
            assertThatThrownBy(() -> format.open(block, OTHER_PAN, key(format)))
                    .isInstanceOf(PinBlockRejectedException.class);
        }
    }

    @Test
    void pin_wrongControlNibble_isRefused() {
        for (PinBlock format : PinBlock.values()) {
            for (int control = 0; control < 16; control++) {
                byte[] field = format.field(digits("1234"), chance);
                boolean own = field[0] >> 4 == control;
                field[0] = (byte) (control << 4 | 4);
                if (!own) {
                    refused(format, field);
                }
            }
        }
    }

    @Test
    void pin_wrongLength_isRefused() {
        for (PinBlock format : PinBlock.values()) {
            for (int length : new int[] {0, 1, 2, 3, 5, 13, 14, 15}) {
                byte[] field = format.field(digits("1234"), chance);
                field[0] = (byte) (field[0] & 0xF0 | length);
                refused(format, field);
            }
        }
    }

    @Test
    void pin_badFill_isRefused() {
        for (PinBlock format : PinBlock.values()) {
            for (int at = 3; at < 8; at++) {
                byte[] field = format.field(digits("1234"), chance);
                field[at] = (byte) (field[at] & 0x0F);
                refused(format, field);
            }
        }
        byte[] fillOf4 = PinBlock.ISO_4.field(digits("1234"), chance);
        fillOf4[7] = (byte) 0xAB;
        refused(PinBlock.ISO_4, fillOf4);
    }

    @Test
    void pin_letterAmongTheDigits_isRefused() {
        for (PinBlock format : PinBlock.values()) {
            byte[] field = format.field(digits("1234"), chance);
            field[1] = 0x1A;
            refused(format, field);
        }
    }

    @Test
    void seal_noPinOrNoCardNumber_isRefused() {
        for (PinBlock format : PinBlock.values()) {
            for (String pin : new String[] {"", "123", "1234567890123", "12a4"}) {
                assertThatThrownBy(() -> format.seal(digits(pin), PAN, key(format), chance))
                        .isInstanceOf(PinBlockRejectedException.class);
            }
            for (String pan : new String[] {"", "1234567890123456789 0", "55555555555555A"}) {
                assertThatThrownBy(() -> format.seal(digits("1234"), digits(pan), key(format), chance))
                        .isInstanceOf(PinBlockRejectedException.class);
            }
        }
    }

    @Test
    void open_fuzzed_endsInAPinOrTheOneRejection() {
        Map<String, Integer> answers = new TreeMap<>();

        for (int i = 0; i < 10_000; i++) {
            PinBlock format = PinBlock.values()[i % 3];
            answers.merge(answer(format, bytes(chance.nextInt(24))), 1, Integer::sum);
            answers.merge(answer(format, bytes(format.blockBytes())), 1, Integer::sum);
        }

        System.out.println("PIN blocks, fuzzed: " + answers);
        assertThat(answers.keySet()).isSubsetOf("PinBlockRejectedException", "a PIN");
    }

    @Test
    void rejection_whateverWasWrong_saysTheSame() {
        Throwable length = catchThrowable(() -> PinBlock.ISO_0.open(new byte[7], PAN, tdes));
        Throwable fill = catchThrowable(() -> PinBlock.ISO_0.pin(new byte[8]));

        assertThat(length).hasMessage(fill.getMessage()).hasNoCause();
        assertThat(length.getStackTrace()).isEmpty();
    }

    @Test
    void seal_keyOfTheOtherCipher_isTheCallersMistake() {
        assertThatThrownBy(() -> PinBlock.ISO_4.seal(digits("1234"), PAN, tdes, chance))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PinBlock.ISO_0.seal(digits("1234"), PAN, aes, chance))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void seal_samePinTwice_differsWhereTheFormatHasChance() {
        for (PinBlock format : PinBlock.values()) {
            byte[] one = format.seal(digits("1234"), PAN, key(format), chance);
            byte[] other = format.seal(digits("1234"), PAN, key(format), chance);
            assertThat(Arrays.equals(one, other)).as("%s", format).isEqualTo(format == PinBlock.ISO_0);
        }
    }

    private String answer(PinBlock format, byte[] block) {
        Throwable thrown = catchThrowable(() -> format.open(block, PAN, key(format)));
        return thrown == null ? "a PIN" : thrown.getClass().getSimpleName();
    }

    private static void refused(PinBlock format, byte[] field) {
        assertThatThrownBy(() -> format.pin(field)).isInstanceOf(PinBlockRejectedException.class);
    }

    private PaymentKey key(PinBlock format) {
        return format == PinBlock.ISO_4 ? aes : tdes;
    }

    private byte[] digits(int length) {
        byte[] digits = new byte[length];
        for (int i = 0; i < length; i++) {
            digits[i] = (byte) ('0' + chance.nextInt(10));
        }
        return digits;
    }

    private static byte[] digits(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        chance.nextBytes(bytes);
        return bytes;
    }

    private static SplittableRandom chance(long seed) {
        System.out.println("seed: " + seed);
        return new SplittableRandom(seed);
    }
}
