package dev.tidegate.simulator.card;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The way to a virtual reader of stripes: one connection a swipe, both tracks as text, then the end.
 *
 * @param reader where it listens; looked up at each swipe
 */
record StripeLine(InetSocketAddress reader) {
    /**
     * Draws a card.
     *
     * @throws IOException nobody is at the other end
     */
    void draw(List<String> tracks) throws IOException {
        try (Socket socket = new Socket()) {
            InetSocketAddress address = new InetSocketAddress(reader.getHostString(), reader.getPort());
            socket.connect(address, (int) VirtualReader.CONNECT_TIMEOUT.toMillis());
            socket.getOutputStream().write(String.join("", tracks).getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Where the reader is, for a person. */
    String address() {
        return reader.getHostString() + ":" + reader.getPort();
    }
}
