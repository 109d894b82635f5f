package dev.tidegate.simulator.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Keeps a port while nobody listens on it. A bound socket that does not listen lets connects be refused, and the system
 * gives its port to no other socket; a listener may be bound beside it because both say that they share (SO_REUSEADDR).
 */
final class PortHold implements AutoCloseable {
    private final Socket socket;

    /**
     * Takes a port of the loopback address.
     *
     * @param port 0 for any
     * @throws IOException when another process has it
     */
    PortHold(int port) throws IOException {
        socket = new Socket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            socket.close();
            throw taken;
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
