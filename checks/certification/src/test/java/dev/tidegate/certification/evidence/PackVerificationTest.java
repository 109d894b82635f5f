package dev.tidegate.certification.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackVerificationTest {
    @TempDir
    private Path home;

    private Path pack;
    private PackKey key;

    @BeforeEach
    void writePack() throws IOException {
        key = PackKey.readOrMake(home.resolve("pack.key"));
        pack = home.resolve("pack");
        List<ScenarioRun> runs = List.of(SampleRuns.named("A06", SampleRuns.MORNING));
        EvidencePack.write(SampleRuns.facts(SampleRuns.MORNING), runs, pack, key);
    }

    @Test
    void pack_asItWasWritten_holds() throws IOException {
        PackVerification verified = PackVerification.of(pack);

        assertThat(verified.problems()).isEmpty();
        assertThat(verified.holds()).isTrue();
        assertThat(verified.signer()).isEqualTo(key.fingerprint());
        assertThat(verified.files()).isEqualTo(8);
    }

    @Test
    void file_thatWasChanged_isNamed() throws IOException {
        Files.writeString(pack.resolve("matrix.csv"), "id\r\n");

        assertThat(PackVerification.of(pack).problems()).containsExactly("matrix.csv is not as it was signed.");
    }

    @Test
    void file_thatIsMissing_isNamed() throws IOException {
        Files.delete(pack.resolve("scenarios/A06.json"));

        assertThat(PackVerification.of(pack).problems()).containsExactly("scenarios/A06.json is missing.");
    }

    @Test
    void file_thatWasAdded_isNamed() throws IOException {
        Files.writeString(pack.resolve("scenarios/A07.html"), "passed");

        assertThat(PackVerification.of(pack).problems()).containsExactly("scenarios/A07.html is not in the manifest.");
    }

    @Test
    void manifest_thatWasChanged_isNotAsSigned() throws IOException {
        Path manifest = pack.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("matrix.csv", "matrix.txt"));

        assertThat(PackVerification.of(pack).problems()).containsExactly("The manifest is not as it was signed.");
    }

    @Test
    void manifest_signedByAnother_namesTheOther() throws IOException {
        PackKey other = PackKey.readOrMake(home.resolve("other.key"));
        List<ScenarioRun> runs = List.of(SampleRuns.named("A06", SampleRuns.MORNING));
        EvidencePack.write(SampleRuns.facts(SampleRuns.MORNING), runs, pack, other);

        assertThat(PackVerification.of(pack).signer())
                .isEqualTo(other.fingerprint())
                .isNotEqualTo(key.fingerprint());
    }

    @Test
    void folder_withoutAManifest_isNoPack() throws IOException {
        Files.delete(pack.resolve("manifest.sig"));

        assertThat(PackVerification.of(pack).holds()).isFalse();
    }

    @Test
    void manifest_thatIsNone_isToldNotThrown() throws IOException {
        for (String content : List.of("", "null", "[]", "{\"files\": 3}", "{\"publicKey\": \"!\"}")) {
            Files.writeString(pack.resolve("manifest.json"), content);

            assertThat(PackVerification.of(pack).holds()).as(content).isFalse();
        }
    }

    @Test
    void key_readAgain_isTheSame() throws IOException {
        assertThat(PackKey.readOrMake(home.resolve("pack.key")).fingerprint()).isEqualTo(key.fingerprint());
    }
}
