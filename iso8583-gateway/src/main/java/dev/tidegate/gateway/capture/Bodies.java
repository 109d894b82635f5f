package dev.tidegate.gateway.capture;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.OpenedBody;
import dev.tidegate.crypto.Purpose;

/** Opens what tills have sealed; {@link dev.tidegate.crypto.BodyOpener} outside of tests. */
@FunctionalInterface
public interface Bodies {
    /**
     * @return the caller closes it
     * @throws dev.tidegate.crypto.BodyRejectedException it can never be opened
     * @throws dev.tidegate.crypto.KeyUnavailableException the keys cannot be used now
     */
    OpenedBody open(SealedBody body, TillId till, PaymentId payment, Purpose purpose);
}
