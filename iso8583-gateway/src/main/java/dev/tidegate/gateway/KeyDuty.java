package dev.tidegate.gateway;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.BundleIssuer;
import dev.tidegate.crypto.GatewayKeys;
import dev.tidegate.crypto.KeyFileException;
import dev.tidegate.crypto.KeyUnavailableException;
import dev.tidegate.crypto.RecipientKey;
import dev.tidegate.crypto.RotationPlan;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.store.DestructionOrder;
import dev.tidegate.gateway.store.KeyUseRow;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.StoreBrokenException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns the recipient keys over: makes those of coming periods, publishes them, destroys those that nobody needs. A
 * duty cycle: {@link #doWork()} looks once. One thread.
 */
final class KeyDuty {
    private static final FactLog LOG = FactLog.of(KeyDuty.class);

    private final Store store;
    private final GatewayKeys keys;
    private final BundleIssuer bundles;
    private final RotationPlan plan;
    private final InstantSource clock;
    private final Set<String> heldUp = new HashSet<>();

    KeyDuty(Store store, GatewayKeys keys, BundleIssuer bundles, RotationPlan plan, InstantSource clock) {
        this.store = store;
        this.keys = keys;
        this.bundles = bundles;
        this.plan = plan;
        this.clock = clock;
    }

    /**
     * Looks once. What cannot be done now is said in the log and done at a later look.
     *
     * @return how many keys were destroyed
     */
    int doWork() {
        try {
            Instant now = clock.instant();
            if (keys.prepare(now, plan)) {
                LOG.info(
                        "recipient keys were made",
                        Map.of(Field.COUNT, keys.recipients().size()));
            }
            long before = bundles.current().bundle().version();
            long version = bundles.publish(keys.recipients(), now).bundle().version();
            if (version != before) {
                LOG.info("a recipient bundle was published", Map.of(Field.VERSION, version));
            }
            return destroyAllDue(now);
        } catch (KeyUnavailableException e) {
            LOG.error("the keys cannot be used", Map.of());
        } catch (KeyFileException | StoreBrokenException e) {
            LOG.broken("the keys cannot be turned over", e, Map.of());
        }
        return 0;
    }

    private int destroyAllDue(Instant now) {
        int destroyed = ordered(now);
        List<RecipientKey> all = keys.recipients();
        List<KeyUseRow> tills = store.read(tables -> tables.keyUses().all());
        for (RecipientKey key : all) {
            switch (Destruction.of(key, all, tills, now)) {
                case Destruction.NotYet() -> {}
                case Destruction.HeldUp(var holding) -> heldUp(key, holding);
                case Destruction.Due(var rule) -> {
                    destroy(key, now, rule);
                    destroyed++;
                }
            }
        }
        return destroyed;
    }

    private int ordered(Instant now) {
        int destroyed = 0;
        for (DestructionOrder order : store.read(tables -> tables.keyUses().orders())) {
            for (RecipientKey key : keys.recipients()) {
                if (Destruction.idOf(key).equals(order.kid())) {
                    destroy(
                            key,
                            now,
                            "ordered by " + order.first().name() + " and "
                                    + order.second().name());
                    destroyed++;
                }
            }
            store.change(tables -> tables.keyUses().done(order.kid(), now));
        }
        return destroyed;
    }

    private void destroy(RecipientKey key, Instant now, String why) {
        keys.destroy(key.kid(), now, why);
        heldUp.remove(Destruction.idOf(key));
        LOG.warn("a recipient key was destroyed", Map.of(Field.KEY, Destruction.idOf(key)));
    }

    // Once a process: it stays true until somebody does something.
    private void heldUp(RecipientKey key, List<TillId> holding) {
        if (heldUp.add(Destruction.idOf(key))) {
            LOG.warn(
                    "a recipient key should be gone, but a till may hold records under it",
                    Map.of(
                            Field.KEY,
                            Destruction.idOf(key),
                            Field.TILL,
                            holding.getFirst(),
                            Field.COUNT,
                            holding.size()));
        }
    }
}
