package dev.tidegate.gateway.profile;

/**
 * The sums of a batch in one currency, as its messages have them (ISO 8583, DE 74 to 77 and 86 to 89): sales are
 * debits, refunds are credits, as the cardholder sees them.
 *
 * @param debitsReversed of the debits, and counted there too
 * @param creditsReversed of the credits, and counted there too
 */
public record BatchTotals(Sum debits, Sum debitsReversed, Sum credits, Sum creditsReversed) {
    /**
     * How many, and how much.
     *
     * @param amount in minor units
     */
    public record Sum(long count, long amount) {
        public static final Sum NONE = new Sum(0, 0);

        Sum plus(Sum other) {
            return new Sum(count + other.count, amount + other.amount);
        }

        Sum less(Sum other) {
            return new Sum(count - other.count, amount - other.amount);
        }
    }

    /** Nothing. */
    public static BatchTotals none() {
        return new BatchTotals(Sum.NONE, Sum.NONE, Sum.NONE, Sum.NONE);
    }

    public BatchTotals plus(BatchTotals other) {
        return new BatchTotals(
                debits.plus(other.debits),
                debitsReversed.plus(other.debitsReversed),
                credits.plus(other.credits),
                creditsReversed.plus(other.creditsReversed));
    }

    /** The same without what was reversed: what two sides are compared by, for each may count that or leave it out. */
    public BatchTotals net() {
        return new BatchTotals(debits.less(debitsReversed), Sum.NONE, credits.less(creditsReversed), Sum.NONE);
    }

    public boolean agreesWith(BatchTotals other) {
        return net().equals(other.net());
    }

    public boolean countsNothing() {
        return agreesWith(none());
    }

    /** Debits less credits in minor units, what was reversed taken off. */
    public long netAmount() {
        return net().debits.amount - net().credits.amount;
    }
}
