package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidegate.core.card.Octets;
import org.junit.jupiter.api.Test;

final class RecipientKeyTest {
    private final RecipientKey key = Recipient.create().key();

    @Test
    void kid_ofAKey_isTheStartOfItsHash() {
        assertThat(key.kid().toByteArray())
                .isEqualTo(java.util.Arrays.copyOf(Sha256.of(key.spki().toByteArray()), 8));
    }

    @Test
    void key_withAnotherKeysId_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new RecipientKey(Samples.bytes(8, 1), key.spki(), 1, key.notBefore(), key.notAfter()));
    }

    @Test
    void key_offTheCurve_isRefused() {
        byte[] spki = key.spki().toByteArray();
        spki[90] ^= 1;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecipientKey.of(Octets.of(spki), Suite.P256, key.notBefore(), key.notAfter()));
    }

    @Test
    void key_ofAnotherCurveOrSuite_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> RecipientKey.of(key.spki().slice(0, 90), Suite.P256, key.notBefore(), key.notAfter()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecipientKey(key.kid(), key.spki(), 3, key.notBefore(), key.notAfter()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecipientKey.of(key.spki(), Suite.P256, key.notAfter(), key.notBefore()));
    }

    @Test
    void key_ofX25519_isTheOtherSuites() {
        RecipientKey other = Recipient.create(Suite.X25519).key();

        assertThat(other.suite()).isEqualTo(2);
        assertThat(other.spki().length()).isEqualTo(44);
        assertThat(other.point()).hasSize(32);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecipientKey.of(other.spki(), Suite.P256, other.notBefore(), other.notAfter()));
    }

    @Test
    void key_withAPeriodOfFractions_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        RecipientKey.of(key.spki(), Suite.P256, key.notBefore().plusMillis(1), key.notAfter()));
    }
}
