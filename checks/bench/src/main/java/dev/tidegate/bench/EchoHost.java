package dev.tidegate.bench;

import dev.tidegate.gateway.codec.MessageMac;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A host in this process that approves every sale: it knows where STAN, RRN and terminal lie in the one message that is
 * measured, and nothing else of ISO 8583. Its threads are known, so that their time can be left out.
 */
final class EchoHost implements AutoCloseable {
    private static final int NETWORK_BYTES_MAX = 64;
    private static final int STAN_BYTES = 3;
    private static final int RRN_AND_TERMINAL_BYTES = 20;
    /** 0210 with DE 3, 4, 7, 11, 12, 13, 37, 38, 39, 41, 42 and 49. */
    private static final String ANSWER = "0210" + "3238000" + "00EC08000"
            + "000000" + "000000001250" + "1122130405" + "000000" + "140405" + "1122"
            + "202020202020202020202020" + "413030303031" + "3030" + "5449444530303031"
            + "4D45524348414E5430303030303031" + "0978";
    /** 0810 with DE 7, 11, 39 and 70. */
    private static final String NETWORK_ANSWER =
            "0810" + "8220000002000000" + "0400000000000000" + "1122130405" + "000000" + "3030" + "0001";

    private static final int BITMAP_END = 20;
    private static final int MAC_BYTES = 8;
    private static final int ANSWER_STAN = 24;
    private static final int ANSWER_RRN = 32;
    private static final int ANSWER_TERMINAL = 52;
    private static final int NETWORK_STAN = 23;

    private final ServerSocket server;
    private final int stanAt;
    private final int rrnAt;
    private final int millis;
    private final @Nullable MessageMac mac;
    private final AtomicInteger approved = new AtomicInteger();
    private final ScheduledExecutorService thinking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("host-thinks").factory());
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /**
     * @param stanAt where DE 11 lies in a sale
     * @param rrnAt where DE 37 does; DE 41 follows it
     * @param millis how long it thinks
     */
    EchoHost(int stanAt, int rrnAt, int millis) {
        this(stanAt, rrnAt, millis, clear(), null);
    }

    /**
     * As above.
     *
     * @param server where it listens
     * @param mac makes the code of each answer to a sale; null where they have none
     */
    EchoHost(int stanAt, int rrnAt, int millis, ServerSocket server, @Nullable MessageMac mac) {
        this.millis = millis;
        this.stanAt = stanAt;
        this.rrnAt = rrnAt;
        this.server = server;
        this.mac = mac;
        start(this::accept);
    }

    private static ServerSocket clear() {
        try {
            return new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many sales it has approved. */
    int approved() {
        return approved.get();
    }

    List<Thread> threads() {
        return List.copyOf(threads);
    }

    @Override
    public void close() {
        thinking.shutdownNow();
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start(Runnable work) {
        threads.add(Thread.ofPlatform().daemon().name("host-" + threads.size()).start(work));
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        byte[] answer = framed(mac == null ? ANSWER : authenticated());
        byte[] network = framed(NETWORK_ANSWER);
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
            OutputStream out = socket.getOutputStream();
            while (true) {
                byte[] frame = new byte[in.readUnsignedShort()];
                in.readFully(frame);
                if (frame.length < NETWORK_BYTES_MAX) {
                    System.arraycopy(frame, NETWORK_STAN, network, 2 + NETWORK_STAN, STAN_BYTES);
                    out.write(network);
                } else {
                    System.arraycopy(frame, stanAt, answer, 2 + ANSWER_STAN, STAN_BYTES);
                    System.arraycopy(frame, rrnAt, answer, 2 + ANSWER_RRN, RRN_AND_TERMINAL_BYTES - 8);
                    System.arraycopy(frame, rrnAt + RRN_AND_TERMINAL_BYTES - 8, answer, 2 + ANSWER_TERMINAL, 8);
                    if (mac != null) {
                        int at = answer.length - MAC_BYTES;
                        byte[] code = mac.compute(Arrays.copyOfRange(answer, 2, at));
                        System.arraycopy(code, 0, answer, at, MAC_BYTES);
                    }
                    approved.incrementAndGet();
                    answer(out, answer);
                }
            }
        } catch (IOException e) {
            // The other side is gone.
        }
    }

    private void answer(OutputStream out, byte[] answer) throws IOException {
        if (millis == 0) {
            out.write(answer);
            return;
        }
        byte[] copy = answer.clone();
        var ignored = thinking.schedule(
                () -> {
                    out.write(copy);
                    return copy;
                },
                millis,
                TimeUnit.MILLISECONDS);
    }

    /** The answer with DE 64, its code still empty. */
    private static String authenticated() {
        return ANSWER.substring(0, BITMAP_END - 1) + "1" + ANSWER.substring(BITMAP_END) + "00".repeat(MAC_BYTES);
    }

    private static byte[] framed(String hex) {
        byte[] message = HexFormat.of().parseHex(hex);
        byte[] frame = new byte[message.length + 2];
        frame[0] = (byte) (message.length >>> Byte.SIZE);
        frame[1] = (byte) message.length;
        System.arraycopy(message, 0, frame, 2, message.length);
        return Arrays.copyOf(frame, frame.length);
    }
}
