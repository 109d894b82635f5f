package dev.tidegate.storm.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorded disk, replayed up to a moment. */
class RecordingTest {
    private static final int BLOCK = 4096;

    @TempDir
    private Path folder;

    /** Two blocks, a flush, two blocks over the second, and the first half of an event. */
    private Recording recording() throws IOException {
        Path log = folder.resolve("events");
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(log))) {
            write(out, 10, 0, 1, 2 * BLOCK);
            event(out, 'F', 20, 0, new byte[0]);
            write(out, 30, BLOCK, 2, 2 * BLOCK);
            out.writeByte('W');
        }
        return Recording.read(log);
    }

    private static void write(DataOutputStream out, long nanos, long offset, int value, int length) throws IOException {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        event(out, 'W', nanos, offset, bytes);
    }

    private static void event(DataOutputStream out, char kind, long nanos, long offset, byte[] bytes)
            throws IOException {
        out.writeByte(kind);
        out.writeLong(nanos);
        out.writeLong(offset);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private Set<String> images(int to) throws IOException {
        Recording recording = recording();
        Set<String> images = new TreeSet<>();
        for (int i = 0; i < 200; i++) {
            byte[] disk = new byte[3 * BLOCK];
            recording.replay(disk, to, new SplittableRandom(i));
            images.add("" + disk[0] + disk[BLOCK] + disk[2 * BLOCK]);
        }
        return images;
    }

    @Test
    void eventCutOff_isLeftOut() throws IOException {
        assertThat(recording().size()).isEqualTo(3);
    }

    @Test
    void writesBeforeAFlush_areThere() throws IOException {
        assertThat(images(1)).containsExactly("110");
    }

    @Test
    void writesBehindTheFlush_areThere_blockByBlock_orNot() throws IOException {
        assertThat(images(2)).containsExactly("110", "112", "120", "122");
    }

    @Test
    void writesWithoutAFlush_areThere_orNot() throws IOException {
        assertThat(images(0)).containsExactly("000", "010", "100", "110");
    }

    @Test
    void event_afterATime_isFound() throws IOException {
        assertThat(recording().firstAfter(20)).isEqualTo(1);
        assertThat(recording().firstAfter(21)).isEqualTo(2);
        assertThat(recording().nanosOf(2)).isEqualTo(30);
    }
}
