package dev.tidegate.simulator.acquirer.issuer;

import dev.tidegate.simulator.acquirer.wire.ChipField;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.ResponseCode;
import dev.tidegate.simulator.acquirer.wire.TlvSet;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The issuer of the test cards. It checks every ARQC and every TC with the card's own key before it looks at anything
 * else, and answers 82 to one that is wrong or whose counter another transaction of the card has used; then at the PIN.
 */
public final class Issuer {
    private final TripleDesKey masterKey;
    private final PinCheck pins;

    public Issuer(TripleDesKey masterKey, PinCheck pins) {
        this.masterKey = masterKey;
        this.pins = pins;
    }

    /**
     * Decides about a sale or a hold that was found well-formed and that the ledger has not seen.
     *
     * @param counters the counters of a card, by the account's name
     * @param word turns the account's own answer into the one to give; a rule speaks through it
     */
    public Verdict decide(IsoMessage message, Function<String, AtcHistory> counters, UnaryOperator<String> word) {
        Optional<Account> known = Accounts.withPan(message.text(2));
        if (known.isEmpty() || hasOtherExpiry(message, known.get())) {
            return card(message, word);
        }
        Account account = known.get();
        boolean advice = message.mti().isAdvice();
        if (!message.has(55)) {
            return withoutCryptogram(message, account.name(), word.apply(own(message, account)));
        }
        TlvSet tags = ChipField.parse(message.text(55)).tags();
        var cryptogram = new CardCryptogram(tags, EmvKeys.cardKey(masterKey, account.pan(), sequence(message, tags)));
        CryptogramCheck check = cryptogram.isGenuine(advice ? CardCryptogram.TC : CardCryptogram.ARQC)
                ? counters.apply(account.name()).judge(cryptogram.atc())
                : CryptogramCheck.WRONG;
        var card = new CardUse(account.name(), message.maskedPan(), cryptogram.atc(), check);
        if (!check.isVerified()) {
            return new Verdict(card, ResponseCode.CRYPTOGRAM_WRONG.text(message.mti()), "");
        }
        String code = word.apply(own(message, account));
        return new Verdict(card, code, advice ? "" : cryptogram.issuerAuthentication(cardsCode(code)));
    }

    /** An advice tells of money already given: neither a PIN nor what the account holds matters any more. */
    private String own(IsoMessage message, Account account) {
        if (message.mti().isAdvice()) {
            return ResponseCode.APPROVED.text(message.mti());
        }
        ResponseCode pin = pins.judge(message, account);
        return (pin == ResponseCode.APPROVED ? account.requestAnswer() : pin).text(message.mti());
    }

    /**
     * Decides about money that goes back, or that is told of without a cryptogram of its own: the card must be one of
     * ours and not another's expiry.
     */
    public Verdict card(IsoMessage message, UnaryOperator<String> word) {
        Optional<Account> known = Accounts.withPan(message.text(2));
        if (known.isEmpty()) {
            return withoutCryptogram(message, CardUse.UNKNOWN, ResponseCode.NO_SUCH_CARD.text(message.mti()));
        }
        ResponseCode code = hasOtherExpiry(message, known.get()) ? ResponseCode.EXPIRED_CARD : ResponseCode.APPROVED;
        String text = code.text(message.mti());
        return withoutCryptogram(message, known.get().name(), code == ResponseCode.APPROVED ? word.apply(text) : text);
    }

    /** What the simulators call the card of a message. */
    public static String nameOf(IsoMessage message) {
        return Accounts.withPan(message.text(2)).map(Account::name).orElse(CardUse.UNKNOWN);
    }

    private static boolean hasOtherExpiry(IsoMessage message, Account account) {
        return message.has(14) && !message.text(14).equals(account.expiry());
    }

    private static Verdict withoutCryptogram(IsoMessage message, String name, String code) {
        String masked = message.maskedPan();
        return new Verdict(new CardUse(name, masked, CardUse.NO_ATC, CryptogramCheck.ABSENT), code, "");
    }

    /** The code a card is told: two characters, also where the host's answer has three digits. */
    private static String cardsCode(String code) {
        if (code.length() == 2) {
            return code;
        }
        return ResponseCode.isApproval(code) ? "00" : "05";
    }

    /** The PAN sequence number: two digits of DE 23, else of tag 5F34, else 00. */
    private static String sequence(IsoMessage message, TlvSet tags) {
        if (message.has(23)) {
            return message.text(23).substring(1);
        }
        return tags.has("5F34") ? tags.hex("5F34") : "00";
    }
}
