package dev.tidegate.emv.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import dev.tidegate.emv.testcard.TestKey;
import dev.tidegate.emv.testcard.Vectors;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CertificationAuthorityKeyTest {
    private static final Octets RID = Octets.ofHex("A000000003");
    private static final Octets MODULUS = TestKey.of(1024, "03", 11).modulus();
    private static final Octets THREE = Octets.ofHex("03");
    private static final LocalDate EXPIRY = LocalDate.of(2030, 12, 31);

    @Test
    void vectors_everyKeyWithAChecksum_isTaken() {
        CertificationAuthorityKeys keys = Vectors.authorityKeys();

        System.out.println("capk: " + keys.size() + " keys with the book's checksum");
        assertThat(keys.size()).isGreaterThan(120);
    }

    @Test
    void key_withAnotherChecksum_isRefused() {
        Octets wrong = Octets.ofHex("00".repeat(20));

        assertThatThrownBy(() -> CertificationAuthorityKey.checked(RID, 1, MODULUS, THREE, EXPIRY, wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key 01 of provider A000000003");
    }

    @Test
    void key_ofAnotherExponent_isRefused() {
        assertThatThrownBy(() -> new CertificationAuthorityKey(RID, 1, MODULUS, Octets.ofHex("02"), EXPIRY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void key_longerThanTheBooks_isRefused() {
        Octets modulus = Octets.ofHex("FF".repeat(256));

        assertThatThrownBy(() -> new CertificationAuthorityKey(RID, 1, modulus, THREE, EXPIRY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void key_ofNoProvider_isRefused() {
        assertThatThrownBy(() -> new CertificationAuthorityKey(Octets.ofHex("A0"), 1, MODULUS, THREE, EXPIRY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CertificationAuthorityKey(RID, 256, MODULUS, THREE, EXPIRY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keys_sameKeyTwice_areRefused() {
        CertificationAuthorityKey key = new CertificationAuthorityKey(RID, 1, MODULUS, THREE, EXPIRY);

        assertThatThrownBy(() -> new CertificationAuthorityKeys(List.of(key, key)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void find_onItsLastDay_isThere() {
        CertificationAuthorityKeys keys =
                new CertificationAuthorityKeys(List.of(new CertificationAuthorityKey(RID, 1, MODULUS, THREE, EXPIRY)));

        assertThat(keys.find(RID, 1, EXPIRY)).isNotNull();
        assertThat(keys.find(RID, 1, EXPIRY.plusDays(1))).isNull();
        assertThat(keys.find(RID, 2, EXPIRY)).isNull();
        assertThat(keys.find(Octets.ofHex("A000000004"), 1, EXPIRY)).isNull();
    }
}
