package dev.tidegate.gateway.codec;

import dev.tidegate.gateway.profile.BatchTotals;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the host says of a batch.
 *
 * @param code DE 39
 * @param totals its own sums, null where it names none
 * @param number of the batch that is open there, 0 where it names none
 * @param day the acquirer's, null where it names none
 */
public record BatchAnswer(
        String code,
        @Nullable BatchTotals totals,
        int number,
        @Nullable LocalDate day) {}
