package dev.tidegate.demo;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.GatewayKeys;
import dev.tidegate.crypto.TillChain;
import dev.tidegate.gateway.store.Database;
import dev.tidegate.gateway.store.Store;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/**
 * A gateway's keys, and tills that its database knows: what {@code init}, {@code invite-till} and {@code enrol} leave,
 * made in this process. {@link StoryIT} and {@link AdoptionIT} go the way of the commands.
 */
final class Plant {
    private static final InstantSource CLOCK = InstantSource.system();

    private Plant() {}

    /** All that a shop finds when it is opened again, before it has sold anything. */
    static void shop(Path home) {
        GatewayHome gateway = GatewayHome.init(home.resolve("gateway"), CLOCK);
        try (Store store = database(gateway)) {
            enrol(gateway, store, Map.of(TillId.of(Recipes.TILL), home.resolve("till")));
        }
    }

    /** A gateway's database in the folder of its keys; makes it. */
    static Store database(GatewayHome gateway) {
        Path file = gateway.folder().resolve("gateway.db");
        return Store.open(new Database("jdbc:sqlite:" + file, "", ""), new UUID(1, 1));
    }

    /** Fills a new folder for each till, and registers it. */
    static void enrol(GatewayHome gateway, Store store, Map<TillId, Path> tills) {
        try (GatewayKeys keys = gateway.keys()) {
            tills.forEach((till, home) -> {
                TillChain chain = gateway.enrolTill(till, home, CLOCK);
                store.change(tables -> tables.tills()
                        .enrol(
                                chain.till(),
                                chain.lastLink(),
                                chain.keySeq(),
                                keys.wrapChainKey(chain.till(), chain.keySeq(), chain.key()),
                                CLOCK.instant()));
            });
        }
    }
}
