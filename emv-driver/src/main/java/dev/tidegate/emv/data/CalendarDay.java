package dev.tidegate.emv.data;

import java.time.LocalDate;

/**
 * A day as cards write it, YYMMDD (EMV 4.4 Book 3, tags 9A, 5F24, 5F25). Cards write days that no calendar has, such as
 * 30 February: they are compared, never counted with.
 *
 * @param year 1950 to 2049
 */
public record CalendarDay(int year, int month, int day) implements Comparable<CalendarDay> {
    public CalendarDay {
        if (year < 1950 || year > 2049 || month < 1 || month > 12 || day < 1 || day > 31) {
            throw new MalformedCardDataException("not a day");
        }
    }

    /**
     * Reads three bytes of digits.
     *
     * @throws MalformedCardDataException not digits, or not a month or day
     */
    public static CalendarDay of(Slice three) {
        if (three.length() != 3) {
            throw new MalformedCardDataException("a day has three bytes");
        }
        return new CalendarDay(century(pair(three, 0)), pair(three, 1), pair(three, 2));
    }

    /** The terminal's day; its century is the card's. */
    public static CalendarDay of(LocalDate date) {
        return new CalendarDay(century(date.getYear() % 100), date.getMonthValue(), date.getDayOfMonth());
    }

    /** EMV 4.4 Book 4, 6.7.3: years 00 to 49 are of this century, 50 to 99 of the last. */
    public static int century(int twoDigits) {
        return twoDigits < 50 ? 2000 + twoDigits : 1900 + twoDigits;
    }

    /**
     * Two digits of one byte, 0 to 99.
     *
     * @throws MalformedCardDataException not digits
     */
    public static int pair(Slice bytes, int index) {
        int high = bytes.nibble(2 * index);
        int low = bytes.nibble(2 * index + 1);
        if (high > 9 || low > 9) {
            throw new MalformedCardDataException("a date has digits only");
        }
        return 10 * high + low;
    }

    @Override
    public int compareTo(CalendarDay other) {
        return Integer.compare(ordinal(), other.ordinal());
    }

    private int ordinal() {
        return 10_000 * year + 100 * month + day;
    }
}
