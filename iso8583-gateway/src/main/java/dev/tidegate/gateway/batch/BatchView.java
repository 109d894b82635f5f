package dev.tidegate.gateway.batch;

import dev.tidegate.gateway.profile.Batch;
import dev.tidegate.gateway.profile.Batch.Reversed;
import dev.tidegate.gateway.profile.BatchTotals;
import dev.tidegate.gateway.store.BatchMessage;
import dev.tidegate.gateway.store.BatchMessage.Kind;
import dev.tidegate.gateway.store.BatchRow;
import dev.tidegate.gateway.store.Outstanding;
import dev.tidegate.gateway.store.Tables;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a batch stands, for people and machines.
 *
 * @param batch counts the terminal's batches for ever
 * @param number as the acquirer counts them
 * @param state OPEN, ASKED, CLOSING, UPLOADING, HELD or CLOSED; NONE where the acquirer adds up no batches by messages
 * @param cause why it is held, or how it was closed
 * @param day the acquirer's, empty before the close
 * @param totals by currency, made now of what was booked
 * @param host the host's own sums, null where it has named none
 * @param outstanding what the terminal has that is in no batch
 */
public record BatchView(
        String acquirer,
        String terminal,
        long batch,
        int number,
        String state,
        String cause,
        String day,
        SortedMap<String, Side> totals,
        @Nullable Side host,
        Outstanding outstanding,
        String askedBy,
        @Nullable Instant closedAt) {
    /**
     * The sums of one side, what was reversed taken off.
     *
     * @param salesAmount in minor units
     * @param refundsAmount in minor units
     */
    public record Side(long sales, long salesAmount, long refunds, long refundsAmount) {
        static Side of(BatchTotals totals) {
            BatchTotals net = totals.net();
            return new Side(
                    net.debits().count(),
                    net.debits().amount(),
                    net.credits().count(),
                    net.credits().amount());
        }
    }

    static BatchView of(Tables tables, BatchRow batch, @Nullable Batch rules) {
        List<BatchMessage> sums = tables.batchMessages().of(batch).stream()
                .filter(message -> message.kind() == Kind.SUMS)
                .toList();
        long newest = tables.batchItems().newest();
        Long last = batch.lastEvent();
        // Once its close has begun, a batch is what was last said of it.
        long upTo = last == null || sums.isEmpty()
                ? newest
                : sums.getLast().identity().upTo();
        Reversed reversed = rules == null ? Reversed.LEFT_OUT : rules.reversed();
        SortedMap<String, Side> totals = tables
                .batchItems()
                .totals(batch.lane(), batch.firstEvent(), last == null ? newest : last, upTo, reversed)
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, e -> Side.of(e.getValue()), (one, other) -> one, TreeMap::new));
        @Nullable
        BatchTotals host = sums.reversed().stream()
                .map(BatchMessage::host)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new BatchView(
                batch.lane().acquirer(),
                batch.lane().terminal().strip(),
                batch.seq(),
                batch.number(),
                rules == null ? "NONE" : batch.state().name(),
                batch.cause(),
                batch.day() == null ? "" : batch.day().toString(),
                totals,
                host == null ? null : Side.of(host),
                tables.batches().outstanding(batch.lane()),
                batch.askedBy(),
                batch.closedAt());
    }
}
