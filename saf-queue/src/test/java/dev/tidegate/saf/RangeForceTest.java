package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a force asks the disk for: the whole file, or the bytes since the last one. */
class RangeForceTest {
    private record Range(long from, long to) {}

    @TempDir
    private Path folder;

    private final List<Range> ranges = new ArrayList<>();
    private final List<byte[]> bytes = new ArrayList<>();
    private ChronicleFile file;
    private long seq;

    @BeforeEach
    void setUp() {
        file = new ChronicleFile(folder, (path, position, range) -> {
            assertThat(path).isEqualTo(folder.resolve(ChronicleFile.NAME));
            ranges.add(new Range(position, position + range.byteSize()));
            bytes.add(range.toArray(ValueLayout.JAVA_BYTE));
        });
    }

    @AfterEach
    void tearDown() throws IOException {
        file.close();
    }

    private byte[] appended(int length) throws IOException {
        byte[] raw = new byte[length];
        raw[0] = (byte) ++seq;
        byte[] frame = new Frame(seq, seq - 1, Octets.of(raw)).encode();
        long ignored = file.append(frame);
        return frame;
    }

    @Test
    void force_first_isOfTheWholeFile() throws IOException {
        appended(1_000);
        file.force();

        assertThat(ranges).isEmpty();
    }

    @Test
    void force_next_isOfWhatWasAppended() throws IOException {
        appended(1_000);
        file.force();
        long from = file.length();
        appended(1_000);
        file.force();

        assertThat(ranges).containsExactly(new Range(from, file.length()));
    }

    @Test
    void force_ofSeveral_coversThemAll() throws IOException {
        appended(1_000);
        file.force();
        long from = file.length();
        appended(1_000);
        appended(5_000);
        appended(10);
        file.force();

        assertThat(ranges).containsExactly(new Range(from, file.length()));
    }

    @Test
    void range_holdsTheFrame() throws IOException {
        appended(1_000);
        file.force();
        byte[] frame = appended(700);
        file.force();

        assertThat(bytes.getFirst()).endsWith(frame);
    }

    @Test
    void force_overManyBlocks_leavesNoByteBetweenTwoRanges_unlessTheWholeFileWasForced() throws IOException {
        long covered = 0;
        int whole = 0;
        for (int record = 1; record <= 3_000; record++) {
            appended(1_000);
            int before = ranges.size();
            file.force();
            if (ranges.size() == before) {
                whole++;
            } else {
                assertThat(ranges.getLast().from()).isEqualTo(covered);
                assertThat(ranges.getLast().to()).isEqualTo(file.length());
            }
            covered = file.length();
        }

        assertThat(file.length()).isGreaterThan(3L * ChronicleFile.BLOCK_BYTES);
        assertThat(whole).isBetween(12, 30);
    }

    @Test
    void force_afterBlocksWereTaken_isOfTheWholeFile() throws IOException {
        appended(1_000);
        file.force();
        while (file.isReady()) {
            appended(1_000);
        }
        // What is taken now is not on disk, and a range says nothing of it.
        appended(12_000);
        appended(12_000);
        file.force();

        assertThat(ranges).isEmpty();
    }

    @Test
    void isReady_beforeTheFirstForce_isNot() throws IOException {
        assertThat(file.isReady()).isFalse();
        appended(1_000);
        assertThat(file.isReady()).isFalse();
    }

    @Test
    void isReady_behindAForce_is() throws IOException {
        appended(1_000);
        file.force();

        assertThat(file.isReady()).isTrue();
    }

    @Test
    void appendAndForce_ofAReadyFile_needTheMappingAlone() throws IOException {
        appended(1_000);
        for (int record = 1; record <= 1_500; record++) {
            file.force();
            boolean ready = file.isReady();
            int before = ranges.size();
            appended(1_000);
            file.force();

            assertThat(ranges.size() - before).isGreaterThanOrEqualTo(ready ? 1 : 0);
            appended(1_000);
        }
    }

    @Test
    void force_thatTheDiskRefuses_isThrown() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        try (ChronicleFile refused = new ChronicleFile(other, (path, position, range) -> {
            throw new IOException("Input/output error");
        })) {
            refused.append(new Frame(1, 0, Octets.of(new byte[10])).encode());
            refused.force();
            refused.append(new Frame(2, 1, Octets.of(new byte[10])).encode());

            assertThatThrownBy(refused::force).isInstanceOf(IOException.class);
        }
    }
}
