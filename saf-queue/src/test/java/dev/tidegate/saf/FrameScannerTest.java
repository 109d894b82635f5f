package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.saf.Frames.Found;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameScannerTest {
    @TempDir
    private Path home;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private static Frame frame(long seq, int length) {
        byte[] raw = new byte[length];
        Arrays.fill(raw, (byte) seq);
        return new Frame(seq, seq - 1, Octets.of(raw));
    }

    private void write(Frame frame) {
        bytes.writeBytes(frame.encode());
        zeros((4 - bytes.size() % 4) % 4);
    }

    private void zeros(int count) {
        bytes.writeBytes(new byte[count]);
    }

    private List<Found> found(byte[] content, long from) throws IOException {
        Path file = Files.write(home.resolve("file"), content);
        List<Found> all = new ArrayList<>();
        try (FrameScanner frames = FrameScanner.open(file, from)) {
            while (frames.next() instanceof Found one) {
                all.add(one);
            }
        }
        return all;
    }

    @Test
    void frames_withOtherThingsBetween_areFound() throws Exception {
        zeros(40);
        write(frame(1, 10));
        bytes.writeBytes(new byte[] {1, 2, 3, 4});
        write(frame(2, 11));

        assertThat(found(bytes.toByteArray(), 0))
                .containsExactly(new Found.Whole(40, frame(1, 10)), new Found.Whole(84, frame(2, 11)));
    }

    @Test
    void frames_beforeTheStart_areNotFound() throws Exception {
        write(frame(1, 12));
        write(frame(2, 12));

        assertThat(found(bytes.toByteArray(), 40)).containsExactly(new Found.Whole(40, frame(2, 12)));
    }

    @Test
    void frames_overTheEdgeOfAWindow_areWhole() throws Exception {
        // Windows have 256 KiB; frames of 3,000 bytes do not divide them.
        List<Frame> all = new ArrayList<>();
        for (int seq = 1; seq <= 300; seq++) {
            all.add(frame(seq, 3_000));
            write(all.getLast());
        }

        assertThat(found(bytes.toByteArray(), 0))
                .extracting(found -> ((Found.Whole) found).frame())
                .isEqualTo(all);
    }

    @Test
    void frame_cutAnywhere_isTornOrNotThere() throws Exception {
        write(frame(1, 60));
        byte[] whole = bytes.toByteArray();
        for (int length = 0; length < whole.length; length++) {
            List<Found> found = found(Arrays.copyOf(whole, length), 0);

            assertThat(found).isEqualTo(length < 4 ? List.of() : List.of(new Found.Torn(0)));
        }
    }

    @Test
    void frame_behindATornOne_isFound() throws Exception {
        byte[] torn = Arrays.copyOf(frame(1, 60).encode(), 44);
        bytes.writeBytes(torn);
        write(frame(2, 60));

        assertThat(found(bytes.toByteArray(), 0)).containsExactly(new Found.Torn(0), new Found.Whole(44, frame(2, 60)));
    }

    @Test
    void frame_withTheMagicInside_isOne() throws Exception {
        write(new Frame(1, 0, Octets.of(frame(2, 20).encode())));

        assertThat(found(bytes.toByteArray(), 0)).hasSize(1);
    }

    @Test
    void noise_holdsNoFrame() throws Exception {
        byte[] noise = new byte[1_000_000];
        Seeds.chance("noise").nextBytes(noise);

        assertThat(found(noise, 0)).noneMatch(Found.Whole.class::isInstance);
    }

    @Test
    void nothing_holdsNothing() throws Exception {
        assertThat(found(new byte[0], 0)).isEmpty();
    }
}
