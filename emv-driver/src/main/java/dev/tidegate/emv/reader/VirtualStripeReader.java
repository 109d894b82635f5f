package dev.tidegate.emv.reader;

import dev.tidegate.emv.reader.CardPort.Coming;
import dev.tidegate.emv.reader.CardPort.Keeping;
import dev.tidegate.emv.stripe.Stripe;
import dev.tidegate.emv.stripe.Swipe;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * A reader of stripes without a slot: who connects to its port, sends the text of the tracks and closes has drawn a
 * card. For test cards.
 *
 * <p>A card that comes a moment too early waits, the newest in the place of the one before, and is forgotten soon: it
 * pays for no later sale.
 */
public final class VirtualStripeReader implements StripeReader {
    private static final int BYTES_AT_ONCE = 64;

    /** On this machine the text of a swipe is there at once, or never. */
    private static final Duration TEXT_WAIT = Duration.ofSeconds(1);

    private final CardPort port;

    private VirtualStripeReader(CardPort port) {
        this.port = port;
    }

    /**
     * Listens for cards, on a thread of its own.
     *
     * @param address port 0 takes any that is free
     * @throws java.io.UncheckedIOException the address cannot be listened on; the till does not start
     */
    public static VirtualStripeReader listen(InetSocketAddress address, InstantSource clock) {
        return new VirtualStripeReader(CardPort.listen(address, "virtual stripe reader", Keeping.PASSING, clock));
    }

    /** The port that cards connect to. */
    public int port() {
        return port.number();
    }

    @Override
    public Swiping await(Duration wait, BooleanSupplier cancelled) {
        return switch (port.await(wait.toNanos(), cancelled)) {
            case Coming.Card(var socket) -> new Swiping.Swiped(read(socket));
            case Coming.Nobody() -> new Swiping.NoCard();
            case Coming.Cancelled() -> new Swiping.Cancelled();
            case Coming.Closed() -> new Swiping.Lost();
        };
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

    private static Swipe read(Socket drawn) {
        SwipeText text = new SwipeText();
        byte[] received = new byte[BYTES_AT_ONCE];
        try (drawn) {
            drawn.setSoTimeout((int) TEXT_WAIT.toMillis());
            InputStream in = drawn.getInputStream();
            int count = in.read(received);
            for (int all = count; count > 0 && all <= 2 * Stripe.TEXT_BYTES_MAX; all += count) {
                text.add(received, count);
                count = in.read(received);
            }
        } catch (IOException e) {
            // What has come is judged as it is.
        } finally {
            Arrays.fill(received, (byte) 0);
        }
        return text.end();
    }
}
