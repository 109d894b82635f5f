package dev.tidegate.till.gateway;

import dev.tidegate.core.card.Octets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one request on a connection of its own, read as RFC 9112 frames it: by length, by chunks, or by the end
 * of the connection. Anything else is a break, and so is an answer that is too long.
 */
record HttpAnswer(int status, Octets body) {
    /** An answer to one payment has some hundred bytes. */
    static final int BODY_BYTES_MAX = 65_536;

    /** All header lines together; a gateway sends some ten. */
    static final int HEADER_BYTES_MAX = 16_384;

    /** Interim answers (1xx) before the real one. */
    private static final int INTERIM_MAX = 4;

    /** @throws IOException what came is not an answer, or its end did not come */
    static HttpAnswer read(InputStream in) throws IOException {
        for (int interim = 0; interim <= INTERIM_MAX; interim++) {
            HttpAnswer answer = new Reader(in).answer();
            if (answer.status() >= 200) {
                return answer;
            }
        }
        throw new IOException("too many interim answers");
    }

    private static final class Reader {
        private final InputStream in;
        private int headerBytes;

        Reader(InputStream in) {
            this.in = in;
        }

        HttpAnswer answer() throws IOException {
            int status = status(line());
            long length = -1;
            boolean chunked = false;
            for (String header = line(); !header.isEmpty(); header = line()) {
                String lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = number(valueOf(header), 10);
                } else if (lower.startsWith("transfer-encoding:")) {
                    chunked = chunkedOnly(valueOf(lower));
                }
            }
            if (status < 200 || status == 204 || status == 304) {
                return new HttpAnswer(status, Octets.empty());
            }
            return new HttpAnswer(status, chunked ? chunks() : length >= 0 ? exactly(length) : toTheEnd());
        }

        private static int status(String line) throws IOException {
            if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
                throw new IOException("not a status line");
            }
            return Integer.parseInt(line.substring(9, 12));
        }

        private static String valueOf(String header) {
            return header.substring(header.indexOf(':') + 1).strip();
        }

        private static boolean chunkedOnly(String value) throws IOException {
            if (!value.equals("chunked")) {
                throw new IOException("an encoding that was not asked for");
            }
            return true;
        }

        private static long number(String text, int radix) throws IOException {
            try {
                long value = Long.parseLong(text, radix);
                if (value < 0 || value > BODY_BYTES_MAX || text.startsWith("+")) {
                    throw new IOException("an impossible length");
                }
                return value;
            } catch (NumberFormatException e) {
                throw new IOException("a length that is no number", e);
            }
        }

        private Octets exactly(long length) throws IOException {
            byte[] bytes = in.readNBytes((int) length);
            if (bytes.length < length) {
                throw new IOException("the answer ends in the middle");
            }
            return Octets.of(bytes);
        }

        // Without close_notify this throws: a cut answer is not taken for a whole one.
        private Octets toTheEnd() throws IOException {
            byte[] bytes = in.readNBytes(BODY_BYTES_MAX + 1);
            if (bytes.length > BODY_BYTES_MAX) {
                throw new IOException("the answer is too long");
            }
            return Octets.of(bytes);
        }

        private Octets chunks() throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            while (true) {
                String head = line();
                int extension = head.indexOf(';');
                long length = number((extension < 0 ? head : head.substring(0, extension)).strip(), 16);
                if (length == 0) {
                    break;
                }
                if (body.size() + length > BODY_BYTES_MAX) {
                    throw new IOException("the answer is too long");
                }
                body.writeBytes(exactly(length).toByteArray());
                expect(line(), "");
            }
            String trailer = line();
            while (!trailer.isEmpty()) {
                trailer = line();
            }
            return Octets.of(body.toByteArray());
        }

        private static void expect(@Nullable String found, String wanted) throws IOException {
            if (!wanted.equals(found)) {
                throw new IOException("a chunk is longer than it said");
            }
        }

        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            while (true) {
                int c = in.read();
                if (c < 0) {
                    throw new IOException("the answer ends in its header");
                }
                if (++headerBytes > HEADER_BYTES_MAX + BODY_BYTES_MAX) {
                    throw new IOException("the header is too long");
                }
                if (c == '\n') {
                    break;
                }
                line.write(c);
                if (line.size() > HEADER_BYTES_MAX) {
                    throw new IOException("a header line is too long");
                }
            }
            String text = line.toString(StandardCharsets.ISO_8859_1);
            return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        }
    }
}
