package dev.tidegate.till.reader;

import dev.tidegate.emv.reader.CardReader;
import dev.tidegate.emv.stripe.Swipe;

/** What waiting for all readers came to. */
sealed interface Arrival {
    /** A card is in the contact slot. */
    record Inserted(CardReader.Connection connection) implements Arrival {}

    /** Something is in the contact slot that does not answer as a card does. */
    record ChipMute() implements Arrival {}

    /** A card is in the field. */
    record Tapped(CardReader.Connection connection) implements Arrival {}

    /** Something is in the field that does not answer as a card does. */
    record TapMute() implements Arrival {}

    /** A stripe was drawn, readable or not. */
    record Drawn(Swipe swipe) implements Arrival {}

    /** Nobody came in time. */
    record Nobody() implements Arrival {}

    /** The wait was given up. */
    record Cancelled() implements Arrival {}

    /** No reader is left to wait for. */
    record AllLost() implements Arrival {}

    /** Lets go of a card that came too late. */
    default void letGo() {
        switch (this) {
            case Inserted(var connection) -> connection.close();
            case Tapped(var connection) -> connection.close();
            case Drawn(Swipe.Clear(var card, var ignored)) -> card.close();
            case Drawn ignored -> {}
            case ChipMute(), TapMute(), Nobody(), Cancelled(), AllLost() -> {}
        }
    }
}
