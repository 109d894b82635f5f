package dev.tidegate.core.payment;

import java.util.Currency;

/** Two amounts of different currencies met in one sum or comparison. A mistake of the caller. */
public final class CurrencyMismatchException extends RuntimeException {
    private final Currency first;
    private final Currency second;

    public CurrencyMismatchException(Currency first, Currency second) {
        super(first + " and " + second + " cannot be added or compared");
        this.first = first;
        this.second = second;
    }

    public Currency first() {
        return first;
    }

    public Currency second() {
        return second;
    }
}
