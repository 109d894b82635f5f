package dev.tidegate.simulator.acquirer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The doors of the host: open, or closed so that connects are refused. The port is the same each time they open. */
final class HostServer implements AutoCloseable {
    /** Gateways that may be connected at once; one more is hung up on. */
    static final int CONNECTIONS_MAX = 256;

    private static final int BACKLOG = 64;

    private final RuledAcquirer acquirer;
    private final FrameTrace trace;
    private final Later later;
    private final PortHold hold;
    private final Set<HostConnection> connections = ConcurrentHashMap.newKeySet();
    private Optional<ServerSocket> listener = Optional.empty();
    private long accepted;
    private long opening;

    /**
     * Takes a port of the loopback address; the doors are closed.
     *
     * @param port 0 for any
     * @throws IOException when another process has it
     */
    HostServer(int port, RuledAcquirer acquirer, FrameTrace trace, Later later) throws IOException {
        this.acquirer = acquirer;
        this.trace = trace;
        this.later = later;
        this.hold = new PortHold(port);
    }

    int port() {
        return hold.address().getPort();
    }

    /** How the doors stand. */
    synchronized Standing standing() {
        return new Standing(listener.isPresent(), connections.size(), accepted, trace.unreadable());
    }

    /** Accepts connections, if it does not already. */
    synchronized void openDoors() {
        if (listener.isPresent()) {
            return;
        }
        opening++;
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(hold.address(), BACKLOG);
            listener = Optional.of(socket);
            // Not a virtual thread: closing would wait for it to let the socket go, and connects be taken meanwhile.
            Thread.ofPlatform().daemon().name("host-accept").start(() -> accept(socket));
        } catch (IOException taken) {
            throw new UncheckedIOException("the host's port cannot be listened on", taken);
        }
    }

    /** Ends every connection and refuses new ones. */
    synchronized void closeDoors() {
        listener.ifPresent(HostServer::close);
        listener = Optional.empty();
        connections.forEach(HostConnection::close);
    }

    /** Closes the doors and opens them after this long, unless somebody has by then. Zero leaves them closed. */
    synchronized void closeDoors(Duration time) {
        closeDoors();
        long closing = opening;
        if (!time.isZero()) {
            later.run(time, () -> reopen(closing));
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closeDoors();
        opening++;
        hold.close();
    }

    private synchronized void reopen(long closing) {
        if (opening == closing) {
            openDoors();
        }
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                serve(socket.accept());
            }
        } catch (IOException closed) {
            // The doors were closed.
        }
    }

    private synchronized void serve(Socket socket) {
        accepted++;
        var connection = new HostConnection(socket, accepted, acquirer, trace, later, this::closeDoors);
        if (listener.isEmpty() || connections.size() >= CONNECTIONS_MAX) {
            connection.close();
            return;
        }
        connections.add(connection);
        Thread.ofVirtual().name("host-" + accepted).start(() -> {
            try {
                connection.run();
            } finally {
                connections.remove(connection);
            }
        });
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException already) {
            // It listens no more.
        }
    }

    /** The doors and what went through them. */
    record Standing(boolean accepting, int openConnections, long acceptedConnections, long unreadableFrames) {}
}
