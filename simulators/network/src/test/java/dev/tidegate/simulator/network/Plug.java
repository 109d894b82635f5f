package dev.tidegate.simulator.network;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;

/** One end of a connection, read and written with patience. */
final class Plug implements AutoCloseable {
    /** Long for a busy machine; a test that waits this long has failed. */
    private static final int PATIENCE_MILLIS = 30_000;

    final Socket socket;

    Plug(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    void send(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Exactly so many bytes, waited for. */
    byte[] receive(int count) throws IOException {
        return socket.getInputStream().readNBytes(count);
    }

    void finishSending() throws IOException {
        socket.shutdownOutput();
    }

    /** Waits for the next byte: -1 is an end. */
    int next() throws IOException {
        return socket.getInputStream().read();
    }

    /** Waits until the connection ends: true for a reset with nothing before it. */
    boolean isReset() throws IOException {
        try {
            return next() < -1;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
