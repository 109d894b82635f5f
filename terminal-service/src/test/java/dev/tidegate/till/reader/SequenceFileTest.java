package dev.tidegate.till.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.emv.contact.SequenceCounter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SequenceFileTest {
    @TempDir
    private Path folder;

    @Test
    void next_aNewTill_countsFromOne() {
        SequenceFile file = opened();

        assertThat(file.next()).isEqualTo(1);
        assertThat(file.next()).isEqualTo(2);
    }

    @Test
    void next_afterARestart_repeatsNoNumber() {
        SequenceFile before = opened();
        for (int i = 1; i < SequenceFile.BLOCK; i++) {
            assertThat(before.next()).isEqualTo(i);
        }

        assertThat(opened().next()).isEqualTo(SequenceFile.BLOCK + 1);
    }

    @Test
    void next_manyBlocks_goOnByOne() {
        SequenceFile file = opened();
        for (int i = 1; i <= 3 * SequenceFile.BLOCK + 1; i++) {
            assertThat(file.next()).isEqualTo(i);
        }
    }

    @Test
    void next_behindTheGreatest_isOneAgain() throws IOException {
        Files.writeString(path(), Integer.toString(SequenceCounter.MAX - 1));
        SequenceFile file = opened();

        assertThat(file.next()).isEqualTo(SequenceCounter.MAX);
        assertThat(file.next()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "123456789", "9999999999999999999"})
    void next_fileThatIsNone_countsFromOne(String content) throws IOException {
        Files.writeString(path(), content);

        assertThat(opened().next()).isEqualTo(1);
    }

    @Test
    void next_diskThatRefuses_costsTheNumberAlone() throws IOException {
        SequenceFile file = opened();
        Path inTheWay = folder.resolve("sequence.new");
        Files.createDirectories(inTheWay);

        assertThat(file.next()).isEqualTo(SequenceCounter.NONE);

        Files.delete(inTheWay);
        assertThat(file.next()).isEqualTo(1);
    }

    private SequenceFile opened() {
        return new SequenceFile(path());
    }

    private Path path() {
        return folder.resolve("sequence");
    }
}
