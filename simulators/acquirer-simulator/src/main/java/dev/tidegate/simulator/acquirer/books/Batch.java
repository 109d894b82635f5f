package dev.tidegate.simulator.acquirer.books;

/**
 * The open batch of a terminal.
 *
 * @param number 1 to {@link #NUMBER_MAX}, then 1 again
 * @param items bookings in it so far
 * @param uploading the terminal is telling its items, because the last totals differed
 * @param totals what the host counts; while uploading, of what has been told
 * @param last how the one before was closed; number 0 when none was
 */
public record Batch(int number, int items, boolean uploading, BatchTotals totals, BatchClose last) {
    public static final int NUMBER_MAX = 999;

    static int after(int number) {
        return number % NUMBER_MAX + 1;
    }
}
