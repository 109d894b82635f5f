package dev.tidegate.gateway.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.ProfileHoleException;
import dev.tidegate.gateway.profile.ProfileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every message of every shipped profile, byte for byte as an independent encoder wrote it (D5 B01). */
class GoldenCheckTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"iso87-generic", "elavon-like", "ifsf-like"})
    void profile_asShipped_makesAndReadsItsGoldenMessages(String name) {
        int messages = GoldenCheck.run(Profiles.named(name));

        assertThat(messages).isGreaterThanOrEqualTo(14);
    }

    @Test
    void goldenMessage_thatDiffers_isNamedWithItsByte() throws IOException {
        Profile profile = golden("iso87-generic", "000000001250112213", "000000001251112213");

        assertThatExceptionOfType(ProfileHoleException.class)
                .isThrownBy(() -> GoldenCheck.run(profile))
                .withMessageContaining("iso87-generic.golden.sale by chip with track: differs at byte 27");
    }

    @Test
    void goldenAnswer_thatIsReadOtherwise_isNamedWithItsField() throws IOException {
        Profile profile = golden("iso87-generic", "38: \"A00017\"", "38: \"B00017\"");

        assertThatExceptionOfType(ProfileHoleException.class)
                .isThrownBy(() -> GoldenCheck.run(profile))
                .withMessageContaining("golden.approved: field 38 is read otherwise");
    }

    @Test
    void goldenMessage_whoseCodeCoversOtherBytes_isNamed() throws IOException {
        Profile profile = golden("elavon-like", "covered: \"3437", "covered: \"3537");

        assertThatExceptionOfType(ProfileHoleException.class)
                .isThrownBy(() -> GoldenCheck.run(profile))
                .withMessageContaining("covers other bytes");
    }

    @Test
    void goldenMessages_withoutOneOfAKind_areAHole() throws IOException {
        Profile profile = golden("iso87-generic", "kind: advice", "kind: sale");

        assertThatExceptionOfType(ProfileHoleException.class)
                .isThrownBy(() -> GoldenCheck.run(profile))
                .withMessageContaining("no golden message advice");
    }

    @Test
    void goldenMessages_missing_areAHole() throws IOException {
        Profile profile = golden("iso87-generic", "rrn", "rrn");
        Files.delete(folder.resolve("golden.yml"));

        assertThatExceptionOfType(ProfileHoleException.class)
                .isThrownBy(() -> GoldenCheck.run(profile))
                .withMessageContaining("golden.yml: cannot be read");
    }

    private Profile golden(String name, String text, String by) throws IOException {
        Path from = Profiles.FOLDER.resolveSibling(name);
        for (String file : new String[] {"profile.yml", "packager.xml"}) {
            Files.copy(from.resolve(file), folder.resolve(file));
        }
        String whole = Files.readString(from.resolve("golden.yml"));
        assertThat(whole).contains(text);
        Files.writeString(folder.resolve("golden.yml"), whole.replace(text, by));
        return ProfileReader.read(folder, nothing -> null);
    }
}
