package dev.tidegate.crypto;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.payment.Amount;
import java.time.Instant;

/** What was sealed, in the clear, owned by one thread; {@link #close()} wipes the card data. */
public final class OpenedBody implements AutoCloseable {
    private final ClearCard card;
    private final FrozenTags tags;
    private final Amount amount;
    private final Instant soldAt;

    /** Takes the card over: closing this closes it. */
    public OpenedBody(ClearCard card, FrozenTags tags, Amount amount, Instant soldAt) {
        this.card = card;
        this.tags = tags;
        this.amount = amount;
        this.soldAt = soldAt;
    }

    public ClearCard card() {
        return card;
    }

    public FrozenTags tags() {
        return tags;
    }

    public Amount amount() {
        return amount;
    }

    public Instant soldAt() {
        return soldAt;
    }

    @Override
    public void close() {
        card.close();
    }

    @Override
    public String toString() {
        return "OpenedBody[" + card + "]";
    }
}
