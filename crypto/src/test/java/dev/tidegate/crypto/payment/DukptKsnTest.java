package dev.tidegate.crypto.payment;

import static dev.tidegate.crypto.payment.PaymentSamples.codeOf;
import static dev.tidegate.crypto.payment.PaymentSamples.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Ksn;
import dev.tidegate.core.card.Octets;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Key serial numbers (crypto design, "What bad input gets"). */
final class DukptKsnTest {
    @Test
    void read_tripleDes_hasDeviceAndCounter() {
        DukptKsn ksn = DukptKsn.read(hex("FFFF9876543210F00000"));

        assertThat(ksn.scheme()).isEqualTo(DukptKsn.Scheme.TDES);
        assertThat(ksn.device().hex()).isEqualTo("FFFF9876543210E00000");
        assertThat(ksn.counter()).isEqualTo(0x100000);
        assertThat(ksn.value().hex()).isEqualTo("FFFF9876543210F00000");
    }

    @Test
    void of_aes_hasDeviceAndCounter() {
        DukptKsn ksn = DukptKsn.of(new Ksn(Octets.ofHex("1234567890123456FFFF0000")));

        assertThat(ksn.scheme()).isEqualTo(DukptKsn.Scheme.AES);
        assertThat(ksn.device().hex()).isEqualTo("123456789012345600000000");
        assertThat(ksn.counter()).isEqualTo(0xFFFF0000L);
        assertThat(ksn.value().hex()).isEqualTo("1234567890123456FFFF0000");
    }

    @Test
    void read_everyOtherLength_isRefused() {
        for (int length = 0; length < 40; length++) {
            byte[] raw = new byte[length];
            java.util.Arrays.fill(raw, (byte) 1);
            if (length != 10 && length != 12) {
                assertThat(codeOf(() -> DukptKsn.read(raw))).as("%d", length).isEqualTo("LENGTH");
            }
        }
    }

    @Test
    void read_counterOfZero_isRefused() {
        assertThat(codeOf(() -> DukptKsn.read(hex("FFFF9876543210E00000")))).isEqualTo("COUNTER");
        assertThat(codeOf(() -> DukptKsn.read(hex("123456789012345600000000")))).isEqualTo("COUNTER");
    }

    @Test
    void read_tooManySetBits_isRefused() {
        assertThat(codeOf(() -> DukptKsn.read(hex("FFFF9876543210E003FF")))).isEqualTo("nothing");
        assertThat(codeOf(() -> DukptKsn.read(hex("FFFF9876543210E007FF")))).isEqualTo("COUNTER");
        assertThat(codeOf(() -> DukptKsn.read(hex("12345678901234560000FFFF")))).isEqualTo("nothing");
        assertThat(codeOf(() -> DukptKsn.read(hex("12345678901234560001FFFF")))).isEqualTo("COUNTER");
        assertThat(codeOf(() -> DukptKsn.read(hex("1234567890123456FFFFFFFF")))).isEqualTo("COUNTER");
    }

    @Test
    void read_fuzzed_endsInAValueThatIsTheSameAgain() {
        SplittableRandom chance = PaymentSamples.chance(10);
        Map<String, Integer> answers = new TreeMap<>();

        for (int i = 0; i < 20_000; i++) {
            byte[] raw = PaymentSamples.bytes(chance, chance.nextInt(9, 14));
            answers.merge(
                    codeOf(() ->
                            assertThat(DukptKsn.read(raw).value().toByteArray()).isEqualTo(raw)),
                    1,
                    Integer::sum);
        }

        System.out.println("serial numbers, fuzzed: " + answers);
        assertThat(answers.keySet()).containsExactly("COUNTER", "LENGTH", "nothing");
    }

    @Test
    void new_partsThatDoNotFit_isTheCallersMistake() {
        assertThatThrownBy(() -> new DukptKsn(DukptKsn.Scheme.AES, Octets.of(new byte[10]), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DukptKsn(DukptKsn.Scheme.TDES, Octets.of(new byte[10]), 0x200000))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void look_higherCounter_isFresh() {
        KsnFloor floor = floor("FFFF9876543210E00010");

        KsnFloor.Look look = floor.look(DukptKsn.read(hex("FFFF9876543210E00011")));

        assertThat(look).isEqualTo(new KsnFloor.Look.Fresh(floor("FFFF9876543210E00011")));
    }

    @Test
    void look_lowerCounter_isReplayed() {
        KsnFloor.Look look = floor("FFFF9876543210E00010").look(DukptKsn.read(hex("FFFF9876543210E0000F")));

        assertThat(look).isEqualTo(new KsnFloor.Look.Replayed(15, 16));
    }

    @Test
    void look_sameCounter_isTheSame() {
        KsnFloor.Look look = floor("FFFF9876543210E00010").look(DukptKsn.read(hex("FFFF9876543210E00010")));

        assertThat(look).isEqualTo(new KsnFloor.Look.Same());
    }

    @Test
    void look_anotherDevice_saysNothing() {
        KsnFloor.Look look = floor("FFFF9876543210E00010").look(DukptKsn.read(hex("FFFF9876543310E00001")));

        assertThat(look).isEqualTo(new KsnFloor.Look.OtherDevice());
    }

    private static KsnFloor floor(String ksn) {
        return new KsnFloor(DukptKsn.read(hex(ksn)));
    }
}
