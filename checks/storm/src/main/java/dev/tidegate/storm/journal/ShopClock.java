package dev.tidegate.storm.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The clock of the workload: what time it is follows from the number of the newest sale, in every process alike. Nights
 * and months pass in between, so that hours end, results get a day old, and archives grow old enough to go.
 */
final class ShopClock implements InstantSource {
    private static final Duration BETWEEN_SALES = Duration.ofMinutes(3);
    /** A season has slow days first, with hours between the sales, and one busy day at the end. */
    private static final int SALES_OF_A_SEASON = 200;

    private static final int SLOW_SALES = 80;
    private static final int SALES_BEFORE_A_BREAK = 6;
    private static final Duration BREAK = Duration.ofHours(5);
    private static final Duration BETWEEN_SEASONS = Duration.ofDays(32);

    private final AtomicLong newest;

    /** @param next number of the next sale */
    ShopClock(long next) {
        this.newest = new AtomicLong(next - 1);
    }

    /** Says that a sale is handed over. */
    void sells(long number) {
        long ignored = newest.accumulateAndGet(number, Math::max);
    }

    @Override
    public Instant instant() {
        long number = newest.get();
        long seasons = number / SALES_OF_A_SEASON;
        long slow = seasons * SLOW_SALES + Math.min(number % SALES_OF_A_SEASON, SLOW_SALES);
        return SaleEntries.SOLD_AT
                .plus(BETWEEN_SALES.multipliedBy(number))
                .plus(BREAK.multipliedBy(slow / SALES_BEFORE_A_BREAK))
                .plus(BETWEEN_SEASONS.multipliedBy(seasons));
    }
}
