package dev.tidegate.simulator.acquirer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FramingTest {
    private static final Framing BINARY = Framing.of("binary2");

    @ParameterizedTest
    @CsvSource({
        "binary2, 0002AABB",
        "binary2+inclusive, 0004AABB",
        "ascii4, 30303032AABB",
        "ascii4+inclusive, 30303036AABB",
        "binary2+tpdu, 00076000010002AABB",
        "binary2+tpdu+inclusive, 00096000010002AABB",
        "ascii4+tpdu+header=4953, 303030396000010002 4953AABB",
        "binary2+header=01, 000301AABB"
    })
    void read_frame_isTheMessageAndGoesBackSwapped(String framing, String spaced) throws IOException {
        String hex = spaced.replace(" ", "");

        Frame frame = Framing.of(framing).read(stream(hex)).orElseThrow();

        assertThat(frame.message()).isEqualTo(new byte[] {(byte) 0xAA, (byte) 0xBB});
        assertThat(hex(Framing.of(framing).bytes(frame.back(frame.message()))))
                .isEqualTo(hex.replace("6000010002", "6000020001"));
    }

    @Test
    void bytes_longMessage_hasItsLengthInBothBytes() {
        assertThat(BINARY.bytes(BINARY.unasked(new byte[258]))).hasSize(260).startsWith(1, 2);
    }

    @Test
    void unasked_withTpdu_isToNobody() {
        Framing tpdu = Framing.of("binary2+tpdu");

        assertThat(hex(tpdu.bytes(tpdu.unasked(new byte[1])))).isEqualTo("0006" + "6000000000" + "00");
    }

    @ParameterizedTest
    @CsvSource({"binary2, 0000", "ascii4, 30303030", "ascii4+inclusive, 30303034", "binary2+inclusive, 0002"})
    void keepAlive_framing_isALengthOfNone(String framing, String hex) {
        assertThat(hex(Framing.of(framing).keepAlive())).isEqualTo(hex);
    }

    @Test
    void read_twoFramesInOnePiece_areTwo() throws IOException {
        DataInputStream in = stream("0002AABB" + "0001CC");

        assertThat(BINARY.read(in).orElseThrow().message()).containsExactly(0xAA, 0xBB);
        assertThat(BINARY.read(in).orElseThrow().message()).containsExactly(0xCC);
        assertThat(BINARY.read(in)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "binary2, 0000",
        "binary2, 1001",
        "binary2, FFFF",
        "binary2+inclusive, 0001",
        "binary2+tpdu, 00056000000000",
        "ascii4, 39393939"
    })
    void read_lengthOutsideLimits_isRefused(String framing, String hex) {
        assertThatThrownBy(() -> Framing.of(framing).read(stream(hex)))
                .hasMessage("frame length is outside its limits");
    }

    @Test
    void read_textThatIsNoNumber_isRefused() {
        assertThatThrownBy(() -> Framing.of("ascii4").read(stream("30304130")))
                .hasMessage("frame length is not decimal");
    }

    @Test
    void read_anotherHeader_isRefused() {
        assertThatThrownBy(() -> Framing.of("binary2+header=4953").read(stream("0003" + "4954AA")))
                .hasMessage("has another header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "0002", "0002AA"})
    void read_endInsideAFrame_isRefused(String hex) {
        assertThatThrownBy(() -> BINARY.read(stream(hex))).hasMessage("connection ended inside a frame");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "binary", "binary2+", "ascii4+exclusive", "binary2+header=0", "binary2+header=xx"})
    void of_anotherText_isRefused(String text) {
        assertThatThrownBy(() -> Framing.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static DataInputStream stream(String hex) {
        return new DataInputStream(new ByteArrayInputStream(HexFormat.of().parseHex(hex)));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
