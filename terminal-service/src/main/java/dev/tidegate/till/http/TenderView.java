package dev.tidegate.till.http;

import dev.tidegate.till.store.TenderSale;

/**
 * What a payment without a card was paid with.
 *
 * @param kind cash or other
 * @param name in the shop's words; empty for cash
 * @param note what the cashier typed of it; empty for cash
 * @param tendered what was given
 * @param change what went back
 */
record TenderView(String kind, String name, String note, MoneyView tendered, MoneyView change) {
    static TenderView of(TenderSale sale) {
        return new TenderView(
                switch (sale.kind()) {
                    case CASH -> "cash";
                    case OTHER -> "other";
                },
                sale.name(),
                sale.note(),
                MoneyView.of(sale.tendered()),
                MoneyView.of(sale.change()));
    }
}
