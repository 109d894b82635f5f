package dev.tidegate.simulator.card;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A reader as the till has one: waits for a card, asks, and hears what it says. Every wait ends by itself. */
final class FakeReader implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final ServerSocket server;

    FakeReader() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server.setSoTimeout(PATIENCE_MILLIS);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    Inserted awaitCard() throws IOException {
        Socket socket = server.accept();
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new Inserted(socket);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** One card in the reader. */
    static final class Inserted implements AutoCloseable {
        private final Socket socket;
        private final DataInputStream in;
        private final DataOutputStream out;

        Inserted(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new DataInputStream(socket.getInputStream());
            this.out = new DataOutputStream(socket.getOutputStream());
        }

        void tell(int... bytes) throws IOException {
            out.writeShort(bytes.length);
            for (int value : bytes) {
                out.write(value);
            }
            out.flush();
        }

        /** Bytes as they are, without a length before them. */
        void write(int... bytes) throws IOException {
            for (int value : bytes) {
                out.write(value);
                out.flush();
            }
        }

        byte[] hear() throws IOException {
            byte[] frame = new byte[in.readUnsignedShort()];
            in.readFully(frame);
            return frame;
        }

        byte[] ask(byte[] command) {
            try {
                out.writeShort(command.length);
                out.write(command);
                out.flush();
                return hear();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Waits until the card is gone; whatever it still says is an error. */
        boolean isGone() throws IOException {
            return in.read() < 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
