package dev.tidegate.core.payment;

import java.util.Currency;

/**
 * Money: minor units of one ISO 4217 currency. Never negative: a direction is said by the kind of message, not by a
 * sign.
 *
 * @param minor 0 to {@link #MINOR_MAX}
 */
public record Amount(long minor, Currency currency) implements Comparable<Amount> {
    /** Twelve digits: what DE 4 and tag 9F02 can carry. */
    public static final long MINOR_MAX = 999_999_999_999L;

    public Amount {
        if (minor < 0 || minor > MINOR_MAX) {
            throw new IllegalArgumentException("an amount has 0 to 12 digits of minor units");
        }
        if (currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException(currency + " is not money");
        }
    }

    /** {@code Amount.of(1250, "EUR")} is twelve euro fifty. */
    public static Amount of(long minor, String currencyCode) {
        return new Amount(minor, Currency.getInstance(currencyCode));
    }

    /**
     * The sum.
     *
     * @throws CurrencyMismatchException another currency; the caller never adds across currencies
     */
    public Amount plus(Amount other) {
        return new Amount(minor + same(other).minor, currency);
    }

    /**
     * The difference.
     *
     * @throws CurrencyMismatchException another currency
     * @throws IllegalArgumentException the other is greater
     */
    public Amount minus(Amount other) {
        return new Amount(minor - same(other).minor, currency);
    }

    /**
     * Order within one currency.
     *
     * @throws CurrencyMismatchException another currency
     */
    @Override
    public int compareTo(Amount other) {
        return Long.compare(minor, same(other).minor);
    }

    /** Whether this is more than the other. */
    public boolean exceeds(Amount other) {
        return compareTo(other) > 0;
    }

    /** For people: {@code 12.50 EUR}. */
    @Override
    public String toString() {
        return java.math.BigDecimal.valueOf(minor, currency.getDefaultFractionDigits()) + " "
                + currency.getCurrencyCode();
    }

    private Amount same(Amount other) {
        if (!currency.equals(other.currency)) {
            throw new CurrencyMismatchException(currency, other.currency);
        }
        return other;
    }
}
