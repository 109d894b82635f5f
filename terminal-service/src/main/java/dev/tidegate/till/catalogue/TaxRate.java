package dev.tidegate.till.catalogue;

/**
 * A tax that is contained in prices.
 *
 * @param basisPoints hundredths of a percent of the price before tax: 1900 is 19 %
 */
public record TaxRate(String id, String name, int basisPoints) {
    /** More than doubles a price: a mistyped number. */
    public static final int BASIS_POINTS_MAX = 10_000;

    public TaxRate {
        Texts.requireId(id);
        Texts.requireName(name);
        Texts.check(basisPoints >= 0 && basisPoints <= BASIS_POINTS_MAX, "a tax rate is 0 to " + BASIS_POINTS_MAX);
    }

    /**
     * The tax within a price, half a minor unit rounded up.
     *
     * @param gross minor units, not negative
     */
    public long within(long gross) {
        return Rounding.share(gross, basisPoints, 10_000L + basisPoints);
    }
}
