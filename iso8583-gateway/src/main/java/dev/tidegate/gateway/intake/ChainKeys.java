package dev.tidegate.gateway.intake;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;

/** Wraps chain keys for the database; {@link dev.tidegate.crypto.GatewayKeys} outside of tests. */
public interface ChainKeys {
    Octets wrap(TillId till, long keySeq, Octets key);

    /**
     * @throws dev.tidegate.crypto.BodyRejectedException changed, or another till's or number's
     * @throws dev.tidegate.crypto.KeyUnavailableException the keys cannot be used now
     */
    Octets unwrap(TillId till, long keySeq, Octets wrapped);
}
