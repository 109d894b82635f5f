package dev.tidegate.simulator.card;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;

/**
 * The card's end of the vpcd protocol: the reader listens, and a connection is a card in it.
 *
 * <pre>
 * length 2, most significant first | bytes
 * one byte, from the reader:  00 power off   01 power on   02 reset   04 asks for the ATR
 * longer, from the reader:    a command APDU, answered by the response APDU in the same frame
 * </pre>
 *
 * An empty frame of the reader breaks the protocol and ends the insertion.
 */
public final class VirtualReader implements CardTransport {
    /** A reader on this machine accepts at once or is not there. */
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final InetSocketAddress reader;

    /** @param reader where the reader listens; looked up at each insertion */
    public VirtualReader(InetSocketAddress reader) {
        this.reader = reader;
    }

    @Override
    public Insertion insert(SimulatedCard card, Face face) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            InetSocketAddress address = new InetSocketAddress(reader.getHostString(), reader.getPort());
            socket.connect(address, (int) CONNECT_TIMEOUT.toMillis());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        InsertedCard insertion = new InsertedCard(new Contact(card, face), new Wire(socket));
        Thread.ofVirtual().name("reader-link").start(() -> serve(socket, insertion));
        return insertion;
    }

    @Override
    public String address() {
        return reader.getHostString() + ":" + reader.getPort();
    }

    /** Insertions are closed by who made them. */
    @Override
    public void close() {}

    private static void serve(Socket socket, InsertedCard insertion) {
        try (insertion) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (insertion.isOpen()) {
                // A reader that writes length and bytes apart waits for our acknowledgement of the first: give it.
                if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
                    socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
                }
                byte[] frame = Frames.read(in);
                if (frame.length == 0) {
                    return;
                }
                insertion.take(frame);
            }
        } catch (IOException e) {
            // The reader or the control service has ended the insertion, and closing has said so.
        }
    }

    private record Wire(Socket socket) implements InsertedCard.Line {
        @Override
        public void write(byte[] answer) throws IOException {
            OutputStream out = socket.getOutputStream();
            Frames.write(out, answer);
        }

        @Override
        public void ended() {
            try {
                socket.close();
            } catch (IOException e) {
                // The card is out of the reader either way.
            }
        }
    }
}
