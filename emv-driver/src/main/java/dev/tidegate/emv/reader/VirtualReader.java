package dev.tidegate.emv.reader;

import dev.tidegate.emv.reader.CardPort.Coming;
import dev.tidegate.emv.reader.CardPort.Keeping;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A reader without a slot: cards are put in by connecting to its port, and taken out by closing the connection. It
 * speaks the vpcd protocol of vsmartcard, as the reader, for test cards.
 *
 * <p>One card at a time is in. While a transaction has it, further connections are closed at once; else the newest card
 * takes the place of one that waits. After a transaction the card is let go.
 */
public final class VirtualReader implements CardReader {
    private final CardPort port;
    private final CardInterface cardInterface;
    private final InstantSource clock;

    private VirtualReader(CardPort port, CardInterface cardInterface, InstantSource clock) {
        this.port = port;
        this.cardInterface = cardInterface;
        this.clock = clock;
    }

    /**
     * Listens for cards, on a thread of its own.
     *
     * @param address port 0 takes any that is free
     * @throws java.io.UncheckedIOException the address cannot be listened on; the till does not start
     */
    public static VirtualReader listen(InetSocketAddress address, CardInterface cardInterface, InstantSource clock) {
        return new VirtualReader(
                CardPort.listen(address, "virtual reader", Keeping.ONE_AT_A_TIME, clock), cardInterface, clock);
    }

    /** The port that cards connect to. */
    public int port() {
        return port.number();
    }

    @Override
    public Insertion await(Duration wait, BooleanSupplier cancelled) {
        Instant until = clock.instant().plus(wait);
        Duration left = wait;
        while (true) {
            Insertion insertion = switch (port.await(left.toNanos(), cancelled)) {
                case Coming.Card(var socket) -> poweredOn(socket);
                case Coming.Nobody() -> new Insertion.NoCard();
                case Coming.Cancelled() -> new Insertion.Cancelled();
                case Coming.Closed() -> new Insertion.Lost();
            };
            if (insertion != null) {
                return insertion;
            }
            left = Duration.between(clock.instant(), until);
        }
    }

    @Override
    public void wake() {
        port.wake();
    }

    @Override
    public boolean isPresent() {
        return !port.isClosed();
    }

    @Override
    public void close() {
        port.close();
    }

    /** Absent where the card was put in and taken out before anybody asked for it. */
    private @Nullable Insertion poweredOn(Socket card) {
        CardSocket connection = new CardSocket(card, clock, new OneSlot());
        return switch (connection.powerOn(cardInterface)) {
            case READY -> new Insertion.Inserted(connection);
            case UNREADABLE -> {
                connection.close();
                yield new Insertion.Unreadable();
            }
            case GONE -> {
                connection.close();
                yield null;
            }
        };
    }

    private final class OneSlot implements CardSocket.Slot {
        @Override
        public boolean isGone() {
            return port.isClosed();
        }

        @Override
        public void letGo() {
            port.release();
        }
    }
}
