package dev.tidegate.core.card;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;

/**
 * The month after whose last day a card is no longer valid (EMV 4.4 Book 3, tag 5F24; ISO 8583 DE 14). Never printed.
 *
 * @param year 1950 to 2049
 * @param month 1 to 12
 */
public record ExpiryDate(int year, int month) {
    public ExpiryDate {
        if (year < 1950 || year > 2049 || month < 1 || month > 12) {
            throw new IllegalArgumentException("an expiry date is a month of 1950 to 2049");
        }
    }

    /**
     * As cards and hosts write it, two digits each: years 50 to 99 are of the last century, 00 to 49 of this one (EMV
     * 4.4 Book 4, 6.7.3).
     *
     * @throws IllegalArgumentException not a year of two digits, or not a month
     */
    public static ExpiryDate of(int yearOfCentury, int month) {
        if (yearOfCentury < 0 || yearOfCentury > 99) {
            throw new IllegalArgumentException("a year of an expiry date has two digits");
        }
        return new ExpiryDate(yearOfCentury < 50 ? 2000 + yearOfCentury : 1900 + yearOfCentury, month);
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
