package dev.tidegate.gateway.profile;

import dev.tidegate.core.payment.TillId;
import java.time.ZoneId;
import java.util.Currency;

/**
 * One till as its acquirer knows it.
 *
 * @param tid DE 41, 8 characters
 * @param mid DE 42, 15 characters
 * @param merchantName DE 43, 40 characters
 * @param category merchant category code, 4 digits
 * @param zone of the shop's own time, for DE 12 and 13
 */
public record Terminal(
        TillId till,
        String acquirer,
        String tid,
        String mid,
        String merchantName,
        String category,
        Currency currency,
        ZoneId zone) {
    public Terminal {
        if (tid.length() != 8 || mid.length() != 15 || merchantName.length() != 40) {
            throw new IllegalArgumentException("a terminal has 8, a merchant 15, a merchant's name 40 characters");
        }
        if (!category.matches("[0-9]{4}")) {
            throw new IllegalArgumentException("a merchant category code has 4 digits");
        }
    }
}
