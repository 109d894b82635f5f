package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PeopleSecretsTest {
    private static final char[] RIVER = "four words and a river".toCharArray();
    private static final char[] BRIDGE = "a bridge over the same".toCharArray();

    @TempDir
    private Path folder;

    private Path file;
    private PeopleSecrets people;

    @BeforeEach
    void onePerson() {
        file = folder.resolve("gateway.people");
        people = new PeopleSecrets(file, new SecureRandom());
        people.set("Ana Núñez", RIVER);
    }

    @Test
    void secret_thatIsTheirs_matches() {
        assertThat(new PeopleSecrets(file, new SecureRandom()).matches("Ana Núñez", RIVER))
                .isTrue();
    }

    @Test
    void secret_ofNobodyOrAnother_doesNotMatch() {
        people.set("ben", BRIDGE);

        assertThat(people.matches("Ana Núñez", BRIDGE)).isFalse();
        assertThat(people.matches("carl", RIVER)).isFalse();
    }

    @Test
    void secret_thatIsSetAnew_replacesTheOldOne() {
        people.set("Ana Núñez", BRIDGE);

        assertThat(people.matches("Ana Núñez", BRIDGE)).isTrue();
        assertThat(people.matches("Ana Núñez", RIVER)).isFalse();
    }

    @Test
    void file_ofSecrets_isForItsOwnerAloneAndHasNoneInClear() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file).content().startsWith("tidegate people 1\n").doesNotContain("river");
    }

    @Test
    void file_thatIsNotThere_letsNobodyIn() {
        PeopleSecrets nobody = new PeopleSecrets(folder.resolve("none"), new SecureRandom());

        assertThat(nobody.matches("Ana Núñez", RIVER)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"too short", "with ana núñez inside", ""})
    void secret_thatIsEasilyGuessed_isNotTaken(String secret) {
        assertThatThrownBy(() -> people.set("Ana Núñez", secret.toCharArray()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(secret.isEmpty() ? "\0" : secret);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "two\tfields", "two\nlines"})
    void name_thatIsNone_isNotTaken(String name) {
        assertThatThrownBy(() -> people.set(name, RIVER)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "tidegate people 2\n", "tidegate people 1\nana\tzz\n", "tidegate people 1\nana\tzz\tqq\n"})
    void file_thatIsDamaged_letsNobodyInAndSaysSo(String text) throws IOException {
        Files.writeString(file, text);

        assertThatThrownBy(() -> people.matches("ana", RIVER)).isInstanceOf(KeyFileException.class);
    }
}
