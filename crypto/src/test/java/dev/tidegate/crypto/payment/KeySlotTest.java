package dev.tidegate.crypto.payment;

import static dev.tidegate.crypto.payment.PaymentSamples.PIN_SLOT;
import static dev.tidegate.crypto.payment.PaymentSamples.TDES;
import static dev.tidegate.crypto.payment.PaymentSamples.codeOf;
import static dev.tidegate.crypto.payment.PaymentSamples.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Genuine key blocks whose key is for something else. */
final class KeySlotTest {
    private final SplittableRandom chance = PaymentSamples.chance(183);
    private final PaymentKey protection = key(chance, KeyAlgorithm.AES, 32);

    @Test
    void open_whatTheSlotNeeds_isTheKey() {
        byte[] ascii = PaymentSamples.pinBlockKey(protection, chance);

        try (PaymentKey opened = KeyBlock.read(ascii).open(protection, PIN_SLOT, TDES)) {
            assertThat(opened.length()).isEqualTo(16);
        }
    }

    // PIN Security 18-3: a PIN key is no MAC key.
    @Test
    void open_pinKeyForAMac_isRefused() {
        KeySlot mac = new KeySlot(KeyAlgorithm.AES, Set.of("M6"), Set.of('C', 'E'), false);
        byte[] ascii = PaymentSamples.pinBlockKey(protection, chance);

        assertThat(codeOf(() -> KeyBlock.read(ascii).open(protection, mac, TDES)))
                .isEqualTo("USAGE");
    }

    @Test
    void open_otherMode_isRefused() {
        assertThat(imported("P0", KeyAlgorithm.AES, 'D', 'N', List.of())).isEqualTo("MODE");
    }

    @Test
    void open_otherAlgorithm_isRefused() {
        assertThat(imported("P0", KeyAlgorithm.TDES, 'E', 'N', List.of())).isEqualTo("ALGORITHM");
    }

    @Test
    void open_exportableKey_isRefusedByASlotThatNothingLeaves() {
        assertThat(imported("P0", KeyAlgorithm.AES, 'E', 'E', List.of())).isEqualTo("EXPORTABILITY");
        assertThat(imported("P0", KeyAlgorithm.AES, 'E', 'S', List.of())).isEqualTo("EXPORTABILITY");
    }

    @Test
    void open_exportableKey_isTakenByASlotThatLetsGo() {
        KeySlot slot = new KeySlot(KeyAlgorithm.AES, Set.of("P0"), Set.of('E'), true);

        assertThat(imported(slot, "P0", KeyAlgorithm.AES, 'E', 'E', List.of())).isEqualTo("nothing");
    }

    // X9.143: AES DUKPT keys say their serial number in IK; those of triple DES in KS.
    @Test
    void open_aesDukptKeyWithKs_isRefused() {
        KeySlot slot = new KeySlot(KeyAlgorithm.AES, Set.of("B1"), Set.of('X'), false);
        OptionalBlock ks = new OptionalBlock("KS", "1234567890123456");
        OptionalBlock ik = new OptionalBlock("IK", "1234567890123456");

        assertThat(imported(slot, "B1", KeyAlgorithm.AES, 'X', 'N', List.of(ks)))
                .isEqualTo("SERIAL_NUMBER");
        assertThat(imported(slot, "B1", KeyAlgorithm.AES, 'X', 'N', List.of(ik)))
                .isEqualTo("nothing");
    }

    @Test
    void open_tdesDukptKeyWithKs_isTaken() {
        KeySlot slot = new KeySlot(KeyAlgorithm.TDES, Set.of("B1"), Set.of('X'), false);
        OptionalBlock ks = new OptionalBlock("KS", "FFFF9876543210E00000");

        assertThat(imported(slot, "B1", KeyAlgorithm.TDES, 'X', 'N', List.of(ks)))
                .isEqualTo("nothing");
    }

    @Test
    void seal_underAWeakerKey_isRefused() {
        PaymentKey weak = key(chance, KeyAlgorithm.AES, 16);
        PaymentKey strong = key(chance, KeyAlgorithm.AES, 32);

        assertThat(codeOf(() -> KeyBlock.seal(KeyBlockHeader.ofAes("P0", KeyAlgorithm.AES, 'E'), strong, weak, chance)))
                .isEqualTo("PROTECTION");
    }

    @Test
    void check_refusalsOfAGenuineBlock_leaveNoKey() {
        byte[] ascii = PaymentSamples.pinBlockKey(protection, chance);
        KeySlot none = new KeySlot(KeyAlgorithm.AES, Set.of(), Set.of(), false);

        Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(
                () -> KeyBlock.read(ascii).open(protection, none, TDES));

        assertThat(thrown).isInstanceOf(KeyUsageRejectedException.class).hasNoCause();
        assertThat(thrown.getStackTrace()).isEmpty();
        assertThat(thrown.getMessage()).isEqualTo("a key was rejected: USAGE");
    }

    private String imported(
            String usage, KeyAlgorithm algorithm, char mode, char exportability, List<OptionalBlock> o) {
        return imported(PIN_SLOT, usage, algorithm, mode, exportability, o);
    }

    private String imported(
            KeySlot slot, String usage, KeyAlgorithm algorithm, char mode, char exportability, List<OptionalBlock> o) {
        KeyBlockHeader header = new KeyBlockHeader('D', usage, algorithm, mode, "00", exportability, '0', o);
        byte[] ascii = KeyBlock.seal(header, key(chance, algorithm, 16), protection, chance);
        return codeOf(() -> KeyBlock.read(ascii).open(protection, slot, TDES).close());
    }
}
