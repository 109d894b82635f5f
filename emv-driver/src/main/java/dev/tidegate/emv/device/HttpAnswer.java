package dev.tidegate.emv.device;

import dev.tidegate.core.card.Octets;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads one answer of HTTP/1.1 (RFC 9112): status line, headers, and a body by length, in chunks or to the end. */
final class HttpAnswer {
    /** A payment's answer with its receipts has some ten kilobytes. */
    static final int BODY_BYTES_MAX = 256 * 1024;

    static final int LINE_BYTES_MAX = 8 * 1024;
    static final int LINES_MAX = 100;

    private static final int OK = 200;
    private static final int UNKNOWN_LENGTH = -1;

    private final InputStream in;
    private int length = UNKNOWN_LENGTH;
    private boolean chunked;

    private HttpAnswer(InputStream in) {
        this.in = in;
    }

    /** Reads until the answer is whole, or what comes is none. Bytes behind it are not looked at. */
    static Posted read(InputStream in) {
        return new HttpAnswer(in).read();
    }

    private Posted read() {
        int status = 0;
        try {
            status = status();
            headers();
            byte[] body = chunked ? chunks() : length == UNKNOWN_LENGTH ? toTheEnd() : exactly(length);
            return status == OK ? new Posted.Answered(Octets.of(body)) : new Posted.Unreadable(false);
        } catch (MalformedException malformed) {
            return new Posted.Unreadable(status == OK);
        } catch (IOException broken) {
            return status == 0 ? new Posted.NoAnswer() : new Posted.Unreadable(status == OK);
        }
    }

    /** What came is no HTTP, or more than is taken. */
    private static final class MalformedException extends IOException {
        private static final long serialVersionUID = 1;

        MalformedException() {
            super("not an answer of HTTP/1.1");
        }
    }

    private int status() throws IOException {
        String line = line();
        if (!line.matches("HTTP/1\\.[01] [0-9]{3}( .*)?")) {
            throw new MalformedException();
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private void headers() throws IOException {
        for (int i = 0; i < LINES_MAX; i++) {
            String line = line();
            if (line.isEmpty()) {
                return;
            }
            int colon = line.indexOf(':');
            String value = colon < 0 ? "" : line.substring(colon + 1).strip();
            if (colon == 14 && line.regionMatches(true, 0, "content-length", 0, colon)) {
                length = number(value, 10);
            } else if (colon == 17 && line.regionMatches(true, 0, "transfer-encoding", 0, colon)) {
                chunked = value.equalsIgnoreCase("chunked");
                if (!chunked) {
                    throw new MalformedException();
                }
            }
        }
        throw new MalformedException();
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String line = line();
            int size = number(line.split(";", 2)[0].strip(), 16);
            if (size == 0) {
                return body.toByteArray();
            }
            body.writeBytes(exactly(size));
            if (body.size() > BODY_BYTES_MAX || !line().isEmpty()) {
                throw new MalformedException();
            }
        }
    }

    private byte[] toTheEnd() throws IOException {
        byte[] body = in.readNBytes(BODY_BYTES_MAX + 1);
        if (body.length > BODY_BYTES_MAX) {
            throw new MalformedException();
        }
        return body;
    }

    private byte[] exactly(int size) throws IOException {
        byte[] body = in.readNBytes(size);
        if (body.length < size) {
            throw new MalformedException();
        }
        return body;
    }

    private static int number(String digits, int radix) throws MalformedException {
        if (!digits.matches("[0-9A-Fa-f]{1,7}")) {
            throw new MalformedException();
        }
        try {
            int number = Integer.parseInt(digits, radix);
            if (number > BODY_BYTES_MAX) {
                throw new MalformedException();
            }
            return number;
        } catch (NumberFormatException letters) {
            throw new MalformedException();
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() < LINE_BYTES_MAX) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            if (next == '\n') {
                return line.toString();
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        throw new MalformedException();
    }
}
