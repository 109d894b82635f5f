package dev.tidegate.till.catalogue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The one rule by which money is rounded: half a minor unit goes up, at the place where it comes up – a weighed line, a
 * discount in percent, the tax of one rate – and never twice. What is shared out is shared out whole: each part is
 * rounded down, and the minor units that are left go one by one to the parts that lost most, the earlier first.
 */
public final class Rounding {
    private Rounding() {}

    /** {@code value × part ÷ whole}; none of them negative, the whole not 0. */
    public static long share(long value, long part, long whole) {
        if (value < 0 || part < 0 || whole <= 0) {
            throw new IllegalArgumentException("a share is of what is there");
        }
        BigInteger doubled = BigInteger.valueOf(value)
                .multiply(BigInteger.valueOf(part))
                .shiftLeft(1)
                .add(BigInteger.valueOf(whole));
        return doubled.divide(BigInteger.valueOf(whole).shiftLeft(1)).longValueExact();
    }

    /**
     * Shares an amount out in proportion to weights; the parts sum to it.
     *
     * @param amount not more than the sum of the weights, so that no part is more than its weight
     * @param weights none negative
     */
    public static List<Long> apportion(long amount, List<Long> weights) {
        BigInteger whole =
                BigInteger.valueOf(weights.stream().mapToLong(Long::longValue).sum());
        List<Long> parts = new ArrayList<>();
        List<BigInteger> lost = new ArrayList<>();
        for (long weight : weights) {
            BigInteger exact = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(weight));
            BigInteger[] divided = whole.signum() == 0
                    ? new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO}
                    : exact.divideAndRemainder(whole);
            parts.add(divided[0].longValueExact());
            lost.add(divided[1]);
        }
        long left = whole.signum() == 0
                ? 0
                : amount - parts.stream().mapToLong(Long::longValue).sum();
        List<Integer> order = IntStream.range(0, weights.size())
                .boxed()
                .sorted(Comparator.comparing((Integer at) -> lost.get(at)).reversed())
                .toList();
        for (int i = 0; i < left; i++) {
            int at = order.get(i);
            parts.set(at, parts.get(at) + 1);
        }
        return List.copyOf(parts);
    }
}
