package dev.tidegate.core.port;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.SealedBody;
import java.time.Instant;

/**
 * Seals card data for the gateway's public key (HPKE, RFC 9180). Nothing on the till opens what it made.
 *
 * <p>Safe to use from several threads. Every seal is made twice and compared before it is given out.
 */
public interface Sealer {
    /**
     * What is sealed.
     *
     * @param amount repeated inside, so that the gateway notices a changed summary
     */
    record Contents(PaymentId payment, ClearCard card, FrozenTags tags, Amount amount, Instant soldAt) {}

    /**
     * The body for the journal: number, expiry, PAN sequence, frozen tags. No track.
     *
     * @throws SealUnavailableException no valid recipient key, or the seal could not be proven; the caller refuses the
     *     sale
     */
    SealedBody sealForJournal(Contents contents);

    /**
     * The body for one online request: as above and the track 2 equivalent data. Never written anywhere.
     *
     * @throws SealUnavailableException as above
     */
    SealedBody sealForRequest(Contents contents);
}
