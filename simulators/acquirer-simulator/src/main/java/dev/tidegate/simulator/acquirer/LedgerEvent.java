package dev.tidegate.simulator.acquirer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** One line of the ledger file; the ledger is what its lines add up to. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LedgerEvent.Booked.class, name = "booked"),
    @JsonSubTypes.Type(value = LedgerEvent.Repeated.class, name = "repeated"),
    @JsonSubTypes.Type(value = LedgerEvent.Reversed.class, name = "reversed"),
    @JsonSubTypes.Type(value = LedgerEvent.Buried.class, name = "buried")
})
sealed interface LedgerEvent {
    /** A sale or an advice was taken up, approved or declined. */
    record Booked(LedgerEntry entry) implements LedgerEvent {}

    /** A booked message came again. */
    record Repeated(TransactionKey key, Instant at) implements LedgerEvent {}

    /** A reversal came for a booking, the first time or again. */
    record Reversed(TransactionKey key, Instant at) implements LedgerEvent {}

    /** A reversal came for a message that has not. */
    record Buried(TransactionKey key, long amount, Instant at) implements LedgerEvent {}
}
