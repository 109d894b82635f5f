package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.books.Batch;
import dev.tidegate.simulator.acquirer.books.BatchClose;
import dev.tidegate.simulator.acquirer.books.BatchTotals;
import dev.tidegate.simulator.acquirer.books.GivenAnswer;
import dev.tidegate.simulator.acquirer.books.Ledger;
import dev.tidegate.simulator.acquirer.books.LedgerEntry;
import dev.tidegate.simulator.acquirer.books.LedgerEvent;
import dev.tidegate.simulator.acquirer.books.TransactionKey;
import dev.tidegate.simulator.acquirer.books.TransactionKind;
import dev.tidegate.simulator.acquirer.issuer.CardUse;
import dev.tidegate.simulator.acquirer.issuer.CryptogramCheck;
import dev.tidegate.simulator.acquirer.issuer.Issuer;
import dev.tidegate.simulator.acquirer.wire.Dialect;
import dev.tidegate.simulator.acquirer.wire.Digits;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.OriginalReference;
import dev.tidegate.simulator.acquirer.wire.Reading;
import dev.tidegate.simulator.acquirer.wire.ResponseCode;
import java.util.Optional;

/**
 * Reconciliation of a terminal's batch, and its upload where the totals differ. Called under the ledger's monitor.
 *
 * <table>
 *   <caption>What a terminal is told</caption>
 *   <tr><td>the totals agree</td><td>00 / 500, closed</td></tr>
 *   <tr><td>they differ</td><td>95, upload wanted, stays open; elavon-like: 501 with the host's, closed</td></tr>
 *   <tr><td>both are empty</td><td>00, closed; 1993: 133, stays open</td></tr>
 *   <tr><td>another batch</td><td>80 / 137 with the number of the open one</td></tr>
 *   <tr><td>the close again</td><td>its answer again</td></tr>
 * </table>
 */
final class BatchDesk {
    private final Dialect dialect;
    private final Bookkeeper books;
    private final Ledger ledger;

    BatchDesk(Dialect dialect, Bookkeeper books) {
        this.dialect = dialect;
        this.books = books;
        this.ledger = books.ledger();
    }

    /**
     * Answers totals.
     *
     * @param off added to the host's debits, to put it out of balance
     */
    IsoMessage reconcile(IsoMessage message, long off) {
        if (!dialect.reconciles()) {
            return Answers.plain(message, ResponseCode.NO_SUCH_FUNCTION);
        }
        String tid = message.text(41);
        Batch batch = ledger.batch(tid);
        int named = number(message).orElse(batch.number());
        BatchClose last = batch.last();
        if (last.number() == named && last.stan().equals(message.text(11))) {
            return BatchAnswers.of(message, last.code(), last.number(), last.totals());
        }
        if (named != batch.number()) {
            return Answers.plain(message, ResponseCode.BATCH_WRONG)
                    .with(Reading.batchField(message.mti()), Digits.padded(batch.number(), 3));
        }
        BatchTotals told = BatchAnswers.told(message);
        BatchTotals own = off == 0 ? batch.totals() : batch.totals().plusDebits(off);
        if (told.countsNothing() && own.countsNothing() && message.mti().is1993()) {
            return BatchAnswers.of(message, ResponseCode.BATCH_EMPTY.text(message.mti()), named, own);
        }
        boolean balanced = told.equals(own);
        ResponseCode code = balanced ? ResponseCode.BALANCED : ResponseCode.OUT_OF_BALANCE;
        if (balanced || dialect.closesOutOfBalance()) {
            var close = new BatchClose(named, message.text(11), code.text(message.mti()), own);
            books.book(new LedgerEvent.BatchClosed(tid, close, books.now()));
        } else {
            books.book(new LedgerEvent.UploadAsked(tid, books.now()));
        }
        return BatchAnswers.of(message, code.text(message.mti()), named, own);
    }

    /** Takes one item of an upload: counts it when the host has it, books it when it has not. */
    IsoMessage upload(IsoMessage message) {
        if (!ledger.batch(message.text(41)).uploading()) {
            return Answers.plain(message, ResponseCode.INVALID_TRANSACTION);
        }
        Optional<LedgerEntry> known = known(message);
        long amount = Reading.of(message).amount();
        if (known.isEmpty()) {
            books.book(new LedgerEvent.Booked(told(message, amount)));
        } else if (known.get().standing() != amount
                || !ledger.isOpen(known.get().key())) {
            return Answers.plain(message, ResponseCode.INVALID_AMOUNT);
        } else {
            books.book(new LedgerEvent.Uploaded(known.get().key(), books.now()));
        }
        return Answers.plain(message, ResponseCode.APPROVED);
    }

    private Optional<LedgerEntry> known(IsoMessage message) {
        var sameReference =
                new OriginalReference(message.text(41), OriginalReference.ANY_CLASS, "", message.text(37), "", "");
        return ledger.find(Reading.of(message).original())
                .or(() -> ledger.find(sameReference))
                .filter(entry -> entry.kind().isSale() || entry.kind() == TransactionKind.REFUND);
    }

    private LedgerEntry told(IsoMessage message, long amount) {
        String name = Issuer.nameOf(message);
        var card = new CardUse(name, message.maskedPan(), CardUse.NO_ATC, CryptogramCheck.ABSENT);
        var answer = new GivenAnswer(ResponseCode.APPROVED.text(message.mti()), amount, message.text(38), "");
        TransactionKind kind = Reading.of(message).movement() == Reading.Movement.REFUND
                ? TransactionKind.REFUND
                : TransactionKind.UPLOAD;
        return LedgerEntry.booked(
                message,
                kind,
                TransactionKey.NONE,
                amount,
                card,
                answer,
                books.nextPlace(message.text(41)),
                books.now());
    }

    /** The number a terminal names; text that is no number names none there is. */
    private static Optional<Integer> number(IsoMessage message) {
        String text = Reading.of(message).batch();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0);
    }
}
