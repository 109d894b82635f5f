package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.books.Ledger;
import dev.tidegate.simulator.acquirer.books.LedgerBrokenException;
import dev.tidegate.simulator.acquirer.issuer.Issuer;
import dev.tidegate.simulator.acquirer.wire.Dialect;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.ResponseCode;

/** The acquirer's answers, one message at a time: whatever is answered is booked first. */
final class Acquirer {
    private final RequestCheck check;
    private final Answers answers;
    private final Ledger ledger;
    private final NetworkDesk network;
    private final SaleDesk sales;
    private final ReversalDesk reversals;
    private final BatchDesk batches;

    /**
     * An acquirer over its parts.
     *
     * @param trackInAdvice whether an advice must bring the track
     */
    Acquirer(Dialect dialect, boolean trackInAdvice, Bookkeeper books, Issuer issuer, NetworkDesk network) {
        this.check = new RequestCheck(dialect, trackInAdvice);
        this.answers = new Answers(dialect);
        this.ledger = books.ledger();
        this.network = network;
        this.sales = new SaleDesk(books, issuer, answers);
        this.reversals = new ReversalDesk(dialect, books);
        this.batches = new BatchDesk(dialect, books);
    }

    /**
     * Answers a request, after whatever it changed is on disk.
     *
     * @param message not an answer itself
     * @param word what a rule makes of it
     * @throws LedgerBrokenException when the disk refuses; nothing is to be answered
     */
    IsoMessage answer(IsoMessage message, Word word) {
        Fault fault = check.fault(message);
        if (!fault.isNone()) {
            return answers.of(message, fault);
        }
        if (message.mti().messageClass() == '8') {
            return network.answer(message);
        }
        // One at a time: two messages with one key must not both find it free.
        synchronized (ledger) {
            if (ledger.size() >= Ledger.ENTRIES_MAX) {
                return Answers.plain(message, ResponseCode.SYSTEM_MALFUNCTION);
            }
            return switch (message.mti().messageClass()) {
                case '3' -> batches.upload(message);
                case '4' -> reversals.answer(message);
                case '5' -> batches.reconcile(message, word.totalsOff());
                default -> sales.answer(message, word);
            };
        }
    }
}
