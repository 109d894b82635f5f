package dev.tidegate.till;

import dev.tidegate.till.catalogue.Catalogue;
import dev.tidegate.till.catalogue.CatalogueSource.Fault;
import dev.tidegate.till.floor.CatalogueKeeper;
import dev.tidegate.till.http.Feed;
import dev.tidegate.till.log.FactLog;
import dev.tidegate.till.store.TenderSale;
import java.util.List;

/** What happens on the shop floor, told to the pages and the log. */
record FloorTold(Feed feed, FactLog log) implements CatalogueKeeper.Watch {
    @Override
    public void taken(Catalogue catalogue) {
        log.catalogue(catalogue.version(), catalogue.items().size());
        feed.terminalChanged();
    }

    @Override
    public void refused(List<Fault> faults) {
        Fault first = faults.getFirst();
        log.catalogueRefused(first.file(), first.line(), faults.size());
        feed.terminalChanged();
    }

    void tender(TenderSale sale) {
        log.tender(sale);
        feed.paymentChanged(sale.payment().toString());
    }
}
