package dev.tidegate.crypto;

import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.Sealer;
import java.time.InstantSource;

/** Seals to one recipient key by HPKE base mode (RFC 9180), twice, and compares. Safe to use from several threads. */
public final class HpkeSealer implements Sealer {
    /** A sealer by the machine's clock. */
    public HpkeSealer(RecipientKey key, TillId till) {
        this(key, till, InstantSource.system());
    }

    /** @param clock says whether the key's period is now */
    public HpkeSealer(RecipientKey key, TillId till, InstantSource clock) {}

    @Override
    public SealedBody sealForJournal(Contents contents) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SealedBody sealForRequest(Contents contents) {
        throw new UnsupportedOperationException();
    }
}
