package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.core.payment.TillId;
import java.util.UUID;

/**
 * What the header of a new record says besides what follows from its body; drawn at {@link RecordFrame}.
 *
 * @param payment all zeros where there is none
 * @param notAfterMillis 0 where there is none
 */
record RecordHeader(
        RecordType type,
        int flags,
        TillId till,
        UUID epochId,
        long seq,
        long wroteAtMillis,
        UUID payment,
        long notAfterMillis,
        Octets previous) {}
