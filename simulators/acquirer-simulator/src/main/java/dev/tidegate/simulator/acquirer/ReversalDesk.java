package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.books.EntryState;
import dev.tidegate.simulator.acquirer.books.Ledger;
import dev.tidegate.simulator.acquirer.books.LedgerEntry;
import dev.tidegate.simulator.acquirer.books.LedgerEvent;
import dev.tidegate.simulator.acquirer.books.TransactionKind;
import dev.tidegate.simulator.acquirer.wire.Dialect;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.OriginalReference;
import dev.tidegate.simulator.acquirer.wire.Reading;
import dev.tidegate.simulator.acquirer.wire.ResponseCode;
import java.util.Optional;

/** Reversals, of all or of part. Called under the ledger's monitor. */
final class ReversalDesk {
    private final Dialect dialect;
    private final Bookkeeper books;
    private final Ledger ledger;

    ReversalDesk(Dialect dialect, Bookkeeper books) {
        this.dialect = dialect;
        this.books = books;
        this.ledger = books.ledger();
    }

    IsoMessage answer(IsoMessage message) {
        Reading reading = Reading.of(message);
        OriginalReference original = reading.original();
        Optional<LedgerEntry> found = ledger.find(original);
        if (found.isEmpty() || ledger.tombstone(original).isPresent()) {
            books.book(new LedgerEvent.Buried(original, reading.originalAmount(), books.now()));
            return Answers.plain(
                    message, dialect.takesAnyReversal() ? ResponseCode.REVERSED : ResponseCode.ORIGINAL_UNKNOWN);
        }
        return Answers.plain(message, reverse(reading, found.get()));
    }

    private ResponseCode reverse(Reading reading, LedgerEntry entry) {
        boolean completed = entry.kind() == TransactionKind.AUTHORISATION && entry.state() == EntryState.DONE;
        if (completed) {
            return ResponseCode.INVALID_TRANSACTION;
        }
        long told = reading.originalAmount();
        if (told != entry.sale().amount() && told != entry.answer().amount()) {
            return ResponseCode.INVALID_AMOUNT;
        }
        if (reading.reversesPart()) {
            return reducePart(entry, reading.standing());
        }
        books.book(new LedgerEvent.Reversed(entry.key(), books.now()));
        return ResponseCode.REVERSED;
    }

    private ResponseCode reducePart(LedgerEntry entry, long standing) {
        if (!dialect.reversesPart()) {
            return ResponseCode.NO_SUCH_FUNCTION;
        }
        if (standing > entry.standing()) {
            return ResponseCode.INVALID_AMOUNT;
        }
        books.book(new LedgerEvent.Reduced(entry.key(), standing, books.now()));
        return ResponseCode.REVERSED;
    }
}
