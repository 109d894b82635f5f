package dev.tidegate.till.catalogue;

import dev.tidegate.core.payment.Amount;
import java.util.List;

/**
 * Something the shop sells.
 *
 * @param category under which the page shows it
 * @param price minor units of one piece, or of one kilogram
 * @param byWeight whether the price is of a kilogram
 * @param barcodes as {@link Barcode#canonical} writes them; of a code with its price or weight inside, the part before
 */
public record Item(
        String id, String name, String category, long price, boolean byWeight, TaxRate tax, List<String> barcodes) {
    /** One thing may be packed by many, but not by more than anybody would list. */
    public static final int BARCODES_MAX = 20;

    public Item {
        Texts.requireId(id);
        Texts.requireName(name);
        Texts.requireName(category);
        Texts.check(price > 0 && price <= Amount.MINOR_MAX, "a price is more than nothing and has at most 12 digits");
        barcodes = List.copyOf(barcodes);
        Texts.check(barcodes.size() <= BARCODES_MAX, "an item has at most " + BARCODES_MAX + " barcodes");
    }
}
