package dev.tidegate.simulator.acquirer.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadingTest {
    @Test
    void localTime_ofBothVersions_isTheSame() {
        Reading of1987 = reading("0200", Map.of(12, "133000", 13, "1122"));
        Reading of1993 = reading("1200", Map.of(12, "261122133000"));

        assertThat(of1987.localDate()).isEqualTo(of1993.localDate()).isEqualTo("1122");
        assertThat(of1987.localTime()).isEqualTo(of1993.localTime()).isEqualTo("133000");
    }

    @ParameterizedTest
    @CsvSource({
        "0200, 051, CHIP",
        "0200, 071, CHIP",
        "0200, 901, STRIPE",
        "0200, 801, STRIPE",
        "0200, 011, OTHER",
        "1200, 510101511344, CHIP",
        "1200, 51010120034C, STRIPE",
        "1200, 51010160034C, OTHER"
    })
    void entry_mode_isReadByItsVersion(String mti, String mode, Reading.Entry entry) {
        assertThat(reading(mti, Map.of(22, mode)).entry()).isEqualTo(entry);
    }

    @ParameterizedTest
    @CsvSource({"000000, PURCHASE", "020000, VOID", "200000, REFUND", "090000, OTHER", "003000, OTHER", "'', OTHER"})
    void movement_processingCode_isItsFirstTwoDigits(String code, Reading.Movement movement) {
        assertThat(reading("0200", Map.of(3, code)).movement()).isEqualTo(movement);
    }

    @Test
    void original_of1987_isInDe90AndDe37() {
        Reading reversal = reading(
                "0420",
                Map.of(41, "TID00001", 37, "632613000001", 90, "0200" + "000001" + "1122123000" + "0".repeat(22)));

        assertThat(reversal.original())
                .isEqualTo(new OriginalReference("TID00001", '2', "000001", "632613000001", "", ""));
    }

    @Test
    void original_ofIfsf_isInDe56() {
        Reading reversal = reading("1420", Map.of(41, "TID00001", 37, "R", 56, "1100" + "000001" + "261122133000"));

        assertThat(reversal.original())
                .isEqualTo(new OriginalReference("TID00001", '1', "000001", "", "1122133000", ""));
    }

    @Test
    void original_ofElavon_isInTags() {
        Reading reversal = reading("1420", Map.of(41, "T", 48, "002006000001" + "003012261122133000" + "004001R"));

        assertThat(reversal.original()).isEqualTo(new OriginalReference("T", ' ', "000001", "R", "1122133000", ""));
    }

    @Test
    void original_ofAnItem_isItsNumber() {
        Reading reversal = reading("1420", Map.of(41, "T", 48, Reading.item(7)));

        assertThat(reversal.original().item()).isEqualTo("007");
        assertThat(reversal.original().saysWhich()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0420", "1420"})
    void original_notSaid_saysNothing(String mti) {
        assertThat(reading(mti, Map.of(41, "T", 37, "R")).original().saysWhich())
                .isFalse();
    }

    @Test
    void part_of1987_isInDe95() {
        Reading part = reading("0420", Map.of(4, "000000001234", 95, "000000001000" + "0".repeat(30)));

        assertThat(part.reversesPart()).isTrue();
        assertThat(part.standing()).isEqualTo(1000);
        assertThat(part.originalAmount()).isEqualTo(1234);
    }

    @Test
    void part_of1987WithNothingLeft_isTheWhole() {
        assertThat(reading("0420", Map.of(4, "000000001234", 95, "0".repeat(42)))
                        .reversesPart())
                .isFalse();
    }

    @Test
    void part_of1993_isInDe4AndDe30() {
        Reading part = reading("1420", Map.of(4, "000000001000", 24, "401", 30, "000000001234" + "0".repeat(12)));

        assertThat(part.reversesPart()).isTrue();
        assertThat(part.standing()).isEqualTo(1000);
        assertThat(part.originalAmount()).isEqualTo(1234);
    }

    @Test
    void whole_of1993WithTheOriginalAmount_isNoPart() {
        Reading whole = reading("1420", Map.of(4, "000000001234", 24, "400", 30, "000000001234" + "0".repeat(12)));

        assertThat(whole.reversesPart()).isFalse();
        assertThat(whole.originalAmount()).isEqualTo(1234);
    }

    @ParameterizedTest
    @ValueSource(ints = {48, 60, 61, 62, 63})
    void isDeferred_markAnywhere_isTrue(int field) {
        assertThat(reading("1200", Map.of(field, "x SAMPLE-DEFERRED")).isDeferred())
                .isTrue();
        assertThat(reading("1200", Map.of(field, "SAMPLE")).isDeferred()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0500, 60", "1500, 29"})
    void batch_number_isWhereItsVersionHasIt(String mti, int field) {
        assertThat(reading(mti, Map.of(field, "007")).batch()).isEqualTo("007");
        assertThat(Reading.batchField(new Mti(mti))).isEqualTo(field);
    }

    private static Reading reading(String mti, Map<Integer, String> fields) {
        return Reading.of(IsoMessage.of(mti, fields));
    }
}
