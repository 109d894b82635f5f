package dev.tidegate.core.card;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;

/**
 * The month after whose last day a card is no longer valid (EMV 4.4 Book 3, tag 5F24; ISO 8583 DE 14). Never printed.
 *
 * @param year 2000 to 2099
 * @param month 1 to 12
 */
public record ExpiryDate(int year, int month) {
    public ExpiryDate {
        if (year < 2000 || year > 2099 || month < 1 || month > 12) {
            throw new IllegalArgumentException("an expiry date is a month of 2000 to 2099");
        }
    }

    /** Whether the card is no longer valid on a day. */
    public boolean isOver(LocalDate day) {
        return YearMonth.of(year, month).isBefore(YearMonth.from(day));
    }

    /** Four digits YYMM, as DE 14 wants them. */
    public String yearMonth() {
        return String.format(Locale.ROOT, "%02d%02d", year % 100, month);
    }

    @Override
    public String toString() {
        return "ExpiryDate[masked]";
    }
}
