package dev.tidegate.till.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scanner read: EAN-13, EAN-8 or UPC-A (GS1 General Specifications, 7.9: check digit), of a trade item or of the
 * shop's own, with a price or a weight inside (prefixes 20 to 29).
 */
public sealed interface Barcode {
    /** Longer bursts are no code of goods. */
    int LENGTH_MAX = 13;

    /**
     * A whole number of a trade item.
     *
     * @param code 8 digits, or 13: a UPC-A has a 0 before it
     */
    record Plain(String code) implements Barcode {}

    /**
     * A weight is inside.
     *
     * @param stem by which the catalogue lists the item
     * @param grams more than 0
     */
    record Weighed(String stem, int grams) implements Barcode {}

    /**
     * A price is inside.
     *
     * @param stem by which the catalogue lists the item
     * @param minor minor units, more than 0
     */
    record Priced(String stem, long minor) implements Barcode {}

    /** No code of goods, or one that was read wrong. */
    record Unreadable() implements Barcode {}

    /** @param patterns of codes with something inside; the first that fits is it */
    static Barcode parse(String text, List<BarcodePattern> patterns) {
        String code = canonical(text);
        if (code == null) {
            return new Unreadable();
        }
        for (BarcodePattern pattern : patterns) {
            if (pattern.fits(code)) {
                return pattern.read(code);
            }
        }
        return new Plain(code);
    }

    /** The form in which a code is looked up; absent where it is none, or its check digit is wrong. */
    static @Nullable String canonical(String text) {
        if (!text.matches("[0-9]{8}|[0-9]{12}|[0-9]{13}") || !checks(text)) {
            return null;
        }
        // GS1: a GTIN-12 is a GTIN-13 with a leading zero.
        return text.length() == 12 ? "0" + text : text;
    }

    private static boolean checks(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? digit : 3 * digit;
        }
        return sum % 10 == 0;
    }
}
