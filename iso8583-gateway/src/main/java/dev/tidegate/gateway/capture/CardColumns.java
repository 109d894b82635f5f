package dev.tidegate.gateway.capture;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.crypto.OpenedBody;

/** Seals card data for the database and opens it again; {@link dev.tidegate.crypto.ColumnSeal} outside of tests. */
public interface CardColumns {
    Octets sealCard(OpenedBody body, PaymentId payment);

    /**
     * @return the caller closes it
     * @throws dev.tidegate.crypto.BodyRejectedException changed, another payment's, or its key is gone
     * @throws dev.tidegate.crypto.KeyUnavailableException the keys cannot be used now
     */
    OpenedBody openCard(Octets sealed, PaymentId payment);

    /** A keyed hash of the number: the same for the same card, and no way back. */
    Octets mark(Pan pan);

    Octets sealTrack(Track2 track, PaymentId payment);

    /**
     * @return the caller wipes it
     * @throws dev.tidegate.crypto.BodyRejectedException changed, another payment's, or its key is gone
     * @throws dev.tidegate.crypto.KeyUnavailableException the keys cannot be used now
     */
    Track2 openTrack(Octets sealed, PaymentId payment);
}
