package dev.tidegate.till.store;

import dev.tidegate.till.catalogue.Discount;
import dev.tidegate.till.catalogue.Rounding;
import dev.tidegate.till.catalogue.TaxRate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a cart's total is made of; minor units, and {@link Rounding} is the only rule.
 *
 * <p>The discount on the cart is shared out among the tax rates in proportion to what is sold at each, so that the tax
 * told is the tax of what is paid. The parts sum to the whole: the gross sums of all rates and the tip are the total.
 *
 * @param goods all lines after their own discounts
 * @param off what the discount on the cart takes off
 * @param taxes one for each rate, in the order in which the lines have them
 */
public record CartTotals(long goods, long off, long tip, List<Taxed> taxes) {
    /**
     * What is sold at one rate.
     *
     * @param rate absent for amounts that were typed in: no rate is known of them
     * @param gross what is paid for it, tax included
     * @param tax within the gross
     */
    public record Taxed(@Nullable TaxRate rate, long gross, long tax) {}

    public CartTotals {
        taxes = List.copyOf(taxes);
    }

    static CartTotals of(Cart cart) {
        Map<String, Long> sums = new LinkedHashMap<>();
        Map<String, TaxRate> rates = new LinkedHashMap<>();
        for (Cart.Line line : cart.lines()) {
            Cart.Sold sold = line.sold();
            String key = sold == null ? "" : sold.tax().id() + ' ' + sold.tax().basisPoints();
            if (sold != null) {
                rates.put(key, sold.tax());
            }
            sums.merge(key, line.net(), Long::sum);
        }
        List<Long> gross = List.copyOf(sums.values());
        long goods = gross.stream().mapToLong(Long::longValue).sum();
        Discount discount = cart.discount();
        long off = discount == null ? 0 : discount.off(goods);
        List<Long> shares = Rounding.apportion(off, gross);
        List<Taxed> taxes = new ArrayList<>();
        int at = 0;
        for (String key : sums.keySet()) {
            long paid = gross.get(at) - shares.get(at);
            TaxRate rate = rates.get(key);
            taxes.add(new Taxed(rate, paid, rate == null ? 0 : rate.within(paid)));
            at++;
        }
        return new CartTotals(goods, off, cart.tip(), taxes);
    }

    public long total() {
        return goods - off + tip;
    }
}
