package dev.tidegate.gateway;

import dev.tidegate.core.port.PaymentHsm.HsmKey;
import dev.tidegate.core.port.PaymentHsm.KeyUse;
import dev.tidegate.crypto.KeyUnavailableException;
import dev.tidegate.gateway.security.KeyShelf;
import dev.tidegate.gateway.security.ZoneKeys.Standing;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.StoreBrokenException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps an acquirer's keys of one use in the gateway's database. */
record StoredKeys(Store store, String acquirer, KeyUse use, InstantSource clock) implements KeyShelf {
    private static final String CURRENT = "CURRENT";
    private static final String PREVIOUS = "PREVIOUS";
    private static final String OFFERED = "OFFERED";

    @Override
    public Optional<Standing> kept() {
        Map<String, String> blocks = blocks();
        HsmKey.@Nullable Fixed current = key(blocks, CURRENT);
        return current == null
                ? Optional.empty()
                : Optional.of(new Standing(current, key(blocks, PREVIOUS), key(blocks, OFFERED)));
    }

    @Override
    public void keep(Standing standing) {
        Map<String, String> blocks = new HashMap<>();
        put(blocks, CURRENT, standing.current());
        put(blocks, PREVIOUS, standing.previous());
        put(blocks, OFFERED, standing.offered());
        try {
            store.change(tables -> tables.zoneKeys()
                    .replace(acquirer, Set.of(role(CURRENT), role(PREVIOUS), role(OFFERED)), blocks, clock.instant()));
        } catch (StoreBrokenException e) {
            throw new KeyUnavailableException("the database does not take the keys of " + acquirer, e);
        }
    }

    private Map<String, String> blocks() {
        try {
            return store.read(tables -> tables.zoneKeys().of(acquirer));
        } catch (StoreBrokenException e) {
            throw new KeyUnavailableException("the database does not say the keys of " + acquirer, e);
        }
    }

    // The first use there was has the plain names.
    private String role(String name) {
        return use == KeyUse.MAC ? name : use + "_" + name;
    }

    private HsmKey.@Nullable Fixed key(Map<String, String> blocks, String role) {
        String block = blocks.get(role(role));
        return block == null ? null : new HsmKey.Fixed(block);
    }

    private void put(Map<String, String> blocks, String role, HsmKey.@Nullable Fixed key) {
        if (key != null) {
            blocks.put(role(role), key.block());
        }
    }
}
