package dev.tidegate.till.catalogue;

import dev.tidegate.till.catalogue.CatalogueSource.Fault;
import dev.tidegate.till.catalogue.Csv.Row;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of the three files as what they stand for; what is wrong is told by file, line and column. */
final class CatalogueRows {
    private static final List<String> TAX_COLUMNS = List.of("id", "name", "basis_points");
    private static final List<String> ITEM_COLUMNS =
            List.of("id", "name", "category", "price", "unit", "tax", "barcodes");
    private static final List<String> DISCOUNT_COLUMNS = List.of("id", "name", "for", "basis_points", "amount");

    private final Currency currency;
    private final List<BarcodePattern> weighed;

    CatalogueRows(Currency currency, List<BarcodePattern> weighed) {
        this.currency = currency;
        this.weighed = List.copyOf(weighed);
    }

    List<TaxRate> taxes(String file, String text, List<Fault> faults) {
        return each(file, text, TAX_COLUMNS, faults, (row, at) -> {
            int points = at.number("basis_points", TaxRate.BASIS_POINTS_MAX);
            return at.sound() ? new TaxRate(row.get("id"), row.get("name"), points) : null;
        });
    }

    List<Item> items(String file, String text, List<TaxRate> taxes, List<Fault> faults) {
        Map<String, TaxRate> byId = new HashMap<>();
        taxes.forEach(tax -> byId.put(tax.id(), tax));
        return each(file, text, ITEM_COLUMNS, faults, (row, at) -> {
            TaxRate tax = byId.get(row.get("tax"));
            if (tax == null) {
                at.wrong("tax", "is not in taxes.csv");
            }
            long price = at.money("price");
            boolean byWeight = row.get("unit").toLowerCase(Locale.ROOT).equals("kg");
            if (!byWeight && !row.get("unit").equalsIgnoreCase("piece")) {
                at.wrong("unit", "is piece or kg");
            }
            List<String> barcodes = barcodes(row, at);
            return tax == null || !at.sound()
                    ? null
                    : new Item(row.get("id"), row.get("name"), row.get("category"), price, byWeight, tax, barcodes);
        });
    }

    List<Discount> discounts(String file, String text, List<Fault> faults) {
        return each(file, text, DISCOUNT_COLUMNS, faults, (row, at) -> {
            Discount.Scope scope = switch (row.get("for")) {
                case "line" -> Discount.Scope.LINE;
                case "cart" -> Discount.Scope.CART;
                default -> null;
            };
            if (scope == null) {
                at.wrong("for", "is line or cart");
            }
            int points = row.get("basis_points").isEmpty() ? 0 : at.number("basis_points", 10_000);
            long minor = row.get("amount").isEmpty() ? 0 : at.money("amount");
            return scope == null || !at.sound()
                    ? null
                    : new Discount(row.get("id"), row.get("name"), scope, points, minor);
        });
    }

    private List<String> barcodes(Row row, At at) {
        List<String> found = new ArrayList<>();
        for (String code : row.get("barcodes").split("\\s+")) {
            if (code.isEmpty()) {
                continue;
            }
            String known = weighed.stream().anyMatch(pattern -> pattern.isStem(code)) ? code : Barcode.canonical(code);
            if (known == null) {
                at.wrong("barcodes", "has one that is no EAN-13, EAN-8 or UPC-A, or its check digit is wrong");
            } else {
                found.add(known);
            }
        }
        return found;
    }

    private interface Maker<T> {
        @Nullable
        T make(Row row, At at);
    }

    private <T> List<T> each(String file, String text, List<String> columns, List<Fault> faults, Maker<T> maker) {
        List<T> made = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (Row row : Csv.rows(file, text, columns, faults)) {
            At at = new At(file, row, faults);
            Integer earlier = lines.putIfAbsent(row.get("id"), row.line());
            if (earlier != null) {
                at.wrong("id", "is that of line " + earlier + " too");
            }
            try {
                T one = maker.make(row, at);
                if (one != null) {
                    made.add(one);
                }
            } catch (IllegalArgumentException e) {
                at.wrong("", String.valueOf(e.getMessage()));
            }
        }
        return made;
    }

    /** One row, with a place for what is wrong in it. */
    private final class At {
        private final String file;
        private final Row row;
        private final List<Fault> faults;
        private boolean sound = true;

        At(String file, Row row, List<Fault> faults) {
            this.file = file;
            this.row = row;
            this.faults = faults;
        }

        boolean sound() {
            return sound;
        }

        void wrong(String column, String what) {
            sound = false;
            faults.add(new Fault(file, row.line(), column, what));
        }

        int number(String column, int max) {
            String text = row.get(column);
            if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) > max) {
                wrong(column, "is a whole number, 0 to " + max);
                return 0;
            }
            return Integer.parseInt(text);
        }

        /** Money as people write it, with a point before the minor units and all of them. */
        long money(String column) {
            int digits = currency.getDefaultFractionDigits();
            String shape = "[0-9]{1,9}" + (digits == 0 ? "" : "\\.[0-9]{" + digits + "}");
            String text = row.get(column);
            if (!text.matches(shape)) {
                wrong(column, "is money with " + digits + " digits after the point");
                return 0;
            }
            return Long.parseLong(text.replace(".", ""));
        }
    }
}
