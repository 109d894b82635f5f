package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BytesTest {
    @Test
    void join_putsThePartsOneBehindTheOther() {
        byte[] joined = Bytes.join(Bytes.hex("01"), new byte[0], Bytes.hex("0203"));

        assertThat(joined).asHexString().isEqualTo("010203");
    }

    @Test
    void number_isMostSignificantFirst() {
        assertThat(Bytes.number(0x0102, 2)).asHexString().isEqualTo("0102");
        assertThat(Bytes.number(0x0102, 4)).asHexString().isEqualTo("00000102");
        assertThat(Bytes.number(0xFFFE, 2)).asHexString().isEqualTo("FFFE");
    }

    @Test
    void filled_isOneByteManyTimes() {
        assertThat(Bytes.filled(0xBB, 3)).asHexString().isEqualTo("BBBBBB");
    }

    @Test
    void xor_leavesItsPartsAlone() {
        byte[] left = Bytes.hex("F0F0");
        byte[] right = Bytes.hex("FF00");

        byte[] sum = Bytes.xor(left, right);

        assertThat(sum).asHexString().isEqualTo("0FF0");
        assertThat(left).asHexString().isEqualTo("F0F0");
    }

    @Test
    void hex_isUpperCaseAndReadsBoth() {
        assertThat(Bytes.hex(Bytes.hex("abCD"))).isEqualTo("ABCD");
    }
}
