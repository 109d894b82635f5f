package dev.tidegate.crypto.payment;

import static dev.tidegate.crypto.payment.PaymentSamples.TDES;
import static dev.tidegate.crypto.payment.PaymentSamples.chance;
import static dev.tidegate.crypto.payment.PaymentSamples.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.crypto.Vectors;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Codes that are checked, and what they do not accept. */
final class MacSchemeTest {
    private final SplittableRandom chance = chance(9_797);

    @Test
    void verify_everyScheme_takesItsOwnCodeAndNoOther() {
        for (MacScheme scheme : MacScheme.values()) {
            PaymentKey key = keyOf(scheme);
            for (int length = 0; length < 40; length++) {
                byte[] message = PaymentSamples.bytes(chance, length);
                byte[] mac = scheme.make(key, message);
                assertThat(scheme.verify(key, message, mac)).as("%s", scheme).isTrue();
                for (int bit = 0; bit < 8 * mac.length; bit++) {
                    assertThat(scheme.verify(key, message, PaymentSamples.flipped(mac, bit)))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void verify_shortenedCode_isTakenDownToFourBytes() {
        PaymentKey key = keyOf(MacScheme.RETAIL_1);
        byte[] mac = MacScheme.RETAIL_1.make(key, new byte[20]);

        for (int length = 0; length <= 8; length++) {
            assertThat(MacScheme.RETAIL_1.verify(key, new byte[20], Arrays.copyOf(mac, length)))
                    .isEqualTo(length >= 4);
        }
        assertThat(MacScheme.RETAIL_1.verify(key, new byte[20], Arrays.copyOf(mac, 9)))
                .isFalse();
    }

    // ISO 9797-1 padding 1 cannot tell a message from the same one with zeros behind; 2 and 3 can.
    @Test
    void make_zerosBehind_areSeenByPaddings2And3() {
        PaymentKey key = keyOf(MacScheme.RETAIL_1);
        byte[] message = PaymentSamples.bytes(chance, 5);
        byte[] longer = Arrays.copyOf(message, 7);

        assertThat(MacScheme.RETAIL_1.make(key, message)).isEqualTo(MacScheme.RETAIL_1.make(key, longer));
        assertThat(MacScheme.RETAIL_2.make(key, message)).isNotEqualTo(MacScheme.RETAIL_2.make(key, longer));
        assertThat(MacScheme.RETAIL_3.make(key, message)).isNotEqualTo(MacScheme.RETAIL_3.make(key, longer));
    }

    @Test
    void make_padding3_isTheLengthThenTheMessage() {
        PaymentKey key = keyOf(MacScheme.RETAIL_3);
        byte[] message = PaymentSamples.hex("0000000000000028" + "0102030405");

        assertThat(MacScheme.RETAIL_3.make(key, Arrays.copyOfRange(message, 8, 13)))
                .isEqualTo(MacScheme.RETAIL_1.make(key, message));
    }

    @Test
    void make_keyOfAnotherKind_isTheCallersMistake() {
        PaymentKey aes = key(chance, KeyAlgorithm.AES, 16);
        PaymentKey hmac = key(chance, KeyAlgorithm.HMAC, 32);

        assertThatThrownBy(() -> MacScheme.RETAIL_1.make(aes, new byte[1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MacScheme.HMAC_SHA256.make(aes, new byte[1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MacScheme.CMAC.make(hmac, new byte[1])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hmac_everyWycheproofCase_agrees() {
        for (Vectors.Case each : Vectors.wycheproof("hmac_sha256_test.json").toList()) {
            PaymentKey key = PaymentKey.of(KeyAlgorithm.HMAC, each.bytes("key"), TDES);
            assertThat(MacScheme.HMAC_SHA256.verify(key, each.bytes("msg"), each.bytes("tag")))
                    .as(each.name())
                    .isEqualTo(each.valid());
        }
    }

    private PaymentKey keyOf(MacScheme scheme) {
        return switch (scheme) {
            case RETAIL_1, RETAIL_2, RETAIL_3 -> key(chance, KeyAlgorithm.TDES, 16);
            case CMAC -> key(chance, KeyAlgorithm.AES, 32);
            case HMAC_SHA256 -> key(chance, KeyAlgorithm.HMAC, 32);
        };
    }
}
