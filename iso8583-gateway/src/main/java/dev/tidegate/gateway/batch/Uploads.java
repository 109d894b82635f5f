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

/** What a host that wants a batch's messages one by one has yet to be told. */
final class Uploads {
    private Uploads() {}

    /** The bookings that stand and were not told since the sums last differed, in order. */
    static List<BatchItem> left(Tables tables, Profile profile, BatchRow batch, List<BatchMessage> said) {
        int after = lastSums(said).n();
        return tables
                .batchItems()
                .standing(
                        batch.lane(),
                        batch.firstEvent(),
                        batch.end(),
                        tables.batchItems().newest())
                .stream()
                .filter(item -> !isTold(profile, item, said, after))
                .toList();
    }

    /** The newest sums of a batch. */
    static BatchMessage lastSums(List<BatchMessage> said) {
        return said.reversed().stream()
                .filter(message -> message.kind() == Kind.SUMS)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an upload before any sums"));
    }

    private static boolean isTold(Profile profile, BatchItem item, List<BatchMessage> said, int after) {
        List<BatchMessage> about = said.stream()
                .filter(message -> message.item() == item.event() && message.n() > after)
                .toList();
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
