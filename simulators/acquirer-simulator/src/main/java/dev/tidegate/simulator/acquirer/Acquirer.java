package dev.tidegate.simulator.acquirer;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The acquirer's books and its answers, one message at a time. What is answered is booked first.
 *
 * <table>
 *   <caption>A financial message whose (terminal, STAN, RRN) is known</caption>
 *   <tr><td>the same sale, marked as a repeat</td><td>the first answer again</td></tr>
 *   <tr><td>the same, but reversed meanwhile</td><td>05: it must not look captured</td></tr>
 *   <tr><td>anything else</td><td>94</td></tr>
 *   <tr><td>its reversal came before it</td><td>booked as declined, 05</td></tr>
 * </table>
 */
final class Acquirer {
    private final Ledger ledger;
    private final Issuer issuer;
    private final InstantSource clock;
    private final KillPlan killPlan;

    Acquirer(Ledger ledger, Issuer issuer, InstantSource clock, KillPlan killPlan) {
        this.ledger = ledger;
        this.issuer = issuer;
        this.clock = clock;
        this.killPlan = killPlan;
    }

    /**
     * Answers a request, after whatever it changed is on disk.
     *
     * @param message not an answer itself
     * @param word what a rule makes of the issuer's answer; identity without one
     * @throws LedgerBrokenException when the disk refuses; nothing is to be answered
     */
    IsoMessage answer(IsoMessage message, UnaryOperator<String> word) {
        String code = RequestCheck.codeFor(message);
        Mti type = message.mti().first();
        if (!code.equals(ResponseCode.APPROVED) || type.equals(MessageTypes.NETWORK)) {
            return Answers.plain(message, code);
        }
        // One at a time: two messages with one key must not both find it free.
        synchronized (ledger) {
            if (ledger.size() >= Ledger.ENTRIES_MAX) {
                return Answers.plain(message, ResponseCode.SYSTEM_MALFUNCTION);
            }
            return type.equals(MessageTypes.REVERSAL) ? reverse(message) : take(message, word);
        }
    }

    private IsoMessage take(IsoMessage message, UnaryOperator<String> word) {
        TransactionKey key = TransactionKey.of(message);
        Optional<LedgerEntry> booked = ledger.find(key);
        if (booked.isPresent()) {
            return booked.get().isRepeatedBy(message)
                    ? repeat(message, booked.get())
                    : Answers.plain(message, ResponseCode.DUPLICATE);
        }
        Verdict verdict = ledger.tombstone(key).isPresent()
                ? refusedByReversal(message)
                : issuer.decide(message, ledger::counters, word);
        var answer = new GivenAnswer(verdict.code(), authorisation(verdict), verdict.issuerAuthentication());
        book(new LedgerEvent.Booked(LedgerEntry.booked(message, verdict.card(), answer, clock.instant())));
        return Answers.of(message, answer);
    }

    private IsoMessage repeat(IsoMessage message, LedgerEntry entry) {
        book(new LedgerEvent.Repeated(entry.key(), clock.instant()));
        return entry.state() == EntryState.REVERSED
                ? Answers.plain(message, ResponseCode.DO_NOT_HONOUR)
                : Answers.of(message, entry.answer());
    }

    private IsoMessage reverse(IsoMessage message) {
        TransactionKey key = TransactionKey.ofOriginal(message);
        Optional<LedgerEntry> booked = ledger.find(key);
        long amount = Long.parseLong(message.text(4));
        if (booked.isEmpty() || ledger.tombstone(key).isPresent()) {
            book(new LedgerEvent.Buried(key, amount, clock.instant()));
            return Answers.plain(message, ResponseCode.ORIGINAL_UNKNOWN);
        }
        if (booked.get().sale().amount() != amount) {
            return Answers.plain(message, ResponseCode.INVALID_AMOUNT);
        }
        book(new LedgerEvent.Reversed(key, clock.instant()));
        return Answers.plain(message, ResponseCode.APPROVED);
    }

    private void book(LedgerEvent event) {
        killPlan.passBy(KillPoint.ACQUIRER_BEFORE_BOOKING);
        ledger.append(event);
        killPlan.passBy(KillPoint.ACQUIRER_AFTER_BOOKING);
    }

    private static Verdict refusedByReversal(IsoMessage message) {
        String name = Accounts.withPan(message.text(2)).map(Account::name).orElse(CardUse.UNKNOWN);
        var card = new CardUse(name, Secrecy.PAN.masked(message.text(2)), CardUse.NO_ATC, CryptogramCheck.ABSENT);
        return new Verdict(card, ResponseCode.DO_NOT_HONOUR, "");
    }

    /** DE 38: the number of the booking, so that no two of a run are alike. */
    private String authorisation(Verdict verdict) {
        if (!verdict.code().equals(ResponseCode.APPROVED)) {
            return "";
        }
        return Digits.padded((ledger.size() + 1) % 1_000_000, 6);
    }
}
