package dev.tidegate.till.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpAnswerTest {
    @Test
    void read_aBodyWithItsLength_isWhole() throws IOException {
        HttpAnswer answer = read("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}rest");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(text(answer)).isEqualTo("{}");
    }

    @Test
    void read_chunks_areJoined() throws IOException {
        HttpAnswer answer = read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3;ext=1\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: x\r\n\r\n");

        assertThat(text(answer)).isEqualTo("abcde");
    }

    @Test
    void read_noLength_goesToTheEnd() throws IOException {
        assertThat(text(read("HTTP/1.0 503 Later\n\nwords"))).isEqualTo("words");
    }

    @Test
    void read_anInterimAnswer_isPassedOver() throws IOException {
        assertThat(read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n")
                        .status())
                .isEqualTo(410);
    }

    @Test
    void read_noContent_hasNoBody() throws IOException {
        assertThat(read("HTTP/1.1 204 No Content\r\n\r\n").body().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "H",
                "garbage\r\n\r\n",
                "HTTP/2 200 OK\r\n\r\n",
                "HTTP/1.1 999 Odd\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFF\r\n",
                "HTTP/1.1 200 OK\r\nX: no end"
            })
    void read_whatIsNoAnswer_breaks(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }

    @Test
    void read_anEndlessHeader_breaks() {
        String endless = "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(100_000);

        assertThatThrownBy(() -> read(endless)).isInstanceOf(IOException.class);
    }

    @Test
    void read_anEndlessLine_breaks() {
        String endless = "HTTP/1.1 200 " + "x".repeat(HttpAnswer.HEADER_BYTES_MAX + 1);

        assertThatThrownBy(() -> read(endless)).isInstanceOf(IOException.class);
    }

    @Test
    void read_anEndlessBody_breaks() {
        String endless = "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(HttpAnswer.BODY_BYTES_MAX + 1);

        assertThatThrownBy(() -> read(endless)).isInstanceOf(IOException.class);
    }

    @Test
    void read_interimAnswersWithoutEnd_breaks() {
        assertThatThrownBy(() -> read("HTTP/1.1 100 Continue\r\n\r\n".repeat(10)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void read_aGoodAnswerWithOneByteChanged_neverDoesWorseThanBreak() {
        byte[] good = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        Random chance = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            byte[] bad = good.clone();
            bad[chance.nextInt(bad.length)] = (byte) chance.nextInt(256);
            try {
                assertThat(HttpAnswer.read(new ByteArrayInputStream(bad)).status())
                        .isBetween(200, 599);
            } catch (IOException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    private static HttpAnswer read(String text) throws IOException {
        return HttpAnswer.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String text(HttpAnswer answer) {
        return new String(answer.body().toByteArray(), StandardCharsets.ISO_8859_1);
    }
}
