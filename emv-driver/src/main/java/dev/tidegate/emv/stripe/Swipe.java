package dev.tidegate.emv.stripe;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.Ksn;
import dev.tidegate.core.card.MaskedPan;
import dev.tidegate.core.card.Octets;
import org.jspecify.annotations.Nullable;

/** What one swipe came to. */
public sealed interface Swipe {
    /**
     * A card in clear.
     *
     * @param card the caller's to close; its track 2 is absent where only track 1 could be read
     * @param serviceCode absent where it could not be read: such a card is never taken offline
     */
    record Clear(ClearCard card, @Nullable ServiceCode serviceCode) implements Swipe {}

    /**
     * A card that the reader has enciphered: nothing of it is clear on this machine.
     *
     * @param ksn which key of which device (ANSI X9.24-1)
     * @param track2 under that key, padded to whole blocks of eight bytes
     * @param masked what the reader shows of the number
     * @param expiry absent where the reader masks it
     */
    record Enciphered(
            Ksn ksn,
            Octets track2,
            MaskedPan masked,
            @Nullable ExpiryDate expiry) implements Swipe {}

    /** No card. */
    record Unreadable(StripeFault fault) implements Swipe {}
}
