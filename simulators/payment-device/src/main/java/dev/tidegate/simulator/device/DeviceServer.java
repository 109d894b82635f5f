package dev.tidegate.simulator.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * The device's HTTPS on the loopback address: one request on each connection, and the faults that it meets. Below
 * {@code HttpsServer}'s comfort, because a fault may be a connection that breaks off.
 */
final class DeviceServer implements AutoCloseable {
    private static final int BACKLOG = 64;
    private static final int SILENCE_MILLIS_MAX = 30_000;

    private final SSLContext context;
    private final Device device;
    private final Faults faults;
    private final int port;
    private final Set<Socket> guests = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile ServerSocket doors;
    private volatile Thread acceptor;

    /** @throws IOException when another process has the port */
    DeviceServer(int port, SSLContext context, Device device, Faults faults) throws IOException {
        this.context = context;
        this.device = device;
        this.faults = faults;
        this.doors = bound(port);
        this.port = doors.getLocalPort();
        this.acceptor = accepting(doors);
    }

    int port() {
        return port;
    }

    /** Breaks every connection off, is away for a while, and comes back as after a restart. */
    synchronized void restart(boolean memory, int millis) {
        try {
            shut();
            device.restart(memory);
            if (!closing.await(millis, TimeUnit.MILLISECONDS)) {
                doors = bound(port);
                acceptor = accepting(doors);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            shut();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void shut() throws IOException, InterruptedException {
        doors.close();
        // The port is free when nobody waits at it any more.
        acceptor.join();
        for (Socket guest : guests) {
            try {
                reset(guest);
            } catch (IOException gone) {
                // It has left in the same moment.
            }
        }
    }

    private static ServerSocket bound(int at) throws IOException {
        return new ServerSocket(at, BACKLOG, InetAddress.getLoopbackAddress());
    }

    private Thread accepting(ServerSocket opened) {
        return Thread.ofPlatform().daemon().name("device-accept").start(() -> accept(opened));
    }

    private void accept(ServerSocket opened) {
        try {
            while (true) {
                Socket guest = opened.accept();
                guests.add(guest);
                Thread.ofPlatform().daemon().name("device-guest").start(() -> serve(guest));
            }
        } catch (IOException closed) {
            // The doors were closed.
        }
    }

    private void serve(Socket guest) {
        try (guest) {
            guest.setTcpNoDelay(true);
            guest.setSoTimeout(SILENCE_MILLIS_MAX);
            try (SSLSocket secure =
                    (SSLSocket) context.getSocketFactory().createSocket(guest, InputStream.nullInputStream(), true)) {
                secure.setUseClientMode(false);
                answer(guest, secure);
            }
        } catch (IOException gone) {
            // The guest is gone.
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            guests.remove(guest);
        }
    }

    private void answer(Socket guest, SSLSocket secure) throws IOException, InterruptedException {
        OutputStream out = secure.getOutputStream();
        Message message;
        try {
            message = Message.read(HttpRequest.body(secure.getInputStream()));
        } catch (IllegalArgumentException notUnderstood) {
            write(out, http("400 Bad Request", new byte[0]));
            return;
        }
        Fault fault = faults.next(message.category());
        switch (fault.kind()) {
            case RESET_BEFORE -> reset(guest);
            case BUSY -> write(out, whole(message, Optional.of(Body.failure("Busy"))));
            default -> {
                if (fault.kind() == Fault.Kind.LATE) {
                    pause(fault);
                }
                try {
                    after(fault, guest, out, message, device.answer(message, wait(fault)));
                } catch (IllegalArgumentException | ArithmeticException notForUs) {
                    write(out, http("400 Bad Request", new byte[0]));
                }
            }
        }
    }

    private static Device.CardWait wait(Fault fault) {
        return switch (fault.kind()) {
            case SLOW -> new Device.CardWait(fault.millis(), true);
            case DEAF -> new Device.CardWait(fault.millis(), false);
            default -> Device.CardWait.NONE;
        };
    }

    /** The work is done and booked; what the guest gets of the answer. */
    private void after(Fault fault, Socket guest, OutputStream out, Message message, Optional<ObjectNode> body)
            throws IOException, InterruptedException {
        byte[] whole = whole(message, body);
        switch (fault.kind()) {
            case DROP_ANSWER -> {}
            case RESET_AFTER -> reset(guest);
            case HALF_JSON -> write(out, Arrays.copyOf(whole, whole.length - Math.min(whole.length, 20)));
            case GARBAGE -> write(out, http("200 OK", "{\"SaleToPOIResponse\":[[".getBytes(StandardCharsets.UTF_8)));
            case DUPLICATE -> {
                write(out, whole);
                write(out, whole);
            }
            case DELAY -> {
                pause(fault);
                write(out, whole);
            }
            case WRONG_SERVICE_ID ->
                write(out, body.isEmpty() ? whole : http(message.answered(body.get(), "ANOTHER001")));
            case WRONG_SALE ->
                write(out, body.isEmpty() ? whole : http(message.answered(otherSale(body.get()), message.serviceId())));
            case RESTART -> restart(true, fault.millis());
            default -> write(out, whole);
        }
    }

    private static ObjectNode otherSale(ObjectNode body) {
        ObjectNode copy = body.deepCopy();
        copy.putObject("SaleData").putObject("SaleTransactionID").put("TransactionID", "another");
        return copy;
    }

    private void pause(Fault fault) throws InterruptedException {
        boolean stopping = closing.await(fault.millis(), TimeUnit.MILLISECONDS);
        if (stopping) {
            throw new InterruptedException();
        }
    }

    private static void reset(Socket guest) throws IOException {
        if (!guest.isClosed()) {
            guest.setSoLinger(true, 0);
        }
        guest.close();
    }

    private static byte[] whole(Message message, Optional<ObjectNode> body) {
        return body.isEmpty()
                ? http("200 OK", "ok".getBytes(StandardCharsets.UTF_8))
                : http(message.answered(body.get(), message.serviceId()));
    }

    private static byte[] http(ObjectNode json) {
        return http("200 OK", Json.text(json).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] http(String status, byte[] body) {
        byte[] head = ("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    private static void write(OutputStream out, byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }
}
