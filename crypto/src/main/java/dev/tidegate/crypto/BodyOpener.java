package dev.tidegate.crypto;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.TillId;

/** Opens what tills have sealed. Safe to use from several threads. */
public final class BodyOpener {
    private final RecipientKeys keys;

    public BodyOpener(RecipientKeys keys) {
        this.keys = keys;
    }

    /**
     * Opens a body that a till sealed for a payment.
     *
     * @return the clear contents; the caller closes them as soon as they are sent or sealed again
     * @throws BodyRejectedException it was changed, made for another till, payment or purpose, or its key is gone; the
     *     caller sets the record aside
     * @throws KeyUnavailableException the keys cannot be used now; the caller answers BUSY
     */
    public OpenedBody open(SealedBody body, TillId till, PaymentId payment, Purpose purpose) {
        byte[] padded = new byte[0];
        byte[] map = new byte[0];
        try {
            Suite suite = Suite.of(body.suite());
            if (suite == null) {
                throw new Rejection("UNKNOWN_SUITE");
            }
            byte[] info =
                    Hpke.info(purpose, body.suite(), till, payment, body.keyId().toByteArray());
            Hpke.Sealed sealed = new Hpke.Sealed(
                    body.encapsulated().toByteArray(), body.ciphertext().toByteArray());
            padded = keys.open(body.keyId(), suite, info, sealed);
            map = Padding.unpad(padded);
            return Body.read(map, purpose == Purpose.REQUEST ? Body.Tracks.ALL : Body.Tracks.OF_STRIPES);
        } catch (Rejection e) {
            throw new BodyRejectedException(e.code());
        } finally {
            Wipe.all(padded, map);
        }
    }
}
