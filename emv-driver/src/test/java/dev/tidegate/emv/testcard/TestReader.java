package dev.tidegate.emv.testcard;

import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.emv.reader.CardReader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A reader in which a card is, or anything else a reader may say. */
public final class TestReader implements CardReader {
    private final Insertion insertion;
    private Runnable beforeWaiting = () -> {};
    private int released;

    private TestReader(Insertion insertion) {
        this.insertion = insertion;
    }

    public static TestReader saying(Insertion insertion) {
        return new TestReader(insertion);
    }

    /** A reader with a card in it. */
    public static TestReader with(CardChannel card) {
        TestReader[] self = new TestReader[1];
        self[0] = new TestReader(new Insertion.Inserted(new Connection() {
            @Override
            public Transmission transmit(ByteBuffer command, ByteBuffer response) {
                return card.transmit(command, response);
            }

            @Override
            public void close() {
                self[0].released++;
            }
        }));
        return self[0];
    }

    /** With something that happens when somebody begins to wait. */
    public TestReader beforeWaiting(Runnable happens) {
        beforeWaiting = happens;
        return this;
    }

    /** How often a card was let go. */
    public int released() {
        return released;
    }

    @Override
    public Insertion await(Duration wait, BooleanSupplier cancelled) {
        beforeWaiting.run();
        return cancelled.getAsBoolean() ? new Insertion.Cancelled() : insertion;
    }

    @Override
    public void wake() {
        // Nobody waits in a test without threads.
    }

    @Override
    public boolean isPresent() {
        return !(insertion instanceof Insertion.Lost);
    }

    @Override
    public void close() {
        // There is nothing to give up.
    }
}
