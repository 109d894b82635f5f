package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import org.jspecify.annotations.Nullable;

/** The links of records the gateway has received, set aside or accepted: a look into its database. */
@FunctionalInterface
public interface AcceptedLinks {
    /** The link, 32 bytes, of a till's record; absent where that number was never received (a range reported lost). */
    @Nullable
    Octets at(TillId till, long seq);
}
