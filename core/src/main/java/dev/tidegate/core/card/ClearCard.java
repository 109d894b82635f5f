package dev.tidegate.core.card;

import org.jspecify.annotations.Nullable;

/** The clear data of one card between its read and the last seal, owned by one thread; {@link #close()} wipes it. */
public final class ClearCard implements AutoCloseable {
    private final Pan pan;
    private final ExpiryDate expiry;
    private final int panSequence;
    private final @Nullable Track2 track2;

    /**
     * @param panSequence tag 5F34, 0 to 99; 0 where the card has none
     * @param track2 the equivalent data of the chip (tag 57), absent where the card has none
     */
    public ClearCard(Pan pan, ExpiryDate expiry, int panSequence, @Nullable Track2 track2) {
        if (panSequence < 0 || panSequence > 99) {
            throw new IllegalArgumentException("a PAN sequence number is 0 to 99");
        }
        this.pan = pan;
        this.expiry = expiry;
        this.panSequence = panSequence;
        this.track2 = track2;
    }

    public Pan pan() {
        return pan;
    }

    public ExpiryDate expiry() {
        return expiry;
    }

    public int panSequence() {
        return panSequence;
    }

    public @Nullable Track2 track2() {
        return track2;
    }

    /** Overwrites every digit. Harmless when repeated. */
    @Override
    public void close() {
        pan.wipe();
        if (track2 != null) {
            track2.wipe();
        }
    }

    @Override
    public String toString() {
        return "ClearCard[" + pan + "]";
    }
}
