package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidegate.core.card.Octets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EnrolmentCodeTest {
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final EnrolmentCode CODE = new EnrolmentCode(
            Octets.ofHex("000102030405060708090A0B0C0D0E0F"), Octets.ofHex("F0E0D0C0B0A090807060504030201000"));

    private static EnrolmentCode read(String text) {
        return ((EnrolmentCode.Reading.Read) EnrolmentCode.read(text)).code();
    }

    private static EnrolmentCode.Why refused(String text) {
        return ((EnrolmentCode.Reading.Refused) EnrolmentCode.read(text)).why();
    }

    @Test
    void text_ofACode_isWrittenDown() {
        assertThat(CODE.text()).isEqualTo("2001-081G-8186-0W40-J2GB-1G6G-W3ZG-W38C-1C50-J207-0R2G-80R2-0400-B");
        assertThat(CODE.text()).matches("([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z*~$=U]");
    }

    @Test
    void read_whatWasWritten_isTheSame() {
        Random chance = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            byte[] token = new byte[16];
            byte[] fingerprint = new byte[16];
            chance.nextBytes(token);
            chance.nextBytes(fingerprint);
            EnrolmentCode code = new EnrolmentCode(Octets.of(token), Octets.of(fingerprint));

            assertThat(read(code.text())).isEqualTo(code);
        }
    }

    @Test
    void read_carelesslyTyped_isTheSame() {
        String text = CODE.text();

        assertThat(read(text.toLowerCase(Locale.ROOT))).isEqualTo(CODE);
        assertThat(read(text.replace("-", ""))).isEqualTo(CODE);
        assertThat(read("  " + text.replace('-', ' ') + "\n")).isEqualTo(CODE);
        assertThat(read(text.replace('0', 'O').replace('1', 'l'))).isEqualTo(CODE);
        assertThat(read(text.replace('0', 'o').replace('1', 'I'))).isEqualTo(CODE);
    }

    @Test
    void read_anyOneCharacterChanged_isRefused() {
        String plain = CODE.text().replace("-", "");
        int tried = 0;
        for (int at = 0; at < plain.length() - 1; at++) {
            for (char other : DIGITS.toCharArray()) {
                if (other != plain.charAt(at)) {
                    String changed = plain.substring(0, at) + other + plain.substring(at + 1);

                    assertThat(EnrolmentCode.read(changed)).isInstanceOf(EnrolmentCode.Reading.Refused.class);
                    tried++;
                }
            }
        }
        assertThat(tried).isEqualTo(52 * 31);
    }

    @Test
    void read_twoNeighboursSwapped_isRefused() {
        String plain = CODE.text().replace("-", "");
        for (int at = 0; at < plain.length() - 2; at++) {
            if (plain.charAt(at) != plain.charAt(at + 1)) {
                String swapped =
                        plain.substring(0, at) + plain.charAt(at + 1) + plain.charAt(at) + plain.substring(at + 2);

                assertThat(EnrolmentCode.read(swapped)).isInstanceOf(EnrolmentCode.Reading.Refused.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "2", "2004-1061"})
    void read_tooShort_isRefused(String text) {
        assertThat(refused(text)).isEqualTo(EnrolmentCode.Why.LENGTH);
    }

    @Test
    void read_tooLong_isRefusedUnread() {
        assertThat(refused(CODE.text() + "0")).isEqualTo(EnrolmentCode.Why.LENGTH);
        assertThat(refused("-".repeat(EnrolmentCode.TEXT_MAX + 1))).isEqualTo(EnrolmentCode.Why.LENGTH);
        assertThat(refused("2".repeat(1_000_000))).isEqualTo(EnrolmentCode.Why.LENGTH);
    }

    @ParameterizedTest
    @CsvSource({"U", "_", "!", "ä", "*"})
    void read_aCharacterThatNoCodeHas_isRefused(String character) {
        String text = CODE.text();

        assertThat(refused(text.substring(0, 6) + character + text.substring(7)))
                .isEqualTo(EnrolmentCode.Why.CHARACTER);
    }

    @Test
    void read_anotherVersion_isRefusedAsSuch() {
        String digits = CODE.text().replace("-", "").substring(0, 52);
        for (char version : new char[] {'0', '4', 'Z'}) {
            String text = version + digits.substring(1);
            long right = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U"
                    .chars()
                    .filter(check -> EnrolmentCode.read(text + (char) check)
                            .equals(new EnrolmentCode.Reading.Refused(EnrolmentCode.Why.VERSION)))
                    .count();

            assertThat(right).as("exactly one check symbol fits").isEqualTo(1);
        }
    }

    @Test
    void read_anyText_endsInAnAnswer() {
        Random chance = new Random(12);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = chance.nextInt(70);
            for (int c = 0; c < length; c++) {
                text.append(
                        (char) (chance.nextInt(20) == 0 ? chance.nextInt(0x10000) : DIGITS.charAt(chance.nextInt(32))));
            }

            assertThat(EnrolmentCode.read(text.toString())).isNotNull();
        }
    }

    @Test
    void toString_ofACode_hidesTheToken() {
        assertThat(CODE.toString()).doesNotContain("000102").doesNotContain(CODE.text());
    }

    @Test
    void code_ofOtherLengths_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EnrolmentCode(Octets.of(new byte[15]), CODE.fingerprint()));
        assertThatIllegalArgumentException().isThrownBy(() -> new EnrolmentCode(CODE.token(), Octets.of(new byte[17])));
    }

    @Test
    void hashOf_aToken_isNotTheTokenAndNotItsPlainDigest() {
        assertThat(EnrolmentCode.hashOf(CODE.token()).length()).isEqualTo(32);
        assertThat(EnrolmentCode.hashOf(CODE.token()))
                .isNotEqualTo(Octets.of(Sha256.of(CODE.token().toByteArray())));
    }
}
