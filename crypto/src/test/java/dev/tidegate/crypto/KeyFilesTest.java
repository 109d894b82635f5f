package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFilesTest {
    @TempDir
    Path folder;

    @Test
    void replace_aFile_putsTheWholeNewOneInItsPlace() throws IOException {
        Path file = folder.resolve("file");
        KeyFiles.write(file, new byte[] {1, 2, 3});

        KeyFiles.replace(file, new byte[] {4});

        assertThat(file).hasBinaryContent(new byte[] {4});
        assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void replaceAndShred_aFile_leavesZerosOfTheOldOne() throws IOException {
        Path file = folder.resolve("file");
        Path otherName = folder.resolve("the-same-blocks");
        KeyFiles.write(file, new byte[] {1, 2, 3});
        Files.createLink(otherName, file);

        KeyFiles.replaceAndShred(file, new byte[] {4, 5});

        assertThat(file).hasBinaryContent(new byte[] {4, 5});
        assertThat(otherName).hasBinaryContent(new byte[3]);
    }

    @Test
    void write_overAFile_isRefused() {
        Path file = folder.resolve("file");
        KeyFiles.write(file, new byte[] {1});

        assertThatThrownBy(() -> KeyFiles.write(file, new byte[] {2})).isInstanceOf(KeyFileException.class);
        assertThat(file).hasBinaryContent(new byte[] {1});
    }
}
