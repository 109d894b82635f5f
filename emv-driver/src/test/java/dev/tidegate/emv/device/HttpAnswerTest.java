package dev.tidegate.emv.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpAnswerTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK + "Content-Length: 4\r\n\r\n{\"a\"",
                OK + "content-length:4\r\nX: y\r\n\r\n{\"a\"HTTP/1.1 200 OK\r\n\r\nagain",
                OK + "Transfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n1;x=y\r\n\"\r\n0\r\n\r\n",
                OK + "Connection: close\r\n\r\n{\"a\"",
                "HTTP/1.0 200\nContent-Length: 4\n\n{\"a\""
            })
    void read_wholeAnswer_givesItsBody(String answer) {
        assertThat(read(answer)).isEqualTo(new Posted.Answered(octets("{\"a\"")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK + "Content-Length: 5\r\n\r\n{\"a\"",
                OK + "Content-Length: -1\r\n\r\n",
                OK + "Content-Length: 1000000\r\n\r\n",
                OK + "Content-Length: 99999999999\r\n\r\n",
                OK + "Transfer-Encoding: gzip\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\nFFFFF\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n",
                OK + "X: y"
            })
    void read_takenAndBroken_isUnreadable(String answer) {
        assertThat(read(answer)).isEqualTo(new Posted.Unreadable(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 503 \r\n\r\n",
                "SSH-2.0-x\r\n",
                "HTTP/2 200\r\n\r\n"
            })
    void read_notTaken_saysSo(String answer) {
        assertThat(read(answer)).isEqualTo(new Posted.Unreadable(false));
    }

    @Test
    void read_nothing_isNoAnswer() {
        assertThat(read("")).isEqualTo(new Posted.NoAnswer());
    }

    @Test
    void read_endlessBodyWithoutALength_endsAtTheLimit() {
        assertThat(read(OK + "\r\n" + "x".repeat(HttpAnswer.BODY_BYTES_MAX + 1)))
                .isEqualTo(new Posted.Unreadable(true));
    }

    @Test
    void read_headersOrChunksWithoutEnd_endAtTheLimit() {
        assertThat(read(OK + "a: b\r\n".repeat(HttpAnswer.LINES_MAX + 1))).isEqualTo(new Posted.Unreadable(true));
        assertThat(read(OK + "a".repeat(HttpAnswer.LINE_BYTES_MAX + 1))).isEqualTo(new Posted.Unreadable(true));
        assertThat(read(OK + "Transfer-Encoding: chunked\r\n\r\n"
                        + "10000\r\n".concat("x".repeat(0x10000) + "\r\n").repeat(5)))
                .isEqualTo(new Posted.Unreadable(true));
    }

    @Test
    void read_anyBytes_isAValue() {
        for (long seed = 0; seed < 20_000; seed++) {
            Random chance = new Random(seed);
            byte[] bytes = (OK + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n3\r\n{\"a\r\n0\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 1 + chance.nextInt(4); i++) {
                bytes[chance.nextInt(bytes.length)] = (byte) chance.nextInt(256);
            }

            assertThat(HttpAnswer.read(new ByteArrayInputStream(bytes)))
                    .as("seed %d", seed)
                    .isNotNull();
        }
    }

    private static Posted read(String answer) {
        return HttpAnswer.read(new ByteArrayInputStream(answer.getBytes(StandardCharsets.US_ASCII)));
    }

    private static Octets octets(String text) {
        return Octets.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
