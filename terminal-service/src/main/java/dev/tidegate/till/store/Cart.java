package dev.tidegate.till.store;

import dev.tidegate.core.payment.Amount;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/**
 * What a customer buys.
 *
 * @param version counts the changes, from 1
 */
public record Cart(UUID id, long version, Currency currency, List<Line> lines) {
    /** More than anybody scans; a longer list is a mistake. */
    public static final int LINES_MAX = 200;

    /** What fits a line of a slip, twice. */
    public static final int NAME_LENGTH_MAX = 80;

    public static final int QUANTITY_MAX = 9_999;

    /**
     * One line.
     *
     * @param minor minor units of the whole line, not of one piece
     */
    public record Line(String name, int quantity, long minor) {
        public Line {
            if (name.isBlank() || name.length() > NAME_LENGTH_MAX) {
                throw new IllegalArgumentException("the name of a line has 1 to 80 characters");
            }
            if (quantity < 1 || quantity > QUANTITY_MAX) {
                throw new IllegalArgumentException("the quantity of a line is 1 to 9999");
            }
            if (minor < 0 || minor > Amount.MINOR_MAX) {
                throw new IllegalArgumentException("the amount of a line has at most 12 digits and no sign");
            }
        }
    }

    public Cart {
        lines = List.copyOf(lines);
        if (lines.size() > LINES_MAX) {
            throw new IllegalArgumentException("a cart has at most 200 lines");
        }
        long sum = 0;
        for (Line line : lines) {
            // 200 lines of 12 digits fit a long.
            sum += line.minor();
        }
        if (sum > Amount.MINOR_MAX) {
            throw new IllegalArgumentException("the total of a cart has at most 12 digits");
        }
    }

    /** The sum of its lines. */
    public Amount total() {
        return new Amount(lines.stream().mapToLong(Line::minor).sum(), currency);
    }
}
