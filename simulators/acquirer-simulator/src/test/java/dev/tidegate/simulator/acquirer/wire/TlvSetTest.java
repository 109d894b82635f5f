package dev.tidegate.simulator.acquirer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TlvSetTest {
    @ParameterizedTest
    @CsvSource({
        "8A023030, 8A, 3030",
        "9F360200AA, 9F36, 00AA",
        "DF81290102, DF8129, 02",
        "9C8101FF, 9C, FF",
        "9F1000, 9F10, ''"
    })
    void parse_oneObject_findsIt(String hex, String tag, String value) {
        TlvSet set = TlvSet.parse(hex);

        assertThat(set.has(tag)).isTrue();
        assertThat(set.hex(tag)).isEqualTo(value);
    }

    @Test
    void parse_longValue_readsBothLengthForms() {
        String one = "9F10" + "8180" + "00".repeat(128);
        String two = "72" + "820100" + "00".repeat(256);

        TlvSet set = TlvSet.parse(one + two);

        assertThat(set.hex("9F10")).hasSize(256);
        assertThat(set.toHex()).isEqualTo(one + two);
    }

    @ParameterizedTest
    @CsvSource({
        "9C, ends inside a data object",
        "9F, ends inside a data object",
        "9C02FF, ends inside a data object",
        "9C82FF, ends inside a data object",
        "9C01009C0100, tag comes twice",
        "9C80, length is indefinite or too long",
        "84FFFFFFFF, length is indefinite or too long",
        "9C8300000100, length is indefinite or too long",
        "00, padding stands where a tag should",
        "DF81818101, tag is longer than three bytes"
    })
    void parse_malformed_isRefused(String hex, String fault) {
        assertThatThrownBy(() -> TlvSet.parse(hex))
                .isInstanceOf(MalformedTlvException.class)
                .hasMessage(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"57", "5A", "5F20", "5F24", "9F1F", "9F20", "9F6B", "56", "99"})
    void maskedHex_tagWithCardDigits_starsItsValueOnly(String tag) {
        TlvSet set = TlvSet.parse(tag + "024761" + "9F36020001");

        assertThat(set.maskedHex()).isEqualTo(tag + "02****" + "9F36020001");
    }

    @Test
    void hex_absentTag_isEmpty() {
        assertThat(TlvSet.parse("").hex("9F36")).isEmpty();
    }

    @Test
    void toString_set_showsTagsOnly() {
        assertThat(TlvSet.parse("5A024761").toString()).isEqualTo("TlvSet[5A]");
    }
}
