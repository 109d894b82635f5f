package dev.tidegate.gateway.batch;

import dev.tidegate.gateway.store.BatchItem;
import dev.tidegate.gateway.store.BatchMessage;
import dev.tidegate.gateway.store.BatchRow;
import dev.tidegate.gateway.store.LaneId;
import dev.tidegate.gateway.store.Tables;
import java.time.Instant;
import java.util.List;

/**
 * One batch with what is in it and what happened to it.
 *
 * @param batches the terminal's batches, the newest first
 * @param items in the order of their events
 * @param messages of its close, in order
 * @param events of the terminal's batches, the newest last
 */
public record BatchStory(
        BatchView batch, List<Earlier> batches, List<Item> items, List<Message> messages, List<Event> events) {
    /** One batch in a line. */
    public record Earlier(long batch, int number, String state, String cause) {}

    /**
     * One booking, or what takes one back.
     *
     * @param cancels the event of the booking that it takes back, 0 where it books
     */
    public record Item(long event, String payment, String side, long amount, String currency, long cancels) {}

    /** One message of the close. */
    public record Message(int n, String kind, String state, String stan, int number, int sends, String code) {}

    /** What happened. */
    public record Event(long batch, Instant at, String event, String detail) {}

    static BatchStory of(Tables tables, BatchView view, LaneId lane) {
        List<BatchRow> rows = tables.batches().of(lane);
        BatchRow row = rows.stream()
                .filter(one -> one.seq() == view.batch())
                .findFirst()
                .orElseGet(() -> BatchRow.first(lane));
        Long last = row.lastEvent();
        return new BatchStory(
                view,
                rows.stream()
                        .map(one ->
                                new Earlier(one.seq(), one.number(), one.state().name(), one.cause()))
                        .toList(),
                tables
                        .batchItems()
                        .of(
                                lane,
                                row.firstEvent(),
                                last == null ? tables.batchItems().newest() : last)
                        .stream()
                        .map(BatchStory::item)
                        .toList(),
                tables.batchMessages().of(row).stream().map(BatchStory::message).toList(),
                tables.batches().events(lane).stream()
                        .map(one -> new Event(one.seq(), one.at(), one.event(), one.detail()))
                        .toList());
    }

    private static Item item(BatchItem item) {
        return new Item(
                item.event(),
                item.payment().toString(),
                item.side().name(),
                item.minor(),
                item.currency(),
                item.cancels());
    }

    private static Message message(BatchMessage message) {
        return new Message(
                message.n(),
                message.kind().name(),
                message.state().name(),
                message.identity().stan().toString(),
                message.identity().number(),
                message.sends(),
                message.code());
    }
}
