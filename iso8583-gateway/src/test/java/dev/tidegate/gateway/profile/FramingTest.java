package dev.tidegate.gateway.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.core.card.Octets;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.profile.Framing.Length;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands before a message, as a profile says it. */
class FramingTest {
    private static final String PLAIN = "framing: {length: BINARY_2, bytesMax: 4096}";

    @TempDir
    private Path folder;

    private Framing framing(String text) throws IOException {
        return Profiles.edited(folder, PLAIN, "framing: {" + text + "}").framing();
    }

    @Test
    void framing_ofTheGenericProfile_isTwoBytesAndNothingElse() {
        assertThat(Profiles.generic().framing())
                .isEqualTo(new Framing(Length.BINARY_2, false, Octets.empty(), Octets.empty(), false, 4096));
    }

    @Test
    void framing_withEverything_isReadAsItStands() throws IOException {
        Framing framing = framing("length: ASCII_4, inclusive: true, tpdu: 6000120034, header: '49534F', "
                + "headerSame: true, bytesMax: 2000");

        assertThat(framing.length()).isEqualTo(Length.ASCII_4);
        assertThat(framing.before().hex()).isEqualTo("600012003449534F");
        assertThat(framing.headerSame()).isTrue();
        assertThat(framing.lengthOf(345)).isEqualTo(4 + 5 + 3 + 345);
    }

    @Test
    void tpdu_ofAnAnswer_hasItsAddressesSwapped() throws IOException {
        Framing framing = framing("length: BINARY_2, tpdu: 6000120034, bytesMax: 2000");

        assertThat(framing.tpduOfAnswer().hex()).isEqualTo("6000340012");
    }

    @Test
    void length_notInclusive_countsWhatFollowsIt() throws IOException {
        Framing framing = framing("length: BINARY_2, tpdu: 6000120034, bytesMax: 2000");

        assertThat(framing.lengthOf(345)).isEqualTo(350);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            length: BINARY_3, bytesMax: 4096                | framing.length: says BINARY_3
            length: BINARY_2                                | framing.bytesMax: is not a number
            length: ASCII_4, bytesMax: 9999                 | framing.bytesMax: is not a number from 128 to 9926
            length: BINARY_2, bytesMax: 4096, tpdu: 60001200 | framing.tpdu: is not 5 to 5 bytes
            length: BINARY_2, bytesMax: 4096, header: XYZ   | framing.header: is not 1 to 64 bytes
            length: BINARY_2, bytesMax: 4096, trailer: '03' | framing.trailer: is no key
            """)
    void framing_withAHole_namesIt(String text, String named) {
        assertThatExceptionOfType(ProfileHoleException.class)
                .isThrownBy(() -> framing(text))
                .withMessageContaining(named);
    }
}
