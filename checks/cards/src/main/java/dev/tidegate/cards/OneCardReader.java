package dev.tidegate.cards;

import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.emv.reader.CardReader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A reader in which a card is, from the beginning and for every transaction. */
final class OneCardReader implements CardReader {
    private final CardChannel card;

    OneCardReader(CardChannel card) {
        this.card = card;
    }

    @Override
    public Insertion await(Duration wait, BooleanSupplier cancelled) {
        return new Insertion.Inserted(new Connection() {
            @Override
            public Transmission transmit(ByteBuffer command, ByteBuffer response) {
                return card.transmit(command, response);
            }

            @Override
            public void close() {
                // The card stays where it is.
            }
        });
    }

    @Override
    public void wake() {
        // Nobody waits.
    }

    @Override
    public boolean isPresent() {
        return true;
    }

    @Override
    public void close() {
        // There is nothing to give up.
    }
}
