package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CryptogramTypeTest {
    @ParameterizedTest
    @CsvSource({"0, DECLINED", "16, DECLINED", "64, APPROVED", "80, APPROVED", "128, ASK_ISSUER", "144, ASK_ISSUER"})
    void namedBy_readsTheTwoHighBits(int p1, CryptogramType type) {
        assertThat(CryptogramType.namedBy(p1)).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC0, 0xD0, 0x01, 0x20, 0x88})
    void isNamedBy_otherBits_isFalse(int p1) {
        assertThat(CryptogramType.isNamedBy(p1)).isFalse();
    }

    @Test
    void atMost_ofAHigherLimit_isItself() {
        assertThat(CryptogramType.DECLINED.atMost(CryptogramType.ASK_ISSUER)).isEqualTo(CryptogramType.DECLINED);
    }

    @Test
    void atMost_ofALowerLimit_isTheLimit() {
        assertThat(CryptogramType.APPROVED.atMost(CryptogramType.ASK_ISSUER)).isEqualTo(CryptogramType.ASK_ISSUER);
    }
}
