package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.books.EntryState;
import dev.tidegate.simulator.acquirer.books.GivenAnswer;
import dev.tidegate.simulator.acquirer.books.Ledger;
import dev.tidegate.simulator.acquirer.books.LedgerEntry;
import dev.tidegate.simulator.acquirer.books.LedgerEvent;
import dev.tidegate.simulator.acquirer.books.TransactionKey;
import dev.tidegate.simulator.acquirer.books.TransactionKind;
import dev.tidegate.simulator.acquirer.issuer.CardUse;
import dev.tidegate.simulator.acquirer.issuer.CryptogramCheck;
import dev.tidegate.simulator.acquirer.issuer.Issuer;
import dev.tidegate.simulator.acquirer.issuer.Verdict;
import dev.tidegate.simulator.acquirer.wire.Digits;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.OriginalReference;
import dev.tidegate.simulator.acquirer.wire.Reading;
import dev.tidegate.simulator.acquirer.wire.ResponseCode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Authorisations and financial messages: sales, holds and their completions, refunds, voids. Called under the ledger's
 * monitor.
 *
 * <table>
 *   <caption>A message whose (terminal, class, STAN, RRN) is known</caption>
 *   <tr><td>the same, marked as a repeat</td><td>the first answer again</td></tr>
 *   <tr><td>the same, but reversed meanwhile</td><td>05: it must not look captured</td></tr>
 *   <tr><td>anything else</td><td>94</td></tr>
 *   <tr><td>its reversal came before it</td><td>booked as declined, 05</td></tr>
 * </table>
 */
final class SaleDesk {
    private static final String NO_AUTHORISATION = "000000";

    private final Map<String, Integer> authorisations = new ConcurrentHashMap<>();
    private final Bookkeeper books;
    private final Ledger ledger;
    private final Issuer issuer;
    private final Answers answers;

    SaleDesk(Bookkeeper books, Issuer issuer, Answers answers) {
        this.books = books;
        this.ledger = books.ledger();
        this.issuer = issuer;
        this.answers = answers;
    }

    IsoMessage answer(IsoMessage message, Word word) {
        Optional<LedgerEntry> booked = ledger.find(TransactionKey.of(message));
        if (booked.isPresent()) {
            return booked.get().isRepeatedBy(message)
                    ? repeat(message, booked.get())
                    : Answers.plain(message, ResponseCode.DUPLICATE);
        }
        return switch (Reading.of(message).movement()) {
            case VOID -> takeBack(message, word);
            case REFUND -> refund(message, word);
            case PURCHASE, OTHER -> purchase(message, word);
        };
    }

    private IsoMessage repeat(IsoMessage message, LedgerEntry entry) {
        books.book(new LedgerEvent.Repeated(entry.key(), books.now()));
        return entry.state() == EntryState.REVERSED
                ? Answers.plain(message, ResponseCode.DO_NOT_HONOUR)
                : answers.of(message, entry);
    }

    private IsoMessage purchase(IsoMessage message, Word word) {
        if (!message.mti().isAdvice()) {
            TransactionKind kind = message.mti().messageClass() == '1'
                    ? TransactionKind.AUTHORISATION
                    : Reading.of(message).isDeferred() ? TransactionKind.DEFERRED_SALE : TransactionKind.SALE;
            return book(message, kind, TransactionKey.NONE, word, () -> decided(message, word));
        }
        Optional<LedgerEntry> hold = hold(message);
        if (hold.isPresent()) {
            return complete(message, hold.get(), word);
        }
        Fault fault = message.has(55) ? ChipCheck.fault(message) : Fault.NONE;
        return fault.isNone()
                ? book(message, TransactionKind.ADVICE, TransactionKey.NONE, word, () -> decided(message, word))
                : answers.of(message, fault);
    }

    /** The hold an advice completes: the one it names, else one of the same reference or authorisation. */
    private Optional<LedgerEntry> hold(IsoMessage message) {
        String authorisation = givenBefore(message);
        return ledger.find(Reading.of(message).original())
                .filter(entry -> entry.kind() == TransactionKind.AUTHORISATION)
                .or(() -> ledger.hold(message.text(41), message.text(37), authorisation, message.maskedPan()));
    }

    private IsoMessage complete(IsoMessage message, LedgerEntry hold, Word word) {
        if (hold.state() == EntryState.DONE) {
            return Answers.plain(message, ResponseCode.DUPLICATE);
        }
        if (hold.state() == EntryState.HELD && Reading.of(message).amount() > hold.standing()) {
            return Answers.plain(message, ResponseCode.INVALID_AMOUNT);
        }
        ResponseCode own = hold.state() == EntryState.HELD ? ResponseCode.APPROVED : ResponseCode.DO_NOT_HONOUR;
        String code = word.code().apply(own.text(message.mti()));
        var card = new CardUse(hold.card().name(), hold.card().pan(), CardUse.NO_ATC, CryptogramCheck.ABSENT);
        return book(message, TransactionKind.COMPLETION, hold.key(), Word.NONE, () -> new Verdict(card, code, ""));
    }

