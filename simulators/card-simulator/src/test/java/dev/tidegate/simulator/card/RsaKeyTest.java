package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

final class RsaKeyTest {
    private static final RsaKey KEY =
            KeyRing.load().keysOf(Cards.profile("chip-approves")).card();

    @Test
    void signature_raisedToThePublicExponent_isTheBlockAgain() {
        byte[] recoverable = Bytes.filled(0x5C, KEY.length() - RsaKey.OVERHEAD);

        byte[] signature = KEY.sign(recoverable, Bytes.hex("01"));

        BigInteger modulus = new BigInteger(1, KEY.modulus());
        BigInteger block = new BigInteger(1, signature).modPow(new BigInteger(1, KEY.exponent()), modulus);
        assertThat(Bytes.hex(block.toByteArray())).startsWith("6A5C5C").endsWith("BC");
    }

    @Test
    void signature_isAsLongAsTheModulus() {
        byte[] recoverable = new byte[KEY.length() - RsaKey.OVERHEAD];

        for (int i = 0; i < 20; i++) {
            assertThat(KEY.sign(recoverable, Bytes.number(i, 1))).hasSize(KEY.length());
        }
    }

    @Test
    void recoverablePart_ofAnotherLength_isTheCallersMistake() {
        assertThatThrownBy(() -> KEY.sign(new byte[1], new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void exponents_areTheTwoOfTheBooks() {
        RsaKey mastercard = KeyRing.load().keysOf(Cards.profile("chip-offline")).card();

        assertThat(KEY.exponent()).asHexString().isEqualTo("03");
        assertThat(mastercard.exponent()).asHexString().isEqualTo("010001");
    }

    @Test
    void lengths_goDownFromAuthorityToCard() {
        CardKeys keys = KeyRing.load().keysOf(Cards.profile("chip-approves"));

        assertThat(keys.authority().length()).isEqualTo(176);
        assertThat(keys.issuer().length()).isEqualTo(144);
        assertThat(keys.card().length()).isEqualTo(128);
    }
}
