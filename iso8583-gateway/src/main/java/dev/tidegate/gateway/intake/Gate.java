package dev.tidegate.gateway.intake;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.crypto.Acceptance;
import dev.tidegate.crypto.AcceptedLinks;
import dev.tidegate.crypto.TillChain;
import org.jspecify.annotations.Nullable;

/** Checks one record against its chain; {@link dev.tidegate.crypto.RecordGate} outside of tests. */
public interface Gate {
    /** @param links the links of records that were received before */
    Acceptance accept(Octets raw, TillChain chain, AcceptedLinks links);

    /** What a record that is set aside claims to say; absent if unreadable. */
    @Nullable
    JournalEntry claimed(Octets raw);
}
