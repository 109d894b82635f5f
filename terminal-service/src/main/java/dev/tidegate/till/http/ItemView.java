package dev.tidegate.till.http;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.till.catalogue.Item;
import java.util.Currency;

/**
 * An item as it is told.
 *
 * @param price of one piece, or of one kilogram; tax included
 * @param tax its rate
 */
record ItemView(String id, String name, String category, MoneyView price, boolean byWeight, Rate tax) {
    /**
     * A tax that is contained in prices.
     *
     * @param basisPoints hundredths of a percent of the price before tax
     */
    record Rate(String id, String name, int basisPoints) {}

    static ItemView of(Item item, Currency currency) {
        return new ItemView(
                item.id(),
                item.name(),
                item.category(),
                MoneyView.of(new Amount(item.price(), currency)),
                item.byWeight(),
                new Rate(item.tax().id(), item.tax().name(), item.tax().basisPoints()));
    }
}
