package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandApduTest {
    @ParameterizedTest
    @CsvSource({
        "00840000, ''", // case 1
        "0084000008, ''", // case 2
        "00A4040002AABB, AABB", // case 3
        "00A4040002AABB00, AABB" // case 4
    })
    void content_ofEachCase_isThatBehindLc(String command, String content) {
        CommandApdu apdu = new CommandApdu(bytes(command));

        assertThat(apdu.content()).asHexString().isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "00", "00A404", "00A4040002AA", "00A4040002AABB0000", "00A404000000", "00A40400000001AA"})
    void isWellFormed_ofALengthThatIsWrong_isFalse(String command) {
        assertThat(CommandApdu.isWellFormed(bytes(command))).isFalse();
    }

    @Test
    void isWellFormed_ofTheLongest_isTrue() {
        byte[] longest = new byte[CommandApdu.BYTES_MAX];
        longest[4] = (byte) 0xFF;

        assertThat(CommandApdu.isWellFormed(longest)).isTrue();
    }

    @Test
    void isWellFormed_ofOneByteMore_isFalse() {
        byte[] longer = new byte[CommandApdu.BYTES_MAX + 1];
        longer[4] = (byte) 0xFF;

        assertThat(CommandApdu.isWellFormed(longer)).isFalse();
    }

    @Test
    void command_thatIsNotWellFormed_isTheCallersMistake() {
        assertThatThrownBy(() -> new CommandApdu(new byte[3])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void header_isReadAsNumbers() {
        CommandApdu apdu = new CommandApdu(bytes("80CA9FFE00"));

        assertThat(apdu.instruction()).isEqualTo(0x80CA);
        assertThat(apdu.classByte()).isEqualTo(0x80);
        assertThat(apdu.p1()).isEqualTo(0x9F);
        assertThat(apdu.p2()).isEqualTo(0xFE);
        assertThat(apdu.parameters()).isEqualTo(0x9FFE);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
