package dev.tidegate.core.port;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.VoiceCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Seals card data for the gateway's public key (HPKE, RFC 9180). Nothing on the till opens what it made.
 *
 * <p>Safe to use from several threads. Every seal is made twice and compared before it is given out.
 */
public interface Sealer {
    /**
     * What is sealed.
     *
     * @param tags absent where the stripe was read
     * @param amount repeated inside, so that the gateway notices a changed summary
     * @param voice the code that an issuer gave by telephone, repeated inside as the amount is; absent where none did
     */
    record Contents(
            PaymentId payment,
            ClearCard card,
            @Nullable FrozenTags tags,
            Amount amount,
            Instant soldAt,
            @Nullable VoiceCode voice) {
        /** Of what no telephone approved. */
        public Contents(PaymentId payment, ClearCard card, @Nullable FrozenTags tags, Amount amount, Instant soldAt) {
            this(payment, card, tags, amount, soldAt, null);
        }
    }

    /**
     * The body for the journal: number, expiry, PAN sequence, frozen tags. No track.
     *
     * @throws SealUnavailableException no valid recipient key, or the seal could not be proven; the caller refuses the
     *     sale
     */
    SealedBody sealForJournal(Contents contents);

    /**
     * The body for the journal of a stripe whose issuer is asked later: as above and the track, which is all that there
     * is to ask with. Only where the acquirer allows it to be kept; the gateway lets go of it with the answer.
     *
     * @throws IllegalArgumentException there are frozen tags, or there is no track; the caller's mistake
     * @throws SealUnavailableException as above
     */
    SealedBody sealDeferredStripe(Contents contents);

    /**
     * The body for one online request: as above and the track 2 equivalent data. Never written anywhere.
     *
     * @param pin entered for this request alone; stays the caller's, who overwrites it. No other body has room for one
     * @throws SealUnavailableException as above
     */
    SealedBody sealForRequest(Contents contents, @Nullable EncipheredPin pin);

    /** As above, of a card whose issuer checks no PIN. */
    default SealedBody sealForRequest(Contents contents) {
        return sealForRequest(contents, null);
    }
}
