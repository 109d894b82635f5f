package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuthorityKeyTest {
    @TempDir
    private Path folder;

    @Test
    void export_isTheFileThatTheTillReads() throws IOException {
        Path file = folder.resolve("keys.json");

        AuthorityKey.export(KeyRing.load().authorityKeys(), file);

        assertThat(file).hasSameTextualContentAs(CertificateChain.AUTHORITY_KEYS);
    }

    @Test
    void export_hasOneKeyForEachScheme() {
        assertThat(CertificateChain.authorityKeys().findValuesAsText("rid"))
                .containsExactly("A000000003", "A000000004");
        assertThat(CertificateChain.authorityKeys().findValuesAsText("index")).containsOnly("E1");
    }

    @Test
    void checksum_isOverRidIndexModulusAndExponent() {
        for (JsonNode key : CertificateChain.authorityKeys()) {
            String checked = key.get("rid").textValue()
                    + key.get("index").textValue()
                    + key.get("modulus").textValue()
                    + key.get("exponent").textValue();

            byte[] checksum = CertificateChain.sha1(HexFormat.of().parseHex(checked));

            assertThat(checksum).asHexString().isEqualTo(key.get("checksum").textValue());
        }
    }

    @Test
    void export_holdsNothingPrivate() throws IOException {
        assertThat(Files.readString(CertificateChain.AUTHORITY_KEYS)).doesNotContainIgnoringCase("private");
    }

    @Test
    void export_toAFolderThatIsNotThere_isRefused() {
        Path file = folder.resolve("nowhere").resolve("keys.json");

        assertThatThrownBy(() -> AuthorityKey.export(KeyRing.load().authorityKeys(), file))
                .isInstanceOf(StartRefusedException.class);
    }
}