    private IsoMessage refund(IsoMessage message, Word word) {
        OriginalReference reference = Reading.of(message).original();
        Optional<LedgerEntry> sale = ledger.find(reference);
        if (reference.saysWhich() && sale.isEmpty()) {
            return Answers.plain(message, ResponseCode.ORIGINAL_UNKNOWN);
        }
        if (sale.isPresent()) {
            if (!sale.get().kind().isSale() || sale.get().state() != EntryState.LIVE) {
                return Answers.plain(message, ResponseCode.INVALID_TRANSACTION);
            }
            long refunded =
                    ledger.refunded(sale.get().key()) + Reading.of(message).amount();
            if (refunded > sale.get().standing()) {
                return Answers.plain(message, ResponseCode.INVALID_AMOUNT);
            }
        }
        TransactionKey about = sale.map(LedgerEntry::key).orElse(TransactionKey.NONE);
        return book(message, TransactionKind.REFUND, about, Word.NONE, () -> issuer.card(message, word.code()));
    }

    /** A void names its sale, or has its reference (DE 37). */
    private IsoMessage takeBack(IsoMessage message, Word word) {
        var sameReference =
                new OriginalReference(message.text(41), OriginalReference.ANY_CLASS, "", message.text(37), "", "");
        Optional<LedgerEntry> found =
                ledger.find(Reading.of(message).original()).or(() -> ledger.find(sameReference));
        if (found.isEmpty()) {
            return Answers.plain(message, ResponseCode.ORIGINAL_UNKNOWN);
        }
        LedgerEntry sale = found.get();
        boolean stands = sale.state() == EntryState.LIVE || sale.state() == EntryState.HELD;
        if (!stands || !ledger.isOpen(sale.key())) {
            return Answers.plain(message, ResponseCode.INVALID_TRANSACTION);
        }
        if (Reading.of(message).amount() != sale.standing()) {
            return Answers.plain(message, ResponseCode.INVALID_AMOUNT);
        }
        return book(message, TransactionKind.VOID, sale.key(), Word.NONE, () -> issuer.card(message, word.code()));
    }

    private Verdict decided(IsoMessage message, Word word) {
        return issuer.decide(message, ledger::counters, word.code());
    }

    private IsoMessage book(
            IsoMessage message, TransactionKind kind, TransactionKey about, Word word, Supplier<Verdict> issuers) {
        LedgerEntry wanted = entry(message, kind, about, refusedByReversal(message), Word.NONE);
        LedgerEntry entry = ledger.isBarred(wanted) ? wanted : entry(message, kind, about, issuers.get(), word);
        books.book(new LedgerEvent.Booked(entry));
        return answers.of(message, entry);
    }

    private LedgerEntry entry(
            IsoMessage message, TransactionKind kind, TransactionKey about, Verdict verdict, Word word) {
        long asked = Reading.of(message).amount();
        boolean approved = ResponseCode.isApproval(verdict.code());
        long amount = approved && !message.mti().isAdvice() ? word.amount().applyAsLong(asked) : asked;
        String code = amount < asked ? ResponseCode.PARTLY_APPROVED.text(message.mti()) : verdict.code();
        String authorisation = approved ? authorisation(message, kind) : "";
        var answer = new GivenAnswer(code, amount, authorisation, verdict.issuerAuthentication());
        return LedgerEntry.booked(
                message, kind, about, amount, verdict.card(), answer, books.nextPlace(message.text(41)), books.now());
    }

    /** What the issuer's centre gave by telephone is the authorisation of that sale; others are given one here. */
    private String authorisation(IsoMessage message, TransactionKind kind) {
        String told = givenBefore(message);
        return kind == TransactionKind.ADVICE && !told.isEmpty() ? told : nextAuthorisation(message);
    }

    private static String givenBefore(IsoMessage message) {
        return message.text(38).equals(NO_AUTHORISATION) ? "" : message.text(38).strip();
    }

    private static Verdict refusedByReversal(IsoMessage message) {
        String name = Issuer.nameOf(message);
        var card = new CardUse(name, message.maskedPan(), CardUse.NO_ATC, CryptogramCheck.ABSENT);
        return new Verdict(card, ResponseCode.DO_NOT_HONOUR.text(message.mti()), "");
    }

    /** DE 38: the number of the terminal's booking, whatever others do beside it: two runs give the same. */
    private String nextAuthorisation(IsoMessage message) {
        int number = authorisations.compute(message.text(41), (tid, last) -> (last == null ? booked(tid) : last) + 1);
        return Digits.padded(number % 1_000_000, 6);
    }

    // Asked once for a terminal: after a start it goes on where it was.
    private int booked(String tid) {
        return (int) ledger.entries().stream()
                .filter(entry -> entry.key().tid().equals(tid))
                .count();
    }
}
