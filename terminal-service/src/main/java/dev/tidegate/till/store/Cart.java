package dev.tidegate.till.store;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.till.catalogue.Discount;
import dev.tidegate.till.catalogue.Rounding;
import dev.tidegate.till.catalogue.TaxRate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a customer buys.
 *
 * @param version counts the changes, from 1
 * @param discount on all of it, as the catalogue had it; absent where none
 * @param tip minor units; not goods, and not taxed
 * @param voided nothing is sold of it any more
 */
public record Cart(
        UUID id,
        long version,
        Currency currency,
        List<Line> lines,
        @Nullable Discount discount,
        long tip,
        boolean voided) {
    /** More than anybody scans; a longer list is a mistake. */
    public static final int LINES_MAX = 200;

    /** What fits a line of a slip, twice. */
    public static final int NAME_LENGTH_MAX = 80;

    public static final int QUANTITY_MAX = 9_999;

    /** A thousand kilograms: more than stands on a counter's scale. */
    public static final int GRAMS_MAX = 999_999;

    /**
     * What a line took from the catalogue.
     *
     * @param unitMinor minor units of one piece, or of one kilogram where there are grams
     * @param grams of all of the line; 0 where it is sold by the piece
     */
    public record Sold(String item, long unitMinor, int grams, TaxRate tax) {
        public Sold {
            if (unitMinor < 0 || unitMinor > Amount.MINOR_MAX) {
                throw new IllegalArgumentException("a price has at most 12 digits and no sign");
            }
            if (grams < 0 || grams > GRAMS_MAX) {
                throw new IllegalArgumentException("a weight is 1 to 999999 grams");
            }
        }

        private long gross(int quantity) {
            return grams == 0 ? unitMinor * quantity : Rounding.share(unitMinor, grams, 1_000);
        }
    }

    /**
     * One line.
     *
     * @param minor minor units of the whole line, not of one piece, before its discount
     * @param sold absent where the amount was typed in
     * @param discount as the catalogue had it; absent where none
     */
    public record Line(
            String name,
            int quantity,
            long minor,
            @Nullable Sold sold,
            @Nullable Discount discount) {
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
            if (sold != null && sold.grams() > 0 && quantity != 1) {
                throw new IllegalArgumentException("what is weighed is weighed as one");
            }
            if (sold != null && sold.gross(quantity) != minor) {
                throw new IllegalArgumentException("the amount of a line is its price times its quantity");
            }
            if (discount != null && discount.scope() != Discount.Scope.LINE) {
                throw new IllegalArgumentException("the discount of a line is one for a line");
            }
        }

        /** An amount that was typed in. */
        public Line(String name, int quantity, long minor) {
            this(name, quantity, minor, null, null);
        }

        /** Of the catalogue. */
        public static Line of(String name, int quantity, Sold sold, @Nullable Discount discount) {
            return new Line(name, quantity, sold.gross(quantity), sold, discount);
        }

        /** Minor units after the line's own discount. */
        public long net() {
            return discount == null ? minor : minor - discount.off(minor);
        }
    }

    public Cart {
        lines = List.copyOf(lines);
        if (lines.size() > LINES_MAX) {
            throw new IllegalArgumentException("a cart has at most 200 lines");
        }
        if (tip < 0 || tip > Amount.MINOR_MAX) {
            throw new IllegalArgumentException("a tip has at most 12 digits and no sign");
        }
        if (discount != null && discount.scope() != Discount.Scope.CART) {
            throw new IllegalArgumentException("the discount of a cart is one for a cart");
        }
        long sum = tip;
        for (Line line : lines) {
            // 200 lines of 12 digits fit a long.
            sum += line.minor();
        }
        if (sum > Amount.MINOR_MAX) {
            throw new IllegalArgumentException("the total of a cart has at most 12 digits");
        }
    }

    /** Without discount and tip. */
    public Cart(UUID id, long version, Currency currency, List<Line> lines) {
        this(id, version, currency, lines, null, 0, false);
    }

    public Cart withLines(List<Line> others) {
        return new Cart(id, version, currency, others, discount, tip, voided);
    }

    public Cart withDiscount(@Nullable Discount other) {
        return new Cart(id, version, currency, lines, other, tip, voided);
    }

    public Cart withTip(long other) {
        return new Cart(id, version, currency, lines, discount, other, voided);
    }

    public Cart asVoided() {
        return new Cart(id, version, currency, lines, discount, tip, true);
    }

    Cart next(long version) {
        return new Cart(id, version, currency, lines, discount, tip, voided);
    }

    /** What is to be paid for all of it, and what that is made of. */
    public CartTotals totals() {
        return CartTotals.of(this);
    }

    /** What is to be paid for all of it: its lines less all discounts, and the tip. */
    public Amount total() {
        return new Amount(totals().total(), currency);
    }
}
