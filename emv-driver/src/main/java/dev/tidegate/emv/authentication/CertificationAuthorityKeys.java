package dev.tidegate.emv.authentication;

import dev.tidegate.core.card.Octets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys that a terminal trusts, one per provider and index. Immutable. */
public final class CertificationAuthorityKeys {
    private record Name(Octets rid, int index) {}

    private final Map<Name, CertificationAuthorityKey> keys;

    /** @throws IllegalArgumentException two keys have the same provider and index */
    public CertificationAuthorityKeys(List<CertificationAuthorityKey> keys) {
        Map<Name, CertificationAuthorityKey> named = new HashMap<>();
        for (CertificationAuthorityKey key : keys) {
            if (named.put(new Name(key.rid(), key.index()), key) != null) {
                throw new IllegalArgumentException(key + " comes twice");
            }
        }
        this.keys = Map.copyOf(named);
    }

    /** How many keys there are. */
    public int size() {
        return keys.size();
    }

    /** The key of this provider and index; absent where the terminal has none, or has it no longer on this day. */
    @Nullable
    CertificationAuthorityKey find(Octets rid, int index, LocalDate day) {
        CertificationAuthorityKey key = keys.get(new Name(rid, index));
        return key == null || day.isAfter(key.expiry()) ? null : key;
    }
}
