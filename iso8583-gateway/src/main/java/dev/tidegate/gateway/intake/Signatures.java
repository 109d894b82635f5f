package dev.tidegate.gateway.intake;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.SignatureCheck;

/** The signatures that go with a till's chain; those of {@link dev.tidegate.crypto.GatewayHome} outside of tests. */
public interface Signatures {
    /** What the till's own signature in a CHECKPOINT or EPOCH_CLOSE is worth. */
    SignatureCheck.Verdict check(TillId till, JournalRecord record);

    /** The gateway's word that it has everything up to a record; none where its key cannot be used. */
    ChainReceipt receipt(TillId till, long seq, Octets link);
}
