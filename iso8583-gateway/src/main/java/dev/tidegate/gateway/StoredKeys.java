package dev.tidegate.gateway;

import dev.tidegate.core.port.PaymentHsm.HsmKey;
import dev.tidegate.crypto.KeyUnavailableException;
import dev.tidegate.gateway.security.KeyShelf;
import dev.tidegate.gateway.security.ZoneKeys.Standing;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.StoreBrokenException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps an acquirer's keys in the gateway's database. */
record StoredKeys(Store store, String acquirer, InstantSource clock) implements KeyShelf {
    private static final String CURRENT = "CURRENT";
    private static final String PREVIOUS = "PREVIOUS";
    private static final String OFFERED = "OFFERED";

    @Override
    public Optional<Standing> kept() {
        Map<String, String> blocks = store.read(tables -> tables.zoneKeys().of(acquirer));
        HsmKey.@Nullable Fixed current = key(blocks, CURRENT);
        return current == null
                ? Optional.empty()
                : Optional.of(new Standing(current, key(blocks, PREVIOUS), key(blocks, OFFERED)));
    }

    @Override
    public void keep(Standing standing) {
        Map<String, String> blocks = new HashMap<>();
        blocks.put(CURRENT, standing.current().block());
        put(blocks, PREVIOUS, standing.previous());
        put(blocks, OFFERED, standing.offered());
        try {
            store.change(tables -> tables.zoneKeys().replace(acquirer, blocks, clock.instant()));
        } catch (StoreBrokenException e) {
            throw new KeyUnavailableException("the database does not take the keys of " + acquirer, e);
        }
    }

    private static HsmKey.@Nullable Fixed key(Map<String, String> blocks, String role) {
        String block = blocks.get(role);
        return block == null ? null : new HsmKey.Fixed(block);
    }

    private static void put(Map<String, String> blocks, String role, HsmKey.@Nullable Fixed key) {
        if (key != null) {
            blocks.put(role, key.block());
        }
    }
}
