package dev.tidegate.gateway.codec;

import dev.tidegate.core.payment.Stan;
import dev.tidegate.gateway.profile.BatchTotals;
import dev.tidegate.gateway.profile.Terminal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What the sums of a batch say.
 *
 * @param repeat whether they may have been sent before
 * @param number of the batch
 * @param day the acquirer's
 * @param sentAt DE 7
 * @param firstSentAt DE 12, which a repeat keeps
 */
public record BatchFacts(
        boolean repeat,
        Terminal terminal,
        int number,
        LocalDate day,
        BatchTotals totals,
        Stan stan,
        Instant sentAt,
        Instant firstSentAt) {}
