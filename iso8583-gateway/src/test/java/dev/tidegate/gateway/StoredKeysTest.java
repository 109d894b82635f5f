package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.port.PaymentHsm.HsmKey;
import dev.tidegate.core.port.PaymentHsm.KeyUse;
import dev.tidegate.gateway.fixture.HandClock;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.security.ZoneKeys.Standing;
import dev.tidegate.gateway.store.Database;
import dev.tidegate.gateway.store.Store;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts after a restart. */
class StoredKeysTest {
    private static final HsmKey.Fixed FIRST = new HsmKey.Fixed("D-first");
    private static final HsmKey.Fixed SECOND = new HsmKey.Fixed("D-second");
    private static final HsmKey.Fixed THIRD = new HsmKey.Fixed("D-third");

    @TempDir
    private Path folder;

    @Test
    void shelf_ofAnAcquirerThatNeverExchanged_isEmpty() {
        try (Store store = opened()) {
            assertThat(keys(store, "house").kept()).isEmpty();
        }
    }

    @Test
    void shelf_afterARestart_givesWhatWasKeptLast() {
        try (Store store = opened()) {
            keys(store, "house").keep(new Standing(FIRST, null, SECOND));
            keys(store, "house").keep(new Standing(SECOND, FIRST, THIRD));
        }

        try (Store store = opened()) {
            assertThat(keys(store, "house").kept()).contains(new Standing(SECOND, FIRST, THIRD));
        }
    }

    @Test
    void shelf_ofAnotherAcquirer_isItsOwn() {
        try (Store store = opened()) {
            keys(store, "house").keep(new Standing(FIRST, null, null));

            assertThat(keys(store, "second").kept()).isEmpty();
        }
    }

    @Test
    void shelf_ofPins_isNotThatOfCodes() {
        try (Store store = opened()) {
            StoredKeys pins = new StoredKeys(store, "house", KeyUse.PIN, new HandClock(Sales.SOLD_AT));
            keys(store, "house").keep(new Standing(FIRST, null, SECOND));
            pins.keep(new Standing(THIRD, null, null));
            keys(store, "house").keep(new Standing(SECOND, FIRST, null));

            assertThat(pins.kept()).contains(new Standing(THIRD, null, null));
            assertThat(keys(store, "house").kept()).contains(new Standing(SECOND, FIRST, null));
        }
    }

    private Store opened() {
        return Store.open(new Database("jdbc:sqlite:" + folder.resolve("gateway.db"), "", ""), UUID.randomUUID());
    }

    private static StoredKeys keys(Store store, String acquirer) {
        return new StoredKeys(store, acquirer, KeyUse.MAC, new HandClock(Sales.SOLD_AT));
    }
}
