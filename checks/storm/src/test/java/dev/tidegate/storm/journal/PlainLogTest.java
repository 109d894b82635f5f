package dev.tidegate.storm.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The yardstick keeps its word, in the same storms. */
class PlainLogTest {
    @TempDir
    private Path home;

    private static Way[] ways() {
        return new Way[] {new PageSubsets(), new FaultyDisk(), new Kills()};
    }

    @ParameterizedTest
    @MethodSource("ways")
    void plainLog_inEachStorm_keepsWhatItAcknowledged(Way way) throws Exception {
        Bench bench = Bench.inMemory(verdict -> {});

        Verdict verdict = way.run(new PlainEngine(), Seeds.of(way.name()), Math.min(100, way.shortCount()), bench);

        assertThat(verdict.isClean()).as("%s in %s", verdict, bench.folder()).isTrue();
        assertThat(verdict.acknowledged()).isPositive();
        bench.clear();
    }

    @Test
    void record_isReadAgain_asItWasAcknowledged() {
        Sighting first;
        try (Log log = PlainLog.open(home, () -> {})) {
            first = log.append(7);
        }

        try (Log log = PlainLog.open(home, () -> {})) {
            assertThat(log.readAfter(0)).containsExactly(first);
            assertThat(log.append(8).place()).isEqualTo(2);
        }
    }

    @Test
    void tornEnd_isWrittenOver_andNotRead() throws IOException {
        try (Log log = PlainLog.open(home, () -> {})) {
            log.append(1);
            log.append(2);
        }
        try (FileChannel file = FileChannel.open(home.resolve("plain.log"), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(100), 16 + PlainLog.BODY_BYTES + 200);
        }

        try (Log log = PlainLog.open(home, () -> {})) {
            assertThat(log.readAfter(0)).extracting(Sighting::number).containsExactly(1L);
            assertThat(log.append(3).place()).isEqualTo(2);
        }
    }

    @Test
    void oldRecordBehindTheEnd_ofAnEarlierLife_isNotRead() throws IOException {
        try (Log log = PlainLog.open(home, () -> {})) {
            log.append(1);
            log.append(2);
            log.append(3);
        }
        try (FileChannel file = FileChannel.open(home.resolve("plain.log"), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(100), 16 + PlainLog.BODY_BYTES + 200);
        }
        try (Log log = PlainLog.open(home, () -> {})) {
            log.append(4);
        }

        try (Log log = PlainLog.open(home, () -> {})) {
            assertThat(log.readAfter(0)).extracting(Sighting::number).containsExactly(1L, 4L);
        }
    }
}
