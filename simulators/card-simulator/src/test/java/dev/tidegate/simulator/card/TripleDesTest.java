package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TripleDesTest {
    private static final TripleDes CIPHER = new TripleDes(Bytes.hex("0123456789ABCDEFFEDCBA9876543210"));

    @Test
    void mac_ofWholeBlocks_hasAnotherBlockOfPadding() {
        byte[] message = Bytes.hex("0123456789ABCDEF");

        byte[] mac = CIPHER.mac(message);

        assertThat(mac).isEqualTo(CIPHER.macOfBlocks(Bytes.join(message, Bytes.hex("8000000000000000"))));
    }

    @Test
    void mac_ofOneBlock_isTripleEncryption() {
        byte[] block = Bytes.hex("0011223344556677");

        assertThat(CIPHER.macOfBlocks(block)).isEqualTo(CIPHER.encrypt(block));
    }

    @Test
    void key_ofAnotherLength_isTheCallersMistake() {
        assertThatThrownBy(() -> new TripleDes(new byte[24])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oddParity_isGivenToEveryByte() {
        byte[] key = TripleDes.withOddParity(Bytes.hex("000102030405060708090A0B0C0D0EFF"))
                .key();

        assertThat(key).asHexString().isEqualTo("010102020404070708080B0B0D0D0EFE");
    }
}
