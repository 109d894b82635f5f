package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DedicatedFileTest {
    private static final DedicatedFile FILE = new DedicatedFile(
            Bytes.hex("A000000003"), Tlv.of(0x87, "01"), Map.of(1, List.of(Bytes.hex("7001"), Bytes.hex("7002"))));

    @ParameterizedTest
    @ValueSource(strings = {"A0", "A0000000", "A000000003"})
    void isNamed_byTheNameOrItsBeginning_isTrue(String beginning) {
        assertThat(FILE.isNamed(Bytes.hex(beginning))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A1", "A000000004", "A00000000300", "00"})
    void isNamed_byAnythingElse_isFalse(String beginning) {
        assertThat(FILE.isNamed(Bytes.hex(beginning))).isFalse();
    }

    @Test
    void controlInformation_holdsNameAndProprietaryObjects() {
        assertThat(FILE.controlInformation()).asHexString().isEqualTo("6F0C" + "8405A000000003" + "A503870101");
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 70019000", "1, 2, 70029000", "1, 0, 6A83", "1, 3, 6A83", "1, 255, 6A83", "2, 1, 6A82"})
    void record_isGivenOrMissed(int shortIdentifier, int number, String answer) {
        assertThat(FILE.record(shortIdentifier, number).bytes()).asHexString().isEqualTo(answer);
    }

    @Test
    void record_whenChangedByItsReader_isTheSameTheNextTime() {
        byte[] answer = FILE.record(1, 1).bytes();
        answer[0] = 0;

        assertThat(FILE.record(1, 1).bytes()).asHexString().isEqualTo("70019000");
    }

    @Test
    void none_hasNoNameAndNoRecord() {
        assertThat(DedicatedFile.none().isNamed(Bytes.hex("A0"))).isFalse();
        assertThat(DedicatedFile.none().record(1, 1).bytes()).asHexString().isEqualTo("6A82");
    }
}
