package dev.tidegate.till.store;

import dev.tidegate.till.catalogue.Catalogue;
import dev.tidegate.till.catalogue.Discount;
import dev.tidegate.till.catalogue.Item;
import dev.tidegate.till.catalogue.TaxRate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The last good catalogue of the shop. Replaced whole, and on disk when the call returns. */
public final class Catalogues {
    private final ShopStore store;

    Catalogues(ShopStore store) {
        this.store = store;
    }

    /**
     * Puts a catalogue in the place of the last one.
     *
     * @throws ShopBrokenException nothing was written; the last one stays
     */
    public void keep(Catalogue catalogue) {
        int rows = store.inTransaction(handle -> {
            for (String table : List.of("item_barcode", "item", "tax_rate", "discount", "catalogue_state")) {
                handle.execute("delete from " + table);
            }
            writeTaxes(handle, catalogue.taxes());
            writeItems(handle, catalogue.items());
            writeDiscounts(handle, catalogue.discounts());
            return handle.execute(
                    "insert into catalogue_state values (1, ?, ?)",
                    catalogue.version(),
                    catalogue.asOf().toEpochMilli());
        });
        if (rows != 1) {
            throw new IllegalStateException("a catalogue has one state");
        }
    }

    /** The last one; absent where there never was one. */
    public @Nullable Catalogue kept() {
        List<Catalogue> found = store.reading(handle -> {
            Map<String, TaxRate> taxes = taxes(handle);
            List<Item> items = items(handle, taxes);
            List<Discount> discounts = discounts(handle);
            return handle.createQuery("select * from catalogue_state")
                    .map((row, context) -> new Catalogue(
                            row.getString("version"),
                            Instant.ofEpochMilli(row.getLong("as_of")),
                            items,
                            List.copyOf(taxes.values()),
                            discounts))
                    .list();
        });
        return found.isEmpty() ? null : found.getFirst();
    }

    private static void writeTaxes(Handle handle, List<TaxRate> taxes) {
        int place = 0;
        for (TaxRate tax : taxes) {
            handle.execute(
                    "insert into tax_rate values (?, ?, ?, ?)", tax.id(), place++, tax.name(), tax.basisPoints());
        }
    }

    private static void writeItems(Handle handle, List<Item> items) {
        PreparedBatch rows = handle.prepareBatch("insert into item values (?, ?, ?, ?, ?, ?, ?)");
        PreparedBatch codes = handle.prepareBatch("insert into item_barcode values (?, ?, ?)");
        int place = 0;
        int codePlace = 0;
        for (Item item : items) {
            var ignored = rows.add(
                    item.id(),
                    place++,
                    item.name(),
                    item.category(),
                    item.price(),
                    item.byWeight(),
                    item.tax().id());
            for (String code : item.barcodes()) {
                ignored = codes.add(code, item.id(), codePlace++);
            }
        }
        if (place > 0) {
            int[] ignored = rows.execute();
        }
        if (codePlace > 0) {
            int[] ignored = codes.execute();
        }
    }

    private static void writeDiscounts(Handle handle, List<Discount> discounts) {
        int place = 0;
        for (Discount discount : discounts) {
            handle.execute(
                    "insert into discount values (?, ?, ?, ?, ?, ?)",
                    discount.id(),
                    place++,
                    discount.name(),
                    discount.scope().name(),
                    discount.basisPoints(),
                    discount.minor());
        }
    }

    private static Map<String, TaxRate> taxes(Handle handle) {
        Map<String, TaxRate> taxes = new LinkedHashMap<>();
        handle.createQuery("select * from tax_rate order by place")
                .map((row, context) ->
                        new TaxRate(row.getString("id"), row.getString("name"), row.getInt("basis_points")))
                .forEach(tax -> taxes.put(tax.id(), tax));
        return taxes;
    }

    private static List<Item> items(Handle handle, Map<String, TaxRate> taxes) {
        Map<String, List<String>> codes = new HashMap<>();
        handle.createQuery("select barcode, item from item_barcode order by place")
                .map((row, context) -> Map.entry(row.getString("item"), row.getString("barcode")))
                .forEach(each -> codes.computeIfAbsent(each.getKey(), id -> new ArrayList<>())
                        .add(each.getValue()));
        return handle.createQuery("select * from item order by place")
                .map((row, context) -> new Item(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("category"),
                        row.getLong("minor"),
                        row.getBoolean("by_weight"),
                        Objects.requireNonNull(taxes.get(row.getString("tax"))),
                        codes.getOrDefault(row.getString("id"), List.of())))
                .list();
    }

    private static List<Discount> discounts(Handle handle) {
        return handle.createQuery("select * from discount order by place")
                .map((row, context) -> new Discount(
                        row.getString("id"),
                        row.getString("name"),
                        Discount.Scope.valueOf(row.getString("scope")),
                        row.getInt("basis_points"),
                        row.getLong("minor")))
                .list();
    }
}
