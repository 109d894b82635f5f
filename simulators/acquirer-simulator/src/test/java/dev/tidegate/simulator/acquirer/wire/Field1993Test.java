package dev.tidegate.simulator.acquirer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields of 1993, packed and as text, written out by hand. */
final class Field1993Test {
    @ParameterizedTest
    @CsvSource({
        "12, 261122133000, 261122133000",
        "22, 510101511344, 353130313031353131333434",
        "24, 200, 0200",
        "25, 4021, 4021",
        "39, 000, 0000",
        "29, 001, 0001",
        "32, 12345, 05012345",
        "43, Shop, 0453686F70",
        "48, ABC, 0003414243",
        "53, 0102, 020102",
        "56, 1200000001261122133000, 221200000001261122133000",
        "55, 9F0102, 00039F0102",
        "64, 0102030405060708, 0102030405060708",
        "97, D0000000000001234, 440000000000001234"
    })
    void packed_value_isReadBackAsItWas(int number, String value, String hex) {
        assertBothWays(FieldTable.PACKED_1993, number, value, hex);
    }

    @ParameterizedTest
    @CsvSource({
        "12, 261122133000, 323631313232313333303030",
        "24, 200, 323030",
        "39, 000, 303030",
        "32, 12345, 30353132333435",
        "48, ABC, 303033414243",
        "53, 0102, 30320102",
        "55, 9F0102, 3030339F0102",
        "64, 0102030405060708, 0102030405060708",
        "97, C0000000000001234, 43303030303030 30303030303031323334"
    })
    void written_value_isReadBackAsItWas(int number, String value, String hex) {
        assertBothWays(FieldTable.WRITTEN_1993, number, value, hex.replace(" ", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4761739001010119=3012201", "4761739001010119D3012201"})
    void track_asText_mayHaveEitherSeparator(String track) {
        assertThat(FieldTable.WRITTEN_1993.row(35).orElseThrow().accepts(track)).isTrue();
    }

    @Test
    void track_packed_hasTheLetter() {
        Field track = FieldTable.PACKED_1993.row(35).orElseThrow();

        assertThat(track.accepts("4761739001010119=3012201")).isFalse();
        assertThat(track.accepts("4761739001010119D3012201")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "24, 32303A, holds what it may not hold",
        "24, 3230, ends too early",
        "32, 3A31, has a length that is not decimal",
        "32, 3132, has a length outside its limits",
        "97, 4530303030303030303030303030303030, holds what it may not hold",
        "48, 303030, has a length outside its limits"
    })
    void written_faulty_namesFieldAndFaultOnly(int number, String hex, String fault) {
        Field field = FieldTable.WRITTEN_1993.row(number).orElseThrow();

        assertThatThrownBy(() -> field.fromHex(new HexReader(hex)))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessage("field " + number + " " + fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"q6", "n", "n....9", "n0", "n1000", "6n"})
    void of_otherNotation_isRefused(String notation) {
        assertThatThrownBy(() -> Field.of(3, notation, Coding.BCD)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 14, 35, 52, 53, 55})
    void secrecy_cardDataAndKeys_isNeverOpen(int number) {
        assertThat(FieldTable.PACKED_1993.row(number).orElseThrow().secrecy()).isNotEqualTo(Secrecy.OPEN);
    }

    private static void assertBothWays(FieldTable table, int number, String value, String hex) {
        Field field = table.row(number).orElseThrow();

        assertThat(field.toHex(value)).isEqualTo(hex);
        assertThat(field.fromHex(new HexReader(hex))).isEqualTo(value);
    }
}
