package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.util.Set;

/** The gateway's private recipient keys by id. They leave this package only as what they open. */
public final class RecipientKeys {
    RecipientKeys() {}

    /** The ids of the keys that still exist. */
    public Set<Octets> ids() {
        throw new UnsupportedOperationException();
    }
}
