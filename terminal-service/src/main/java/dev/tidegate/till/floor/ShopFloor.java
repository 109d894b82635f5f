package dev.tidegate.till.floor;

import dev.tidegate.till.catalogue.Barcode;
import dev.tidegate.till.catalogue.Catalogue;
import dev.tidegate.till.catalogue.Item;
import dev.tidegate.till.config.FloorSettings;
import org.jspecify.annotations.Nullable;

/** What the till's screens and API ask of the floor. Safe to use from several threads. */
public record ShopFloor(FloorSettings settings, CatalogueKeeper keeper, CashDrawer drawer) {
    /** What a scan means here. */
    public sealed interface Scan {
        /**
         * An item.
         *
         * @param price minor units of one piece or kilogram; what is inside the code before what the catalogue says
         * @param grams 0 where no weight is inside
         * @param pricedByCode whether the price is that of the code, of all that is in the bag
         */
        record Found(Item item, long price, int grams, boolean pricedByCode) implements Scan {}

        /** A code of goods that the catalogue does not have. */
        record Unknown() implements Scan {}

        /** No code of goods, or one that was read wrong. */
        record Unreadable() implements Scan {}
    }

    public Catalogue catalogue() {
        return keeper.standing().catalogue();
    }

    public @Nullable Item item(String id) {
        return keeper.standing().index().byId().get(id);
    }

    public Scan scan(String text) {
        return switch (Barcode.parse(text, settings.weighedCodes())) {
            case Barcode.Unreadable() -> new Scan.Unreadable();
            case Barcode.Plain(var code) -> {
                Item item = byBarcode(code);
                yield item == null ? new Scan.Unknown() : new Scan.Found(item, item.price(), 0, false);
            }
            case Barcode.Weighed(var stem, var grams) -> {
                Item item = byBarcode(stem);
                yield item == null || !item.byWeight()
                        ? new Scan.Unknown()
                        : new Scan.Found(item, item.price(), grams, false);
            }
            case Barcode.Priced(var stem, var minor) -> {
                Item item = byBarcode(stem);
                yield item == null ? new Scan.Unknown() : new Scan.Found(item, minor, 0, true);
            }
        };
    }

    private @Nullable Item byBarcode(String code) {
        return keeper.standing().index().byBarcode().get(code);
    }
}
