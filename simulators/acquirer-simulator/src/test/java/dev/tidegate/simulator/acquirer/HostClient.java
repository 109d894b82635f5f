package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.wire.Dialect;
import dev.tidegate.simulator.acquirer.wire.Frame;
import dev.tidegate.simulator.acquirer.wire.Framing;
import dev.tidegate.simulator.acquirer.wire.IsoCodec;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
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

    final Socket socket;
    private final DataInputStream in;
    private final Framing framing;
    private final IsoCodec codec;

    HostClient(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port), Dialect.ISO87_GENERIC);
    }

    HostClient(Socket socket, Dialect dialect) throws IOException {
        this.socket = socket;
        this.framing = dialect.framing();
        this.codec = new IsoCodec(dialect);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    void send(IsoMessage message) throws IOException {
        socket.getOutputStream().write(framing.bytes(framing.unasked(codec.encode(message))));
        socket.getOutputStream().flush();
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
        return codec.decode(receiveFrame().message());
    }

    Frame receiveFrame() throws IOException {
        return framing.read(in).orElseThrow(() -> new IOException("the host hung up"));
    }

    /** The next bytes as they come, hex; fewer at the end. */
    String receiveRaw(int bytes) throws IOException {
        return HexFormat.of().withUpperCase().formatHex(in.readNBytes(bytes));
    }

    String code(IsoMessage message) throws IOException {
        send(message);
        return receive().text(39);
    }

    /** Waits for the next frame or the end: true for the end. */
    boolean isHungUpOn() throws IOException {
        try {
            return framing.read(in).isEmpty();
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
