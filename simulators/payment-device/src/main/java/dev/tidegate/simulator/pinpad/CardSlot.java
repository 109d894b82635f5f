package dev.tidegate.simulator.pinpad;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the card goes in: a connection is a card, and is handed on to the till's virtual reader as one. One card at a
 * time; the next waits until that one is out.
 */
final class CardSlot implements Card, AutoCloseable {
    /** A reader on this machine accepts at once or is not there. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private static final int BACKLOG = 8;

    private final ServerSocket slot;
    private final InetSocketAddress till;
    private volatile @Nullable CardLine line;

    /**
     * @param port 0 for any
     * @param till where its virtual reader waits for cards
     * @throws IOException another process has the port
     */
    CardSlot(int port, InetSocketAddress till) throws IOException {
        this.slot = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        this.till = till;
        Thread.ofVirtual().name("card-slot").start(this::serve);
    }

    int port() {
        return slot.getLocalPort();
    }

    @Override
    public byte[] transmit(byte[] command) {
        CardLine card = line;
        if (card == null) {
            throw new CardGoneException();
        }
        return card.exchange(command);
    }

    private void serve() {
        while (!slot.isClosed()) {
            try (Socket card = slot.accept();
                    Socket reader = new Socket()) {
                reader.connect(
                        new InetSocketAddress(till.getHostString(), till.getPort()), (int) CONNECT_TIMEOUT.toMillis());
                CardLine inserted = new CardLine(card, reader);
                line = inserted;
                inserted.serve();
            } catch (IOException e) {
                // No till is there for this card: it is given back, and the next may find one.
            } finally {
                line = null;
            }
        }
    }

    @Override
    public void close() {
        CardLine card = line;
        if (card != null) {
            card.close();
        }
        try {
            slot.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
