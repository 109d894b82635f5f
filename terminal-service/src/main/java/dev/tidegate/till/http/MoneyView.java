package dev.tidegate.till.http;

import dev.tidegate.core.payment.Amount;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** Money as the API spells it: minor units and an ISO 4217 currency. */
record MoneyView(@Nullable Long value, @Nullable String currency) {
    static MoneyView of(Amount amount) {
        return new MoneyView(amount.minor(), amount.currency().getCurrencyCode());
    }

    static @Nullable MoneyView ofNullable(@Nullable Amount amount) {
        return amount == null ? null : of(amount);
    }

    /** What a caller sent, checked: in the till's currency, and not more than twelve digits. */
    Amount checked(String field, Currency tills) {
        if (value == null || value < 0 || value > Amount.MINOR_MAX) {
            throw ProblemException.field(field + ".value", "is minor units, 0 to 12 digits");
        }
        if (!tills.getCurrencyCode().equals(currency)) {
            throw ProblemException.field(field + ".currency", "is the till's: " + tills.getCurrencyCode());
        }
        return new Amount(value, tills);
    }
}
