package dev.tidegate.simulator.acquirer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** The host listening: lets clients in until it is closed. */
final class Doors implements AutoCloseable {
    private static final int BACKLOG = 64;

    private final ServerSocket socket;
    private final Consumer<Socket> letIn;
    private final Thread porter;

    /**
     * Listens from now on.
     *
     * @param letIn takes each client over; it must not wait for whoever closes the doors
     * @throws IOException when the port cannot be listened on
     */
    Doors(InetSocketAddress address, Consumer<Socket> letIn) throws IOException {
        this.letIn = letIn;
        socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(address, BACKLOG);
        porter = Thread.ofPlatform().daemon().name("host-accept").start(this::accept);
    }

    /** Returns when connects are refused: the system listens on as long as a thread is still accepting. */
    @Override
    public void close() {
        try {
            socket.close();
            porter.join();
        } catch (IOException already) {
            // It listens no more.
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        try {
            while (true) {
                letIn.accept(socket.accept());
            }
        } catch (IOException closed) {
            // The doors were closed.
        }
    }
}
