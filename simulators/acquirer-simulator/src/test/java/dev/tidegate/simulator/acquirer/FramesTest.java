package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FramesTest {
    @Test
    void write_frame_hasItsLengthInFront() throws IOException {
        var out = new ByteArrayOutputStream();

        Frames.write(out, new byte[258]);

        assertThat(out.toByteArray()).hasSize(260).startsWith(1, 2);
    }

    @Test
    void read_twoFramesInOnePiece_areTwo() throws IOException {
        DataInputStream in = stream("0002AABB" + "0001CC");

        assertThat(Frames.read(in)).contains(new byte[] {(byte) 0xAA, (byte) 0xBB});
        assertThat(Frames.read(in)).contains(new byte[] {(byte) 0xCC});
        assertThat(Frames.read(in)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000", "1001", "FFFF"})
    void read_lengthOutsideLimits_isRefused(String hex) {
        assertThatThrownBy(() -> Frames.read(stream(hex))).hasMessage("frame length is outside its limits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "0002", "0002AA"})
    void read_endInsideAFrame_isRefused(String hex) {
        assertThatThrownBy(() -> Frames.read(stream(hex))).hasMessage("connection ended inside a frame");
    }

    private static DataInputStream stream(String hex) {
        return new DataInputStream(new ByteArrayInputStream(HexFormat.of().parseHex(hex)));
    }
}
