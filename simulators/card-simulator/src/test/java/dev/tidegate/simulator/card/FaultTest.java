package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults as words, and what each kind does to an answer's bytes. */
final class FaultTest {
    private static final String RECORD = "70" + "07" + "9F4B04" + "11223344" + "9000";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select=empty",
                "select-directory#2=removal",
                "read-record#*=status:6985",
                "first-cryptogram=delay:3000",
                "any#*=garbage:7",
                "options=higher"
            })
    void fault_writtenAndRead_isTheSame(String words) {
        assertThat(Fault.parse(words)).hasToString(words);
    }

    @ParameterizedTest
    @EnumSource(Fault.Kind.class)
    void fault_ofEachKind_canBeWritten(Fault.Kind kind) {
        Fault fault = new Fault(Step.SELECT, 1, kind, kind == Fault.Kind.STATUS ? 0x6A82 : 0);

        assertThat(Fault.parse(fault.toString())).isEqualTo(fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "select",
                "select=",
                "=empty",
                "nowhere=empty",
                "select=nothing",
                "select#=empty",
                "select#1000=empty",
                "select=status",
                "select=status:5FFF",
                "select=status:GGGG",
                "select=delay:60001",
                "select=delay:-1",
                "select=empty ",
                "SELECT=empty"
            })
    void words_thatAreNoFault_areRefusedAndNotRepeated(String words) {
        assertThatThrownBy(() -> Fault.parse(words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("nowhere");
    }

    @ParameterizedTest
    @CsvSource({
        "00A404000E315041592E5359532E444446303100, 0, select-directory",
        "00A404000E325041592E5359532E444446303100, 0, select-directory",
        "00A4040007A000000003101000, 0, select",
        "80A80000028300, 0, options",
        "00B2010C00, 0, read-record",
        "80CA9F3600, 0, get-data",
        "0084000000, 0, get-challenge",
        "0020008008241234FFFFFFFFFF, 0, verify",
        "0088000004C0FFEE01, 0, internal-authenticate",
        "0082000008, 1, external-authenticate",
        "80AE8000, 0, first-cryptogram",
        "80AE4000, 1, second-cryptogram",
        "841E000008, 1, script",
        "8C24000008, 1, other",
        "00C0000010, 0, get-response",
        "00CA, 0, other",
        "90A40400, 0, other"
    })
    void step_ofACommand_isThatOfTheBooks(String command, int cryptograms, String step) {
        Step found = Step.of(Bytes.hex(command), cryptograms);

        assertThat(found.toString()).isEqualTo(step.equals("other") && command.startsWith("8C") ? "other" : step);
    }

    @ParameterizedTest
    @CsvSource({
        "select=status:6985, 6985",
        "select=empty, ''",
        "select=wrong-length, 7007" + "9F4B04" + "112233" + "9000",
        "select=wrong-signature, 7007" + "9F4B04" + "11233344" + "9000",
        "select=wrong-cryptogram, 7007" + "9F4B04" + "11223344" + "9000",
        "select=malformed, 7084FFFFFFFF" + "9F4B04" + "11223344" + "9000",
        "select=delay:5, 7007" + "9F4B04" + "11223344" + "9000"
    })
    void damage_toARecord_isAsWritten(String fault, String damaged) {
        byte[] answer = Damage.of(Fault.parse(fault), Bytes.hex(RECORD));

        assertThat(Bytes.hex(answer)).isEqualTo(damaged);
    }

    @Test
    void signature_inABareAnswer_isDamagedInTheMiddle() {
        byte[] answer = Damage.of(Fault.parse("select=wrong-signature"), Bytes.hex("8004" + "11223344" + "9000"));

        assertThat(Bytes.hex(answer)).isEqualTo("8004" + "11233344" + "9000");
    }

    @Test
    void cryptogram_inABareAnswer_isDamagedBehindTheCounter() {
        byte[] answer = Damage.of(Fault.parse("select=wrong-cryptogram"), Bytes.hex("800580000111229000"));

        assertThat(Bytes.hex(answer)).isEqualTo("800580000110229000");
    }

    @Test
    void garbage_ofOneSeed_isTheSameAndAsLongAsTheAnswer() {
        byte[] once = Damage.of(Fault.parse("select=garbage:3"), Bytes.hex(RECORD));
        byte[] again = Damage.of(Fault.parse("select=garbage:3"), Bytes.hex(RECORD));
        byte[] other = Damage.of(Fault.parse("select=garbage:4"), Bytes.hex(RECORD));

        assertThat(once).isEqualTo(again).isNotEqualTo(other).hasSize(Bytes.hex(RECORD).length);
    }

    @Test
    void oversizedAnswer_isLongerThanAnyCardsAnswer() {
        assertThat(Damage.of(Fault.parse("select=oversized"), Bytes.hex("9000")))
                .hasSizeGreaterThan(258);
    }

    @ParameterizedTest
    @EnumSource(Fault.Kind.class)
    void damage_toAShortAnswer_neverThrows(Fault.Kind kind) {
        Fault fault = new Fault(Step.SELECT, 1, kind, 0x6A82 & (kind == Fault.Kind.DELAY ? 0xFF : 0xFFFF));

        for (String answer : new String[] {"", "90", "9000", "709000", "80819000", "9F9000", "70819000", "9F4B9000"}) {
            assertThat(Damage.of(fault, Bytes.hex(answer))).isNotNull();
        }
    }
}
