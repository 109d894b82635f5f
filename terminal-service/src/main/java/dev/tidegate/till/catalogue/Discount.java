package dev.tidegate.till.catalogue;

import dev.tidegate.core.payment.Amount;

/**
 * A discount that exists: so many hundredths of a percent, or an amount, never both.
 *
 * @param basisPoints 0 where it is an amount
 * @param minor minor units; 0 where it is a percentage
 */
public record Discount(String id, String name, Scope scope, int basisPoints, long minor) {
    /** What it may be taken off. */
    public enum Scope {
        LINE,
        CART
    }

    public Discount {
        Texts.requireId(id);
        Texts.requireName(name);
        Texts.check(basisPoints >= 0 && basisPoints <= 10_000, "a discount is at most 10000 basis points");
        Texts.check(minor >= 0 && minor <= Amount.MINOR_MAX, "a discount has at most 12 digits and no sign");
        Texts.check(basisPoints > 0 != minor > 0, "a discount is basis points or an amount, one of both");
    }

    /** What it takes off a price: never more than the price. */
    public long off(long gross) {
        return basisPoints > 0 ? Rounding.share(gross, basisPoints, 10_000) : Math.min(minor, gross);
    }
}
