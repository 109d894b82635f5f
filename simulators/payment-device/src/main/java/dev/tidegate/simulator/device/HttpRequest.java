package dev.tidegate.simulator.device;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** One POST, as much of HTTP/1.1 as a till sends to a device. */
final class HttpRequest {
    static final int BODY_BYTES_MAX = 65_536;

    private static final int LINE_BYTES_MAX = 1024;
    private static final int LINES_MAX = 64;

    private HttpRequest() {}

    /**
     * The body.
     *
     * @throws IOException the guest is gone
     * @throws IllegalArgumentException it is no POST with a length
     */
    static byte[] body(InputStream in) throws IOException {
        String first = line(in);
        if (!first.startsWith("POST ") || !first.endsWith(" HTTP/1.1")) {
            throw new IllegalArgumentException("not a POST");
        }
        int length = -1;
        for (int i = 0; i < LINES_MAX; i++) {
            String line = line(in);
            if (line.isEmpty()) {
                if (length < 0 || length > BODY_BYTES_MAX) {
                    throw new IllegalArgumentException("no length, or too long");
                }
                return in.readNBytes(length);
            }
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).trim());
            }
        }
        throw new IllegalArgumentException("too many headers");
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
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
        throw new IllegalArgumentException("a line is too long");
    }
}
