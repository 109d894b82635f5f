package dev.tidegate.till;

import dev.tidegate.core.port.Ledger;
import dev.tidegate.till.catalogue.CatalogueFiles;
import dev.tidegate.till.catalogue.CatalogueSource;
import dev.tidegate.till.config.FloorSettings;
import dev.tidegate.till.config.TillSettings;
import dev.tidegate.till.floor.CashDrawer;
import dev.tidegate.till.floor.CatalogueKeeper;
import dev.tidegate.till.floor.ShopFloor;
import dev.tidegate.till.sale.CartDesk;
import dev.tidegate.till.sale.Identities;
import dev.tidegate.till.sale.SaleDesk;
import dev.tidegate.till.sale.TenderDesk;
import dev.tidegate.till.store.ShopStore;
import dev.tidegate.till.store.TenderSale;
import java.nio.file.Path;
import java.time.Duration;

/** The rooms of the shop floor, wired. */
final class FloorRooms {
    /** Somebody has just put another file there. */
    private static final Duration LOOK_PERIOD = Duration.ofSeconds(2);

    private final ShopFloor floor;
    private final CartDesk carts;
    private final TenderDesk tenders;
    private final Threads threads;
    private final FloorTold told;

    FloorRooms(
            TillSettings settings,
            ShopStore shop,
            SaleDesk desk,
            Ledger ledger,
            Identities identities,
            Threads threads,
            FloorTold told) {
        FloorSettings how = settings.shop().floor();
        this.threads = threads;
        this.told = told;
        this.floor = new ShopFloor(
                how,
                new CatalogueKeeper(source(settings), shop.catalogues(), told),
                new CashDrawer(how.drawer(), threads.drawer(), told.feed()::terminalChanged));
        this.carts = new CartDesk(desk, shop, ledger, identities);
        this.tenders = new TenderDesk(desk, shop, ledger, identities, this::taken);
        // Whoever looks at the first screen sees the catalogue of today.
        floor.keeper().look();
    }

    private static CatalogueSource source(TillSettings settings) {
        FloorSettings how = settings.shop().floor();
        Path folder = how.catalogue();
        return folder == null
                ? CatalogueSource.Reading.Unchanged::new
                : new CatalogueFiles(folder, settings.shop().currency(), how.weighedCodes());
    }

    void begin() {
        Threads.every(
                threads.upkeep(),
                LOOK_PERIOD,
                floor.keeper()::look,
                why -> told.log().broke("catalogue", why));
    }

    private void taken(TenderSale sale) {
        if (sale.kind() == TenderSale.Kind.CASH) {
            floor.drawer().open();
        }
        told.tender(sale);
    }

    ShopFloor floor() {
        return floor;
    }

    CartDesk carts() {
        return carts;
    }

    TenderDesk tenders() {
        return tenders;
    }
}
