package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TlvTest {
    @Test
    void object_ofOneByteTag_isWritten() {
        assertThat(Tlv.of(0x5A, "AABB")).asHexString().isEqualTo("5A02AABB");
    }

    @Test
    void object_ofTwoByteTag_isWritten() {
        assertThat(Tlv.of(0x9F36, "0001")).asHexString().isEqualTo("9F36020001");
    }

    @Test
    void object_ofParts_holdsThemInOrder() {
        byte[] object = Tlv.of(0x61, Tlv.of(0x4F, "A0"), Tlv.of(0x87, "01"));

        assertThat(object).asHexString().isEqualTo("61064F01A0870101");
    }

    @Test
    void length_upTo127_isOneByte() {
        assertThat(Tlv.of(0x90, new byte[127])).hasSize(129).startsWith(0x90, 0x7F);
    }

    @Test
    void length_from128_isTwoBytes() {
        assertThat(Tlv.of(0x90, new byte[128])).hasSize(131).startsWith(0x90, 0x81, 0x80);
    }

    @Test
    void value_longerThanAnAnswer_isTheProfilesMistake() {
        assertThatThrownBy(() -> Tlv.of(0x90, new byte[256])).isInstanceOf(IllegalArgumentException.class);
    }
}
