package dev.tidegate.crypto.hsm;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Answers as it is told to: a function from the call's bytes to the answer's, both without their length. */
final class ScriptedHsm implements AutoCloseable {
    /** Leaves the call unanswered, the connection open until this is closed. */
    static final UnaryOperator<byte[]> SILENT = call -> new byte[0];

    final List<byte[]> calls = new CopyOnWriteArrayList<>();

    private final ServerSocket doors;
    private final List<Socket> guests = new CopyOnWriteArrayList<>();
    private volatile UnaryOperator<byte[]> script = SILENT;

    ScriptedHsm() {
        try {
            doors = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) doors.getLocalSocketAddress();
    }

    ScriptedHsm will(UnaryOperator<byte[]> next) {
        script = next;
        return this;
    }

    /** An answer to the call with this status and these fields. */
    static UnaryOperator<byte[]> answering(int status, byte[]... fields) {
        return call -> {
            ByteBuffer out = ByteBuffer.allocate(5_000);
            out.put((byte) 1).put((byte) status).put(call, 2, 4);
            for (byte[] field : fields) {
                out.putShort((short) field.length).put(field);
            }
            return java.util.Arrays.copyOf(out.array(), out.position());
        };
    }

    @Override
    public void close() {
        try {
            doors.close();
            for (Socket guest : guests) {
                guest.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket guest = doors.accept();
                guests.add(guest);
                Thread.ofVirtual().start(() -> serve(guest));
            }
        } catch (IOException closed) {
            // The doors were closed.
        }
    }

    private void serve(Socket guest) {
        try {
            DataInputStream in = new DataInputStream(guest.getInputStream());
            byte[] call = in.readNBytes(in.readUnsignedShort());
            calls.add(call);
            byte[] answer = script.apply(call);
            if (answer.length > 0) {
                byte[] framed = ByteBuffer.allocate(2 + answer.length)
                        .putShort((short) answer.length)
                        .put(answer)
                        .array();
                guest.getOutputStream().write(framed);
                guest.close();
            }
        } catch (IOException gone) {
            // The client is gone.
        }
    }
}
