package dev.tidegate.core.emv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EmvWordsTest {
    private static final Octets EIGHT = Octets.ofHex("0102030405060708");

    @ParameterizedTest
    @CsvSource({"1, 8, 8000000000", "1, 4, 0800000000", "4, 8, 0000008000", "5, 1, 0000000001"})
    void verificationResults_withOneBit_haveItWhereTheBookPutsIt(int byteNumber, int bit, String hex) {
        assertThat(TerminalVerificationResults.none().with(byteNumber, bit)).hasToString(hex);
    }

    @Test
    void verificationResults_meetingAnActionCode_shareABit() {
        TerminalVerificationResults floorLimit =
                TerminalVerificationResults.none().with(4, 8);

        assertThat(floorLimit.meets(TerminalVerificationResults.of(Octets.ofHex("FFFFFFFFFF"))))
                .isTrue();
        assertThat(floorLimit.meets(TerminalVerificationResults.of(Octets.ofHex("0000004000"))))
                .isFalse();
    }

    @Test
    void verificationResults_fourBytes_areRefused() {
        assertThatThrownBy(() -> TerminalVerificationResults.of(Octets.of(new byte[4])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x56, 0x57, 0x5A, 0x5F20, 0x5F24, 0x99, 0x9F0B, 0x9F1F, 0x9F20, 0x9F6B, 0xDF8123, 0xFF8106})
    void frozenTags_withCardData_areRefused(int tag) {
        assertThat(FrozenTags.allows(new Tag(tag))).isFalse();
        assertThatThrownBy(() -> new FrozenTags(EmvFixtures.frozen().tags().with(new Tag(tag), Octets.empty())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x9F26, 0x9F27, 0x9F36, 0x9F02, 0x5F2A, 0x9A})
    void frozenTags_withoutWhatEveryMessageNeeds_areRefused(int missing) {
        TlvSet all = EmvFixtures.frozen().tags();
        TlvSet fewer = TlvSet.empty();
        for (Tag tag : all.tags()) {
            fewer = tag.value() == missing ? fewer : fewer.with(tag, all.value(tag));
        }
        TlvSet incomplete = fewer;

        assertThatThrownBy(() -> new FrozenTags(incomplete)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void outcome_approvedWithAnArqc_isRefused() {
        ApplicationCryptogram arqc = new ApplicationCryptogram(Type.ARQC, EIGHT, 1);

        assertThatThrownBy(() -> new Outcome.Approved(arqc, EmvFixtures.frozen()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cryptogram_sevenBytes_isRefused() {
        assertThatThrownBy(() -> new ApplicationCryptogram(Type.TC, Octets.of(new byte[7]), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hostAnswer_aResponseCode_isTwoAsciiBytes() {
        HostAnswer.Answered answer = new HostAnswer.Answered(true, "00", TlvSet.empty());

        assertThat(answer.responseCodeOctets().hex()).isEqualTo("3030");
    }

    @Test
    void aid_itsProvider_isTheFirstFiveBytes() {
        assertThat(new Aid(Octets.ofHex("A0000000031010")).rid().hex()).isEqualTo("A000000003");
    }
}
