package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecipientKeyTest {
    @TempDir
    Path folder;

    private final RecipientKey key = Recipient.create().key();

    @Test
    void read_whatWasWritten_givesTheSame() {
        Path file = folder.resolve("recipient.key");

        key.write(file);
        key.write(file);

        assertThat(RecipientKey.read(file)).isEqualTo(key);
    }

    @Test
    void kid_ofAKey_isTheStartOfItsHash() {
        assertThat(key.kid().toByteArray())
                .isEqualTo(java.util.Arrays.copyOf(Sha256.of(key.spki().toByteArray()), 8));
    }

    @Test
    void key_withAnotherKeysId_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new RecipientKey(Samples.bytes(8, 1), key.spki(), 1, key.notBefore(), key.notAfter()));
    }

    @Test
    void key_offTheCurve_isRefused() {
        byte[] spki = key.spki().toByteArray();
        spki[90] ^= 1;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecipientKey.of(Octets.of(spki), key.notBefore(), key.notAfter()));
    }

    @Test
    void key_ofAnotherCurveOrSuite_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecipientKey.of(key.spki().slice(0, 90), key.notBefore(), key.notAfter()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecipientKey(key.kid(), key.spki(), 2, key.notBefore(), key.notAfter()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecipientKey.of(key.spki(), key.notAfter(), key.notBefore()));
    }

    @Test
    void read_damagedFile_namesIt() throws IOException {
        assertRefused(text -> "");
        assertRefused(text -> text.replace("suite: 1", "suite: 2"));
        assertRefused(text -> text.replace("suite: 1", "suite: one"));
        assertRefused(text -> text.replace("key-id: ", "kid: "));
        assertRefused(text -> text.replace("T12:00:00Z", ""));
        assertRefused(text -> text.replace("3059301306", "3059301307"));
        assertRefused(text -> text + "more: 1\n");
        assertRefused(text -> text + " ".repeat(2_000));
    }

    @Test
    void read_noFile_namesIt() {
        Path file = folder.resolve("none.key");

        assertThatThrownBy(() -> RecipientKey.read(file))
                .isInstanceOfSatisfying(
                        KeyFileException.class, e -> assertThat(e.file()).isEqualTo(file));
    }

    private void assertRefused(UnaryOperator<String> change) throws IOException {
        Path file = folder.resolve("recipient.key");
        key.write(file);
        Files.writeString(file, change.apply(Files.readString(file)));

        assertThatThrownBy(() -> RecipientKey.read(file)).isInstanceOf(KeyFileException.class);
    }
}
