package dev.tidegate.gateway.batch;

import dev.tidegate.crypto.BodyRejectedException;
import dev.tidegate.gateway.codec.SaleFacts;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.ResponseTable.Stored;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.BatchItem;
import dev.tidegate.gateway.store.BatchMessage;
import dev.tidegate.gateway.store.BatchMessage.Kind;
import dev.tidegate.gateway.store.BatchMessage.State;
import dev.tidegate.gateway.store.BatchRow;
import dev.tidegate.gateway.store.Tables;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a host that wants a batch's messages one by one has yet to be told. */
final class Uploads {
    private Uploads() {}

    /** Bookings of one look: a batch has as many as it has, and each message looks once. */
    private static final int ITEMS_MAX = 1_000;

    /**
     * The next bookings that stand and were not told since the sums last differed, in order; none once all were told.
     */
    static List<BatchItem> left(Tables tables, Profile profile, BatchRow batch, List<BatchMessage> said) {
        return left(tables, profile, batch, said, ITEMS_MAX);
    }

    /** @param most how many are looked at together */
    static List<BatchItem> left(Tables tables, Profile profile, BatchRow batch, List<BatchMessage> said, int most) {
        int after = lastSums(said).n();
        Map<Long, List<BatchMessage>> told = said.stream()
                .filter(message -> message.kind() == Kind.UPLOAD && message.n() > after)
                .collect(Collectors.groupingBy(BatchMessage::item));
        long newest = tables.batchItems().newest();
        long first = batch.firstEvent();
        while (true) {
            List<BatchItem> some = tables.batchItems().standing(batch.lane(), first, batch.end(), newest, most);
            List<BatchItem> left = some.stream()
                    .filter(item -> !isTold(profile, told.getOrDefault(item.event(), List.of())))
                    .toList();
            if (!left.isEmpty() || some.size() < most) {
                return left;
            }
            first = some.getLast().event() + 1;
        }
    }

    /** The newest sums of a batch. */
    static BatchMessage lastSums(List<BatchMessage> said) {
        return said.reversed().stream()
                .filter(message -> message.kind() == Kind.SUMS)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an upload before any sums"));
    }

    private static boolean isTold(Profile profile, List<BatchMessage> about) {
        return profile.repeats(MessageKind.UPLOAD).isExhausted(about.size())
                || about.stream().anyMatch(message -> isOver(profile, message));
    }

    private static boolean isOver(Profile profile, BatchMessage message) {
        return message.state() == State.DROPPED
                || message.state() == State.ANSWERED && word(profile, message.code()) != Stored.RETRY;
    }

    /** What a code means for money that is ours already. */
    static Stored word(Profile profile, String code) {
        return profile.responses().row(code).advice();
    }

    /**
     * The message that booked an item.
     *
     * @throws BodyRejectedException none did: a person has booked it, after a restore
     */
    static AttemptRow booked(Tables tables, BatchItem item) {
        return tables.attempts().of(item.payment()).reversed().stream()
                .filter(attempt -> attempt.kind() != AttemptRow.Kind.REVERSAL && attempt.trace() != null)
                .filter(attempt -> attempt.state() == AttemptRow.State.ANSWERED)
                .findFirst()
                .orElseThrow(() -> new BodyRejectedException("NO_MESSAGE"));
    }

    static SaleFacts.Original original(AttemptRow booked) {
        return new SaleFacts.Original(
                MessageKind.valueOf(booked.kind().name()),
                booked.sent().stan(),
                booked.sent().firstSentAt(),
                booked.said().authorisationCode());
    }
}
