package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChronicleFileTest {
    @TempDir
    private Path folder;

    private static byte[] frame(long seq, int length) {
        byte[] raw = new byte[length];
        raw[0] = (byte) seq;
        return new Frame(seq, seq - 1, Octets.of(raw)).encode();
    }

    private Path file() {
        return folder.resolve(ChronicleFile.NAME);
    }

    @Test
    void append_saysWhere_theFrameIsFound() throws Exception {
        try (ChronicleFile file = new ChronicleFile(folder)) {
            List<Long> said = new ArrayList<>();
            for (int seq = 1; seq <= 100; seq++) {
                said.add(file.append(frame(seq, 100 + 37 * seq)));
            }

            assertThat(said).isEqualTo(Crash.frames(file()));
        }
    }

    @Test
    void frames_overManyBlocks_areFound() throws Exception {
        try (ChronicleFile file = new ChronicleFile(folder)) {
            for (int seq = 1; seq <= 400; seq++) {
                file.append(frame(seq, 12_288));
            }

            assertThat(file.length()).isGreaterThan(4L * ChronicleFile.BLOCK_BYTES);
            assertThat(Crash.frames(file())).hasSize(400);
        }
    }

    @Test
    void eachFrame_isOneDocument_ofChronicle() throws Exception {
        List<Octets> frames = new ArrayList<>();
        try (ChronicleFile file = new ChronicleFile(folder)) {
            for (int seq = 1; seq <= 1_000; seq++) {
                frames.add(Octets.of(frame(seq, 1_000 + seq)));
                file.append(frames.getLast().toByteArray());
            }
        }

        // As any tool of Chronicle's would read a generation that has lost its table.
        Files.delete(folder.resolve(ChronicleFile.TABLE));
        List<Octets> documents = new ArrayList<>();
        try (ChronicleQueue queue = SingleChronicleQueueBuilder.binary(folder)
                        .rollCycle(RollCycles.FAST_DAILY)
                        .readOnly(true)
                        .build();
                ExcerptTailer tailer = queue.createTailer()) {
            Bytes<byte[]> bytes = Bytes.allocateElasticOnHeap();
            while (tailer.readBytes(bytes.clear())) {
                documents.add(Octets.of(bytes.toByteArray()));
            }
        }
        assertThat(documents).isEqualTo(frames);
    }

    @Test
    void folder_holdsOneFile_howeverLongItTakes() throws Exception {
        try (ChronicleFile file = new ChronicleFile(folder)) {
            file.append(frame(1, 100));

            assertThat(Folders.list(folder, "*.cq4")).containsExactly(file());
        }
    }

    @Test
    void blocks_areTaken_ahead() throws Exception {
        try (ChronicleFile file = new ChronicleFile(folder)) {
            for (int seq = 1; seq <= 50; seq++) {
                file.append(frame(seq, 1_000));
                file.force();

                assertThat(bytesOnDisk()).isGreaterThan(file.length() + 128 * 1024);
            }
        }
    }

    private long bytesOnDisk() throws Exception {
        Process stat = new ProcessBuilder("stat", "-c", "%b %B", file().toString()).start();
        String[] blocks = new String(stat.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                .strip()
                .split(" ");
        return Long.parseLong(blocks[0]) * Long.parseLong(blocks[1]);
    }
}
