package dev.tidegate.simulator.acquirer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.simulator.acquirer.books.Batch;
import dev.tidegate.simulator.acquirer.books.Ledger;
import dev.tidegate.simulator.acquirer.books.LedgerEvent;
import java.util.Map;

/** The calls of the control API about the books: ledger, totals, batches and the business date. */
final class LedgerRoutes {
    private final Bookkeeper books;
    private final Ledger ledger;

    LedgerRoutes(Bookkeeper books) {
        this.books = books;
        this.ledger = books.ledger();
    }

    ControlAnswer entries() {
        return ControlAnswer.ok(LedgerView.of(ledger));
    }

    ControlAnswer totals() {
        return ControlAnswer.ok(ledger.totals());
    }

    ControlAnswer books() {
        return ControlAnswer.ok(Map.of("books", ledger.books()));
    }

    ControlAnswer batches() {
        return ControlAnswer.ok(Map.of("businessDate", books.businessDate().toString(), "batches", ledger.batches()));
    }

    /**
     * Gives the open batch of a terminal another number.
     *
     * @throws BadRequestException when the call is none
     */
    ControlAnswer renumber(JsonNode wish) {
        JsonNode number = wish.path("number");
        boolean inRange = number.canConvertToInt() && number.intValue() >= 1 && number.intValue() <= Batch.NUMBER_MAX;
        if (wish.size() != 2 || !wish.path("tid").isTextual() || !number.isIntegralNumber() || !inRange) {
            throw new BadRequestException(
                    "expected {\"tid\": \"TID00001\", \"number\": 1 to " + Batch.NUMBER_MAX + "}");
        }
        String tid = "%-8s".formatted(wish.path("tid").textValue());
        synchronized (ledger) {
            ledger.append(new LedgerEvent.BatchNumbered(tid, number.intValue(), books.now()));
        }
        return batches();
    }

    /** Ends the acquirer's day. */
    void turnDay() {
        synchronized (ledger) {
            ledger.append(new LedgerEvent.DayTurned(books.businessDate().plusDays(1), books.now()));
        }
    }
}
