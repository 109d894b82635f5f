package dev.tidegate.till.reader;

import dev.tidegate.core.port.Prompts.Prompt;
import dev.tidegate.emv.reader.CardReader;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A reader whose first card of a sale is in already, as all readers were waited for together; a kernel that wants the
 * card a second time waits for it as ever. Used by the sale's thread, the reader's own rules apart.
 */
public final class HandOver implements CardReader {
    private final CardReader reader;
    private final Consumer<Consumer<Prompt>> met;
    private @Nullable Connection first;
    private Consumer<Prompt> hints = hint -> {};

    /** A reader without anybody before it. */
    public HandOver(CardReader reader) {
        this(reader, hints -> {});
    }

    /** @param met told of each card that is handed over, and of how its holder is told anything */
    HandOver(CardReader reader, Consumer<Consumer<Prompt>> met) {
        this.reader = reader;
        this.met = met;
    }

    CardReader reader() {
        return reader;
    }

    void take(Connection connection, Consumer<Prompt> told) {
        first = connection;
        hints = told;
        met.accept(told);
    }

    @Override
    public Insertion await(Duration wait, BooleanSupplier cancelled) {
        Connection connection = first;
        if (connection != null) {
            first = null;
            return new Insertion.Inserted(connection);
        }
        hints.accept(Prompt.PRESENT_CARD_AGAIN);
        return reader.await(wait, cancelled);
    }

    @Override
    public void wake() {
        reader.wake();
    }

    @Override
    public boolean isPresent() {
        return reader.isPresent();
    }

    @Override
    public void close() {
        reader.close();
    }
}
