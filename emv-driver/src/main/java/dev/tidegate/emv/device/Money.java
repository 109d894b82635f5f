package dev.tidegate.emv.device;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.payment.Amount;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/** Amounts as the protocol writes them: decimal numbers of major units. Exact both ways. */
final class Money {
    /** Beside it 1E999999999 would be a number of a thousand million digits. */
    private static final int SCALE_MAX = 6;

    private static final int PRECISION_MAX = 18;

    private Money() {}

    static BigDecimal major(Amount amount) {
        return BigDecimal.valueOf(amount.minor(), amount.currency().getDefaultFractionDigits());
    }

    /** Empty where it is no amount of that currency. */
    static Optional<Amount> read(JsonNode number, Currency currency) {
        if (!number.isNumber()) {
            return Optional.empty();
        }
        BigDecimal major = number.decimalValue();
        if (Math.abs((long) major.scale()) > SCALE_MAX || major.precision() > PRECISION_MAX) {
            return Optional.empty();
        }
        try {
            long minor =
                    major.movePointRight(currency.getDefaultFractionDigits()).longValueExact();
            return Optional.of(new Amount(minor, currency));
        } catch (ArithmeticException | IllegalArgumentException noAmount) {
            return Optional.empty();
        }
    }
}
