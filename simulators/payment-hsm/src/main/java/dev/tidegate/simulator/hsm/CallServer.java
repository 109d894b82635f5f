package dev.tidegate.simulator.hsm;

import dev.tidegate.simulator.hsm.RefusedException.Why;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** Takes calls on the loopback address, each connection on its own thread. */
final class CallServer implements AutoCloseable {
    static final int BYTES_MAX = 16_384;

    private static final int BACKLOG = 64;
    private static final int VERSION = 1;
    private static final int REFUSED = 0;
    private static final int STATUS_AT = 3;

    private final Commands commands;
    private final ServerSocket doors;
    private final Set<Socket> guests = ConcurrentHashMap.newKeySet();
    private final AtomicLongArray counts = new AtomicLongArray(1 + Commands.NAMES.size());
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Fault fault = Fault.NO;

    /** @throws IOException when another process has the port */
    CallServer(int port, Commands commands) throws IOException {
        this.commands = commands;
        this.doors = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("hsm-accept").start(this::accept);
    }

    int port() {
        return doors.getLocalPort();
    }

    Fault fault() {
        return fault;
    }

    void set(Fault next) {
        fault = next;
    }

    /** Calls of a command so far; of 0, those refused. */
    long count(int command) {
        return counts.get(command);
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        doors.close();
        for (Socket guest : guests) {
            guest.close();
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
        try (guest) {
            guest.setTcpNoDelay(true);
            var in = new DataInputStream(guest.getInputStream());
            var out = new DataOutputStream(guest.getOutputStream());
            boolean understood = true;
            while (understood) {
                int length = in.readUnsignedShort();
                byte[] call = new byte[length];
                in.readFully(call);
                byte[] answer = faulted(call);
                understood = answer.length > STATUS_AT && answer[STATUS_AT] != Why.MALFORMED.ordinal();
                out.write(answer);
                out.flush();
            }
        } catch (IOException gone) {
            // The guest is gone.
        } finally {
            guests.remove(guest);
        }
    }

    /** The answer with its length; empty where the connection is to be closed. */
    private byte[] faulted(byte[] call) {
        Fault now = fault;
        try {
            return switch (now.mode()) {
                case NONE -> answer(call);
                case SILENT -> {
                    closing.await();
                    yield new byte[0];
                }
                case SLOW -> closing.await(now.pause().toMillis(), TimeUnit.MILLISECONDS) ? new byte[0] : answer(call);
                case DROP -> new byte[0];
                case GARBAGE -> new byte[] {0, 3, 'n', 'o', '!'};
            };
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new byte[0];
        }
    }

    private byte[] answer(byte[] call) {
        if (call.length > BYTES_MAX) {
            return framed(Why.MALFORMED, 0, List.of());
        }
        int number = call.length >= 6 ? ByteBuffer.wrap(call, 2, 4).getInt() : 0;
        try {
            RefusedException.unless(call.length >= 6 && call[0] == VERSION, Why.MALFORMED);
            byte[] field = commands.run(call[1], fields(call));
            counts.incrementAndGet(call[1]);
            return framed(Why.DONE, number, List.of(field));
        } catch (RefusedException refused) {
            counts.incrementAndGet(REFUSED);
            return framed(refused.why(), number, List.of());
        }
    }

    private static List<byte[]> fields(byte[] call) {
        ByteBuffer in = ByteBuffer.wrap(call, 6, call.length - 6);
        var fields = new ArrayList<byte[]>();
        while (in.hasRemaining()) {
            RefusedException.unless(in.remaining() >= 2, Why.MALFORMED);
            int length = in.getChar();
            RefusedException.unless(in.remaining() >= length, Why.MALFORMED);
            byte[] field = new byte[length];
            in.get(field);
            fields.add(field);
        }
        return fields;
    }

    private static byte[] framed(Why status, int number, List<byte[]> fields) {
        int length = 6 + fields.stream().mapToInt(each -> 2 + each.length).sum();
        ByteBuffer out = ByteBuffer.allocate(2 + length)
                .putShort((short) length)
                .put((byte) VERSION)
                .put((byte) status.ordinal())
                .putInt(number);
        fields.forEach(each -> out.putShort((short) each.length).put(each));
        return out.array();
    }
}
