package dev.tidegate.simulator.acquirer.books;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tidegate.simulator.acquirer.wire.OriginalReference;
import java.time.Instant;
import java.time.LocalDate;

/** One line of the ledger file; the ledger is what its lines add up to. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LedgerEvent.Booked.class, name = "booked"),
    @JsonSubTypes.Type(value = LedgerEvent.Repeated.class, name = "repeated"),
    @JsonSubTypes.Type(value = LedgerEvent.Reversed.class, name = "reversed"),
    @JsonSubTypes.Type(value = LedgerEvent.Reduced.class, name = "reduced"),
    @JsonSubTypes.Type(value = LedgerEvent.Buried.class, name = "buried"),
    @JsonSubTypes.Type(value = LedgerEvent.UploadAsked.class, name = "uploadAsked"),
    @JsonSubTypes.Type(value = LedgerEvent.Uploaded.class, name = "uploaded"),
    @JsonSubTypes.Type(value = LedgerEvent.BatchClosed.class, name = "batchClosed"),
    @JsonSubTypes.Type(value = LedgerEvent.BatchNumbered.class, name = "batchNumbered"),
    @JsonSubTypes.Type(value = LedgerEvent.DayTurned.class, name = "dayTurned")
})
public sealed interface LedgerEvent {
    /** A financial message was taken up, approved or declined; a completion or void also changes what it is about. */
    record Booked(LedgerEntry entry) implements LedgerEvent {}

    /** A booked message came again. */
    record Repeated(TransactionKey key, Instant at) implements LedgerEvent {}

    /** A reversal came for a booking, the first time or again. */
    record Reversed(TransactionKey key, Instant at) implements LedgerEvent {}

    /** A reversal of part came: this much stands. */
    record Reduced(TransactionKey key, long standing, Instant at) implements LedgerEvent {}

    /** A reversal came for a message that has not. */
    record Buried(OriginalReference original, long amount, Instant at) implements LedgerEvent {}

    /** A batch did not balance: the terminal is to tell its items one by one. */
    record UploadAsked(String tid, Instant at) implements LedgerEvent {}

    /** The terminal told of a booking that the host has. */
    record Uploaded(TransactionKey key, Instant at) implements LedgerEvent {}

    /** A batch was closed. */
    record BatchClosed(String tid, BatchClose close, Instant at) implements LedgerEvent {}

    /** The next number of a terminal's batch was set from outside. */
    record BatchNumbered(String tid, int number, Instant at) implements LedgerEvent {}

    /** The acquirer's day ended; this is the next. */
    record DayTurned(LocalDate businessDate, Instant at) implements LedgerEvent {}
}
