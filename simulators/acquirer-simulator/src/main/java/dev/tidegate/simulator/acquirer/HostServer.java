package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The doors of the host: open, or closed so that connects are refused. The port is the same each time they open. */
final class HostServer implements AutoCloseable {
    /** Gateways that may be connected at once; one more is hung up on. */
    static final int CONNECTIONS_MAX = 256;

    private final HostLine line;
    private final RuledAcquirer acquirer;
    private final Later later;
    private final PortHold hold;
    private final Set<HostConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong accepted = new AtomicLong();
    private Optional<Doors> doors = Optional.empty();
    private long opening;
    private volatile boolean mute;

    /**
     * Takes a port of the loopback address; the doors are closed.
     *
     * @param port 0 for any
     * @throws IOException when another process has it
     */
    HostServer(int port, HostLine line, RuledAcquirer acquirer, Later later) throws IOException {
        this.line = line;
        this.acquirer = acquirer;
        this.later = later;
        this.hold = new PortHold(port);
    }

    int port() {
        return hold.address().getPort();
    }

    /** How the doors stand. */
    synchronized Standing standing() {
        return new Standing(
                doors.isPresent(),
                mute,
                connections.size(),
                accepted.get(),
                line.trace().unreadable(),
                line.failedHandshakes());
    }

    /** Accepts connections, if it does not already. */
    synchronized void openDoors() {
        if (doors.isPresent()) {
            return;
        }
        opening++;
        try {
            doors = Optional.of(new Doors(hold.address(), this::serve));
        } catch (IOException taken) {
            throw new UncheckedIOException("the host's port cannot be listened on", taken);
        }
    }

    /** From now on connections are accepted and never read, or read again. */
    void setMute(boolean mute) {
        this.mute = mute;
    }

    /** Sends a message that nobody asked for on every connection; gives how many had it. */
    int tell(IsoMessage message) {
        return (int) connections.stream()
                .filter(connection -> connection.tell(message))
                .count();
    }

    /** Ends every connection and refuses new ones. */
    synchronized void closeDoors() {
        doors.ifPresent(Doors::close);
        doors = Optional.empty();
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

    private void serve(Socket socket) {
        long number = accepted.incrementAndGet();
        var connection = new HostConnection(socket, number, line, acquirer, later, this::closeDoors);
        if (connections.size() >= CONNECTIONS_MAX) {
            connection.close();
            return;
        }
        connections.add(connection);
        Runnable task = mute ? connection::stayMute : connection;
        Thread.ofVirtual().name("host-" + number).start(() -> {
            try {
                task.run();
            } finally {
                connections.remove(connection);
            }
        });
    }

    /** The doors and what went through them. */
    record Standing(
            boolean accepting,
            boolean mute,
            int openConnections,
            long acceptedConnections,
            long unreadableFrames,
            long failedHandshakes) {}
}
