package dev.tidegate.core.payment;

/**
 * What a shift took in one currency: what a lost range of records was about is narrowed down by it.
 *
 * @param count of sales
 * @param sum of them
 */
public record ShiftTotal(int count, Amount sum) {
    public ShiftTotal {
        if (count < 0) {
            throw new IllegalArgumentException("a shift has no negative count");
        }
    }
}
