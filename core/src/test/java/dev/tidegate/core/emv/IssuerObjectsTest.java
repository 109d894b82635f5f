package dev.tidegate.core.emv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class IssuerObjectsTest {
    private static final Set<Tag> WANTED = Set.of(Tag.ISSUER_AUTHENTICATION, Tag.ISSUER_SCRIPT_1, Tag.ISSUER_SCRIPT_2);

    @Test
    void read_oneScript_isItsValue() {
        TlvSet read = read("9102AABB" + "7203860100");

        assertThat(read.value(Tag.ISSUER_SCRIPT_2)).isEqualTo(Octets.ofHex("860100"));
        assertThat(read.value(Tag.ISSUER_AUTHENTICATION)).isEqualTo(Octets.ofHex("AABB"));
    }

    @Test
    void read_severalScripts_losesNone() {
        TlvSet read = read("7103860101" + "7203860102" + "7103860103");

        assertThat(IssuerObjects.scripts(read, Tag.ISSUER_SCRIPT_1))
                .containsExactly(Octets.ofHex("860101"), Octets.ofHex("860103"));
        assertThat(IssuerObjects.scripts(read, Tag.ISSUER_SCRIPT_2)).containsExactly(Octets.ofHex("860102"));
    }

    @Test
    void read_whatWasWrittenFromASet_isTheSame() {
        TlvSet read = read("7103860101" + "7103860103" + "910411223344");

        assertThat(IssuerObjects.read(read.encode(), WANTED)).isEqualTo(read);
    }

    @Test
    void read_tagsThatNobodyWants_areLeftOut() {
        assertThat(read("8A023030" + "DF0101FF" + "9102AABB").tags()).containsExactly(Tag.ISSUER_AUTHENTICATION);
    }

    @Test
    void read_authenticationThatComesTwice_isTheFirst() {
        assertThat(read("9102AABB" + "9102CCDD").value(Tag.ISSUER_AUTHENTICATION))
                .isEqualTo(Octets.ofHex("AABB"));
    }

    @Test
    void read_noTlv_isMalformed() {
        assertThatThrownBy(() -> read("9102AA")).isInstanceOf(MalformedTlvException.class);
    }

    @Test
    void scripts_ofAnIssuerThatSentNone_areNone() {
        assertThat(IssuerObjects.scripts(TlvSet.empty(), Tag.ISSUER_SCRIPT_1)).isEmpty();
    }

    @Test
    void scripts_thatCannotBeRead_areOneToFail() {
        TlvSet broken = TlvSet.empty().with(Tag.ISSUER_SCRIPT_1, Octets.ofHex("8605"));

        assertThat(IssuerObjects.scripts(broken, Tag.ISSUER_SCRIPT_1)).isEqualTo(List.of(Octets.ofHex("8605")));
    }

    private static TlvSet read(String hex) {
        return IssuerObjects.read(Octets.ofHex(hex), WANTED);
    }
}
