package dev.tidegate.simulator.acquirer.books;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one terminal did on one of the acquirer's days in one batch, in sums. Reversals of what never came have neither
 * day nor batch, so {@code totals} counts none of them.
 *
 * @param tid eight characters
 * @param batch 1 to 999; after 999 batches the same number comes again, on another day
 */
public record Book(String tid, LocalDate businessDate, int batch, Totals totals) {
    private static final Comparator<Book> BY_PLACE =
            Comparator.comparing(Book::tid).thenComparing(Book::businessDate).thenComparing(Book::batch);

    /** What is booked on one place. */
    private record Key(String tid, LocalDate businessDate, int batch) {
        static Key of(LedgerEntry entry) {
            return new Key(
                    entry.key().tid(),
                    entry.place().businessDate(),
                    entry.place().batch());
        }

        Book of(List<LedgerEntry> entries) {
            return new Book(tid, businessDate, batch, Totals.of(entries, 0));
        }
    }

    /** Every book that has an entry: by terminal, day and batch, in that order. */
    static List<Book> of(Collection<LedgerEntry> entries) {
        return entries.stream().collect(Collectors.groupingBy(Key::of)).entrySet().stream()
                .map(place -> place.getKey().of(place.getValue()))
                .sorted(BY_PLACE)
                .toList();
    }
}
