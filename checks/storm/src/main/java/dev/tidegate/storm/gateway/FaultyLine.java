package dev.tidegate.storm.gateway;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The line between gateway and acquirer: takes messages off one side and does to each what the weather says before the
 * other side has it. What the gateway sent is remembered, for one rule is looked at here: nothing is sent twice without
 * a repeat mark.
 */
final class FaultyLine implements AutoCloseable {
    private final ServerSocket door;
    private final int acquirerPort;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<String> first = ConcurrentHashMap.newKeySet();
    private final List<String> unmarked = new CopyOnWriteArrayList<>();
    private volatile Weather weather = fair();

    private FaultyLine(ServerSocket door, int acquirerPort) {
        this.door = door;
        this.acquirerPort = acquirerPort;
    }

    /** Listens on a port of its own choice. */
    static FaultyLine to(int acquirerPort) {
        try {
            FaultyLine line = new FaultyLine(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), acquirerPort);
            Thread.ofVirtual().name("line").start(line::accept);
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Weather fair() {
        Weather fair = new Weather(0, 1000);
        fair.calm();
        return fair;
    }

    int port() {
        return door.getLocalPort();
    }

    void turn(Weather to) {
        weather = to;
    }

    /** Messages that the gateway sent a second time as if it were the first. */
    List<String> unmarked() {
        return unmarked;
    }

    @Override
    public void close() throws IOException {
        door.close();
        later.shutdownNow();
        for (Socket socket : open) {
            hangUp(socket);
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket gateway = door.accept();
                open.add(gateway);
                Socket acquirer = dialled(gateway);
                if (acquirer != null) {
                    pump(gateway, acquirer, true);
                    pump(acquirer, gateway, false);
                }
            } catch (IOException closing) {
                return;
            }
        }
    }

    private @Nullable Socket dialled(Socket gateway) {
        try {
            Socket acquirer = new Socket(InetAddress.getLoopbackAddress(), acquirerPort);
            open.add(acquirer);
            return acquirer;
        } catch (IOException away) {
            hangUp(gateway);
            return null;
        }
    }

    private void pump(Socket from, Socket to, boolean toAcquirer) {
        Thread.ofVirtual().start(() -> {
            try {
                DataInputStream in = new DataInputStream(from.getInputStream());
                while (true) {
                    byte[] frame = new byte[in.readUnsignedShort()];
                    in.readFully(frame);
                    carry(frame, from, to, toAcquirer);
                }
            } catch (IOException gone) {
                hangUp(from);
                hangUp(to);
            }
        });
    }

    private void carry(byte[] frame, Socket from, Socket to, boolean toAcquirer) throws IOException {
        Glimpse message = Glimpse.of(frame);
        if (toAcquirer) {
            remember(message);
        }
        switch (weather.fate(toAcquirer, message)) {
            case Fate.Passes() -> send(to, frame, 1);
            case Fate.Lost() -> {}
            case Fate.Doubled() -> send(to, frame, 2);
            case Fate.Late(int millis) -> {
                var ignored = later.schedule(() -> sendLate(to, frame), millis, TimeUnit.MILLISECONDS);
            }
            case Fate.CutOff(int percent) -> {
                synchronized (to) {
                    OutputStream out = to.getOutputStream();
                    byte[] whole = framed(frame);
                    out.write(whole, 0, whole.length * percent / 100);
                    out.flush();
                }
                hangUp(from);
                hangUp(to);
            }
        }
    }

    private void sendLate(Socket to, byte[] frame) {
        try {
            send(to, frame, 1);
        } catch (IOException gone) {
            hangUp(to);
        }
    }

    private void remember(Glimpse message) {
        if (message.isNetwork() || message.isRepeat()) {
            return;
        }
        String numbers = message.type() + "/" + message.text(41) + "/" + message.text(11) + "/" + message.text(37);
        if (!first.add(numbers)) {
            unmarked.add(message.toString());
        }
    }

    private static void send(Socket to, byte[] frame, int times) throws IOException {
        synchronized (to) {
            for (int i = 0; i < times; i++) {
                to.getOutputStream().write(framed(frame));
            }
        }
    }

    private static byte[] framed(byte[] frame) {
        byte[] whole = new byte[frame.length + 2];
        whole[0] = (byte) (frame.length >> 8);
        whole[1] = (byte) frame.length;
        System.arraycopy(frame, 0, whole, 2, frame.length);
        return whole;
    }

    private void hangUp(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // Whoever held it knows.
        }
    }
}
