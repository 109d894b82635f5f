package dev.tidegate.crypto;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.TillId;

/** Opens what tills have sealed. Safe to use from several threads. */
public final class BodyOpener {
    public BodyOpener(RecipientKeys keys) {}

    /**
     * Opens a body that a till sealed for a payment.
     *
     * @return the clear contents; the caller closes them as soon as they are sent or sealed again
     * @throws BodyRejectedException it was changed, made for another till, payment or purpose, or its key is gone; the
     *     caller sets the record aside
     * @throws KeyUnavailableException the keys cannot be used now; the caller answers BUSY
     */
    public OpenedBody open(SealedBody body, TillId till, PaymentId payment, Purpose purpose) {
        throw new UnsupportedOperationException();
    }
}
