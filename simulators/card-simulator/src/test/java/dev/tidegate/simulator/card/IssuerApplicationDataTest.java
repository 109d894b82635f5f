package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IssuerApplicationDataTest {
    @ParameterizedTest
    @CsvSource({"DECLINED, 80", "APPROVED, 90", "ASK_ISSUER, A0"})
    void first_tellsItsTypeAndThatNoSecondWasAskedFor(CryptogramType type, String results) {
        assertThat(IssuerApplicationData.ofFirst(type)).asHexString().isEqualTo("06011203" + results + "0000");
    }

    @ParameterizedTest
    @CsvSource({
        "APPROVED, false, false, 60",
        "APPROVED, false, true, 61",
        "DECLINED, false, false, 20",
        "DECLINED, false, true, 21",
        "DECLINED, true, false, 28"
    })
    void second_tellsBothTypesAndWhatBecameOfTheIssuer(
            CryptogramType type, boolean failed, boolean unable, String results) {
        byte[] told = IssuerApplicationData.ofSecond(type, failed, unable);

        assertThat(told).asHexString().isEqualTo("06011203" + results + "0000");
    }

    @Test
    void lengthByte_countsWhatFollows() {
        byte[] told = IssuerApplicationData.ofFirst(CryptogramType.ASK_ISSUER);

        assertThat(told[0]).isEqualTo((byte) (told.length - 1));
    }
}
