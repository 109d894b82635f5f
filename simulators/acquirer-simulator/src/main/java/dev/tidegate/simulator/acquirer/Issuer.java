package dev.tidegate.simulator.acquirer;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The issuer of the test cards. It checks every ARQC and every TC with the card's own key before it looks at anything
 * else, and answers 82 to one that is wrong or whose counter another transaction of the card has used.
 */
final class Issuer {
    private final TripleDesKey masterKey;

    Issuer(TripleDesKey masterKey) {
        this.masterKey = masterKey;
    }

    /**
     * Decides about a financial message that {@link RequestCheck} found well-formed and the ledger has not seen.
     *
     * @param counters the counters of a card, by the account's name
     * @param word turns the account's own answer into the one to give; a rule speaks through it
     */
    Verdict decide(IsoMessage message, Function<String, AtcHistory> counters, UnaryOperator<String> word) {
        String masked = Secrecy.PAN.masked(message.text(2));
        Optional<Account> known = Accounts.withPan(message.text(2));
        if (known.isEmpty()) {
            return withoutCryptogram(CardUse.UNKNOWN, masked, ResponseCode.NO_SUCH_CARD);
        }
        Account account = known.get();
        if (message.has(14) && !message.text(14).equals(account.expiry())) {
            return withoutCryptogram(account.name(), masked, ResponseCode.EXPIRED_CARD);
        }
        boolean advice = message.mti().first().equals(MessageTypes.ADVICE);
        // An advice tells of money already given: what the account holds no longer matters.
        String code = word.apply(advice ? ResponseCode.APPROVED : account.requestAnswer());
        if (!message.has(55)) {
            return withoutCryptogram(account.name(), masked, code);
        }
        TlvSet tags = TlvSet.parse(message.text(55));
        var cryptogram = new Cvn18(tags, EmvKeys.cardKey(masterKey, account.pan(), sequence(message, tags)));
        CryptogramCheck check = cryptogram.isGenuine(advice ? Cvn18.TC : Cvn18.ARQC)
                ? counters.apply(account.name()).judge(cryptogram.atc())
                : CryptogramCheck.WRONG;
        var card = new CardUse(account.name(), masked, cryptogram.atc(), check);
        if (!check.isVerified()) {
            return new Verdict(card, ResponseCode.CRYPTOGRAM_WRONG, "");
        }
        return new Verdict(card, code, advice ? "" : cryptogram.issuerAuthentication(code));
    }

    private static Verdict withoutCryptogram(String name, String maskedPan, String code) {
        return new Verdict(new CardUse(name, maskedPan, CardUse.NO_ATC, CryptogramCheck.ABSENT), code, "");
    }

    /** The PAN sequence number: two digits of DE 23, else of tag 5F34, else 00. */
    private static String sequence(IsoMessage message, TlvSet tags) {
        if (message.has(23)) {
            return message.text(23).substring(1);
        }
        return tags.has("5F34") ? tags.hex("5F34") : "00";
    }
}
