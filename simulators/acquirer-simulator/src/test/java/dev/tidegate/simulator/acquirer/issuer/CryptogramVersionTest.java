package dev.tidegate.simulator.acquirer.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.simulator.acquirer.wire.TlvSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole cryptograms of the recorded values ({@code vectors/README.md}), of the card 1234567890123456, sequence 00. */
final class CryptogramVersionTest {
    private static final TripleDesKey CARD_KEY = TripleDesKey.ofHex("154F349D8585CB7F6B0798E9839B10C1");

    @ParameterizedTest
    @CsvSource({
        "06010A03A06010, 29CCA15AE665FA2E, 28993816AFAE4AEB3030, VISA",
        "06011203A0B800, 7A788EA6B8A3E733, '', VISA",
        "0110A000032200000000000000000000000322FF, 24CCF3DEE3158C70, '', TOO_LONG"
    })
    void isGenuine_visa_isAsRecorded(String applicationData, String cryptogram, String answer, String scheme) {
        TlvSet tags = tags(Map.of(
                "9F02", "000000004000",
                "9F03", "000000000000",
                "9F1A", "0124",
                "95", "8000048000",
                "5F2A", "0124",
                "9A", "191105",
                "9C", "01",
                "9F37", "52BF4585",
                "9F10", applicationData,
                "9F26", cryptogram));
        var card = new CardCryptogram(tags, CARD_KEY);

        assertThat(card.isGenuine(CardCryptogram.ARQC)).isEqualTo(scheme.equals("VISA"));
        if (!answer.isEmpty()) {
            assertThat(card.issuerAuthentication("00")).isEqualTo(answer);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0110A00003220000000000000000000322FF, 24CCF3DEE3158C70",
        "0111A00003220000000000000000000322FF, EAE8A620A75648D8"
    })
    void isGenuine_mastercard_isAsRecorded(String applicationData, String cryptogram) {
        assertThat(mastercard(applicationData, cryptogram).isGenuine(CardCryptogram.ARQC))
                .isTrue();
        assertThat(mastercard(applicationData, "00" + cryptogram.substring(2)).isGenuine(CardCryptogram.ARQC))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0601", "06020A03A06010", "0114A00003220000000000000000000322FF"})
    void of_otherApplicationData_isNoVersionOfOurs(String applicationData) {
        assertThat(CryptogramVersion.of(applicationData)).isEmpty();
    }

    private static CardCryptogram mastercard(String applicationData, String cryptogram) {
        TlvSet tags = tags(Map.of(
                "9F02", "000000009999",
                "9F03", "000000000000",
                "9F1A", "0124",
                "95", "8000000000",
                "5F2A", "0124",
                "9A", "209906",
                "9C", "00",
                "9F37", "ABCDEF12",
                "9F10", applicationData,
                "9F26", cryptogram));
        return new CardCryptogram(tags, CARD_KEY);
    }

    private static TlvSet tags(Map<String, String> values) {
        var tags = new LinkedHashMap<>(values);
        tags.put("82", "1800");
        tags.put("9F36", "001C");
        tags.put("9F27", CardCryptogram.ARQC);
        return new TlvSet(tags);
    }
}
