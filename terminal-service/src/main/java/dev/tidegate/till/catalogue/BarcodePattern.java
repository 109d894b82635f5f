package dev.tidegate.till.catalogue;

/**
 * Where a shop's own EAN-13 keeps what: 13 characters, digits for themselves first, then {@code I} for the item,
 * {@code P} for a price in minor units or {@code W} for grams, {@code V} for a digit that is not looked at (a check of
 * the price), and {@code C} last for the check digit. {@code 21IIIIIWWWWWC} begins with 21, has five digits of the item
 * and five of its grams.
 *
 * <p>The part up to the last {@code I} is the stem, by which the catalogue lists the item.
 */
public record BarcodePattern(String pattern) {
    public BarcodePattern {
        if (pattern.length() != Barcode.LENGTH_MAX || !pattern.matches("2[0-9]I+V*(?:P+|W+)C")) {
            throw new IllegalArgumentException(
                    "a pattern is 2 and a digit, I…, V…, P… or W…, and C: 13 characters, such as 21IIIIIWWWWWC");
        }
    }

    boolean fits(String code) {
        return code.length() == Barcode.LENGTH_MAX && code.startsWith(pattern.substring(0, 2));
    }

    boolean isStem(String text) {
        return text.length() == stemLength() && text.matches("[0-9]+") && text.startsWith(pattern.substring(0, 2));
    }

    Barcode read(String code) {
        int from = Math.max(pattern.indexOf('P'), pattern.indexOf('W'));
        int inside = Integer.parseInt(code.substring(from, Barcode.LENGTH_MAX - 1));
        String stem = code.substring(0, stemLength());
        if (inside == 0) {
            return new Barcode.Unreadable();
        }
        return pattern.indexOf('W') > 0 ? new Barcode.Weighed(stem, inside) : new Barcode.Priced(stem, inside);
    }

    private int stemLength() {
        return pattern.lastIndexOf('I') + 1;
    }
}
