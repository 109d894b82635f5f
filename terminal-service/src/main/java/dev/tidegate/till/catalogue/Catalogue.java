package dev.tidegate.till.catalogue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that the shop sells, as one source had it at one time. Whole or not at all: each item's tax is among the rates,
 * and nothing is there twice.
 *
 * @param version names this state; another state has another one
 * @param asOf when the source was last changed: the age that is told
 */
public record Catalogue(String version, Instant asOf, List<Item> items, List<TaxRate> taxes, List<Discount> discounts) {
    /** A large shop has some ten thousand. */
    public static final int ITEMS_MAX = 50_000;

    public static final int TAXES_MAX = 50;
    public static final int DISCOUNTS_MAX = 200;

    /** What one search may find; nobody reads further. */
    public static final int FOUND_MAX = 200;

    public Catalogue {
        items = List.copyOf(items);
        taxes = List.copyOf(taxes);
        discounts = List.copyOf(discounts);
        Texts.check(items.size() <= ITEMS_MAX, "a catalogue has at most " + ITEMS_MAX + " items");
        Texts.check(taxes.size() <= TAXES_MAX, "a catalogue has at most " + TAXES_MAX + " tax rates");
        Texts.check(discounts.size() <= DISCOUNTS_MAX, "a catalogue has at most " + DISCOUNTS_MAX + " discounts");
        Set<String> seen = new HashSet<>();
        items.forEach(item -> once(seen, "item " + item.id()));
        taxes.forEach(tax -> once(seen, "tax " + tax.id()));
        discounts.forEach(discount -> once(seen, "discount " + discount.id()));
        items.forEach(item -> item.barcodes().forEach(code -> once(seen, "barcode " + code)));
    }

    private static void once(Set<String> seen, String what) {
        Texts.check(seen.add(what), what + " is there twice");
    }

    /** In the order of their first items. */
    public List<String> categories() {
        return items.stream().map(Item::category).distinct().toList();
    }

    public @Nullable Discount discount(String id) {
        return discounts.stream()
                .filter(discount -> discount.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /**
     * Items whose name, id or barcode has these words, those of a category, or both.
     *
     * @param words all of them have to be there; empty for any
     * @param category empty for any
     * @return at most {@link #FOUND_MAX}, in the catalogue's order
     */
    public List<Item> find(String words, String category) {
        List<String> wanted = List.of(words.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        List<Item> found = new ArrayList<>();
        for (Item item : items) {
            if ((category.isEmpty() || item.category().equals(category)) && has(item, wanted)) {
                found.add(item);
                if (found.size() == FOUND_MAX) {
                    break;
                }
            }
        }
        return found;
    }

    private static boolean has(Item item, List<String> wanted) {
        String text =
                (item.name() + ' ' + item.id() + ' ' + String.join(" ", item.barcodes())).toLowerCase(Locale.ROOT);
        return wanted.stream().allMatch(text::contains);
    }

    /** Its items by their ids and by their barcodes, for whoever looks one up often. */
    public Index index() {
        Map<String, Item> byId = new HashMap<>();
        Map<String, Item> byBarcode = new HashMap<>();
        for (Item item : items) {
            byId.put(item.id(), item);
            item.barcodes().forEach(code -> byBarcode.put(code, item));
        }
        return new Index(Map.copyOf(byId), Map.copyOf(byBarcode));
    }

    /** Items by their ids and by their barcodes. */
    public record Index(Map<String, Item> byId, Map<String, Item> byBarcode) {}
}
