package dev.tidegate.simulator.acquirer;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.HexFormat;

/** A gateway's end of a connection to the host. */
final class HostClient implements AutoCloseable {
    /** Long for a busy machine; a test that waits this long has failed. */
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final DataInputStream in;

    HostClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    void send(IsoMessage message) throws IOException {
        Frames.write(socket.getOutputStream(), IsoCodec.encode(message));
    }

    void sendRaw(String hex) throws IOException {
        socket.getOutputStream().write(HexFormat.of().parseHex(hex));
        socket.getOutputStream().flush();
    }

    /** Says that no more is coming; the host may still answer. */
    void finishSending() throws IOException {
        socket.shutdownOutput();
    }

    IsoMessage receive() throws IOException {
        return IsoCodec.decode(Frames.read(in).orElseThrow(() -> new IOException("the host hung up")));
    }

    String code(IsoMessage message) throws IOException {
        send(message);
        return receive().text(39);
    }

    /** Waits for the next frame or the end: true for the end. */
    boolean isHungUpOn() throws IOException {
        try {
            return Frames.read(in).isEmpty();
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Waits until the host has closed, whatever it says before. */
    void awaitEnd() throws IOException {
        boolean ended = false;
        while (!ended) {
            ended = isHungUpOn();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
