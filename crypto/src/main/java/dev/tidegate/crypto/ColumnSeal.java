package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.payment.PaymentId;

/**
 * Seals card data for the gateway's database in two columns under two keys: what refunds and disputes need, and what may
 * only live until the answer (AES-256-GCM). Each value names its key. Safe to use from several threads.
 */
public final class ColumnSeal {
    ColumnSeal() {}

    /** Number, expiry, sequence, frozen tags, amount and time, without the track, bound to the payment. */
    public Octets sealCard(OpenedBody body, PaymentId payment) {
        throw new UnsupportedOperationException();
    }

    /**
     * Opens a value of {@link #sealCard}; the caller closes the result.
     *
     * @throws BodyRejectedException changed, another payment's, or its key is gone
     * @throws KeyUnavailableException the keys cannot be used now
     */
    public OpenedBody openCard(Octets sealed, PaymentId payment) {
        throw new UnsupportedOperationException();
    }

    /** The track alone, bound to the payment. */
    public Octets sealTrack(Track2 track, PaymentId payment) {
        throw new UnsupportedOperationException();
    }

    /**
     * Opens a value of {@link #sealTrack}; the caller wipes the result.
     *
     * @throws BodyRejectedException changed, another payment's, or its key is gone
     * @throws KeyUnavailableException the keys cannot be used now
     */
    public Track2 openTrack(Octets sealed, PaymentId payment) {
        throw new UnsupportedOperationException();
    }
}
