package dev.tidegate.simulator.acquirer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FieldTest {
    private static final String TRACK = "4761739001010119" + "D3012201";

    @ParameterizedTest
    @CsvSource({
        "22, 051, 0051",
        "11, 000123, 000123",
        "32, 12345, 05012345",
        "32, 1234, 041234",
        "39, 00, 3030",
        "60, AB, 00024142",
        "55, 9F0102, 00039F0102",
        "95, 000000000000000000000000000000000000000000, "
                + "303030303030303030303030303030303030303030303030303030303030303030303030303030303030"
    })
    void hex_value_isReadBackAsItWas(int number, String value, String hex) {
        Field field = FieldTable.PACKED_1987.row(number).orElseThrow();

        assertThat(field.toHex(value)).isEqualTo(hex);
        assertThat(field.fromHex(new HexReader(hex))).isEqualTo(value);
    }

    @Test
    void toHex_oddTrack_isPaddedOnTheLeft() {
        Field track = FieldTable.PACKED_1987.row(35).orElseThrow();

        String hex = track.toHex(TRACK + "1");

        assertThat(hex).isEqualTo("25" + "0" + TRACK + "1");
        assertThat(track.fromHex(new HexReader(hex))).isEqualTo(TRACK + "1");
    }

    @Test
    void toHex_evenTrack_hasNoPad() {
        Field track = FieldTable.PACKED_1987.row(35).orElseThrow();

        assertThat(track.toHex(TRACK)).isEqualTo("24" + TRACK);
    }

    @ParameterizedTest
    @CsvSource({
        "22, 1051, has a pad nibble that is not 0",
        "11, 00A123, holds what it may not hold",
        "11, 0001, ends too early",
        "32, 0A0123456789, has a length that is not decimal",
        "32, 12000123456789, has a length outside its limits",
        "32, 00, has a length outside its limits",
        "39, 3080, holds what it may not hold",
        "39, 302D, holds what it may not hold",
        "55, 0256, has a length outside its limits",
        "35, 0A1234567890, has a length that is not decimal",
        "35, 081234567D, holds what it may not hold",
        "60, 00, ends too early"
    })
    void fromHex_faulty_namesFieldAndFaultOnly(int number, String hex, String fault) {
        Field field = FieldTable.PACKED_1987.row(number).orElseThrow();

        assertThatThrownBy(() -> field.fromHex(new HexReader(hex)))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessage("field " + number + " " + fault);
    }

    @Test
    void of_rowOutsideTheBitmaps_isRefused() {
        assertThatThrownBy(() -> Field.of(129, "n6", Coding.BCD)).isInstanceOf(IllegalArgumentException.class);
    }
}
