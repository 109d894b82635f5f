package dev.tidegate.emv.verification;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.emv.authentication.PinKey;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.InterchangeProfile;
import dev.tidegate.emv.settings.TerminalCapabilities;
import dev.tidegate.emv.step.Step;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Cardholder verification by the card's list (EMV 4.4 Book 3, 10.5): a PIN that the card or the issuer checks,
 * signature, none, or failed.
 */
public final class CardholderVerification {
    /**
     * What is to be paid, and what the terminal can do.
     *
     * @param amountMinor tag 9F02
     * @param currency tag 5F2A, two bytes
     * @param transactionType tag 9C
     */
    public record Sale(
            long amountMinor,
            Octets currency,
            int transactionType,
            boolean unattended,
            TerminalCapabilities capabilities) {}

    /**
     * What came of it.
     *
     * @param found the bits of tag 95 that it sets
     * @param performed whether tag 9B says that it was performed
     * @param results tag 9F34: method, condition, result
     */
    public record Verification(
            TerminalVerificationResults found, boolean performed, Octets results, CvmResult outcome) {}

    private static final Tag CVM_LIST = new Tag(0x8E);
    private static final Tag CARD_CURRENCY = new Tag(0x9F42);

    /** Book 4, Annex A4: no CVM performed. */
    private static final Octets NOT_PERFORMED = Octets.ofHex("3F0000");
    /** Book 4, 6.3.4.5: no rule was met that the terminal has a method for. */
    private static final Octets NONE_PERFORMED = Octets.ofHex("3F0001");

    private static final int RESULT_UNKNOWN = 0x00;
    private static final int RESULT_FAILED = 0x01;
    private static final int RESULT_SUCCESSFUL = 0x02;

    private final CardObjects card;
    private final CvmList list;
    private final CvmCondition condition;
    private final TerminalCapabilities capabilities;
    private final Supplier<@Nullable PinKey> pinKey;
    private final boolean pinLater;

    private CardholderVerification(
            CardObjects card,
            CvmList list,
            CvmCondition condition,
            TerminalCapabilities capabilities,
            Supplier<@Nullable PinKey> pinKey,
            boolean pinLater) {
        this.pinLater = pinLater;
        this.card = card;
        this.list = list;
        this.condition = condition;
        this.capabilities = capabilities;
        this.pinKey = pinKey;
    }

    /**
     * Goes through the card's list.
     *
     * @param pinKey asked for where a PIN is enciphered for the card
     * @param pinLater whether a PIN for the issuer is entered when the card has left the field, and counts as entered
     *     now (EMV Contactless Book C-2, CVM selection)
     * @throws dev.tidegate.emv.data.MalformedCardDataException the list is none
     */
    public static Step<Verification> perform(
            InterchangeProfile profile,
            CardObjects card,
            Sale sale,
            Supplier<@Nullable PinKey> pinKey,
            boolean pinLater) {
        TerminalVerificationResults none = TerminalVerificationResults.none();
        if (!profile.cardholderVerification()) {
            return Step.done(new Verification(none, false, NOT_PERFORMED, CvmResult.NONE));
        }
        if (!card.has(CVM_LIST)) {
            // 7.2 and Annex C5, byte 1 bit 6: the card claims verification and has no list.
            return Step.done(new Verification(none.with(1, 6), false, NOT_PERFORMED, CvmResult.NONE));
        }
        CvmList list = CvmList.read(card.value(CVM_LIST));
        if (list.rules().isEmpty()) {
            return Step.done(new Verification(none.with(1, 6), false, NOT_PERFORMED, CvmResult.NONE));
        }
        boolean cardCurrency =
                card.has(CARD_CURRENCY) && card.octets(CARD_CURRENCY).equals(sale.currency());
        CvmCondition condition = new CvmCondition(sale, list, cardCurrency);
        return new CardholderVerification(card, list, condition, sale.capabilities(), pinKey, pinLater)
                .from(0, none, NONE_PERFORMED);
    }

    private Step<Verification> from(int index, TerminalVerificationResults found, Octets results) {
        if (index == list.rules().size()) {
            return Step.done(new Verification(found.with(3, 8), true, results, CvmResult.FAILED));
        }
        CvmRule rule = list.rules().get(index);
        if (!condition.isMet(rule)) {
            return from(index + 1, found, results);
        }
        CvmMethod method = CvmMethod.of(rule);
        if (method == CvmMethod.FAIL) {
            return after(index, rule, found, false);
        }
        if (!method.isSupported(capabilities)) {
            // Book 4, 6.3.4.5: what the terminal does not have was not performed, and is not in the results.
            return next(index, rule.mayTryNext(), missing(method, found), results);
        }
        if (method == CvmMethod.ONLINE_PIN) {
            Step<PinOutcome> online = pinLater ? Step.done(PinOutcome.FOR_THE_ISSUER) : OnlinePin.enter(card, found);
            return online.then(outcome -> entered(index, rule, method, found, outcome));
        }
        return method.usesPin()
                ? pin(method, found).then(outcome -> entered(index, rule, method, found, outcome))
                : Step.done(succeeded(rule, method, found));
    }

    // 10.5: a method that is not known. 10.5.1 and 10.5.2: a PIN that the terminal could ask for in no way; a terminal
    // that has one kind of offline PIN supports offline PIN, as far as this bit goes.
    private TerminalVerificationResults missing(CvmMethod method, TerminalVerificationResults found) {
        if (method == CvmMethod.UNKNOWN) {
            return found.with(3, 7);
        }
        boolean offlinePin = capabilities.plaintextPin() || capabilities.encipheredPin();
        boolean noPad = method == CvmMethod.ONLINE_PIN || method.usesPin() && !offlinePin;
        return noPad ? found.with(3, 5) : found;
    }

    // Book 4, 6.3.4.3: who went on without a PIN once is not asked for it again by another rule.
    private Step<PinOutcome> pin(CvmMethod method, TerminalVerificationResults found) {
        return found.has(3, 4) ? Step.done(PinOutcome.BYPASSED) : pin(method).verify();
    }

    private OfflinePin pin(CvmMethod method) {
        boolean plain = method == CvmMethod.PLAINTEXT_PIN || method == CvmMethod.PLAINTEXT_PIN_AND_SIGNATURE;
        return plain ? OfflinePin.plaintext() : OfflinePin.enciphered(pinKey.get());
    }

    // 10.5.1 and 10.5.2; what was found stays, even where a later rule succeeds.
    private Step<Verification> entered(
            int index, CvmRule rule, CvmMethod method, TerminalVerificationResults found, PinOutcome outcome) {
        return switch (outcome) {
            case SUCCESSFUL -> Step.done(succeeded(rule, method, found));
            case FOR_THE_ISSUER -> Step.done(succeeded(rule, method, found.with(3, 3)));
            case UNSUCCESSFUL -> after(index, rule, found, rule.mayTryNext());
            case TRY_LIMIT_EXCEEDED -> after(index, rule, found.with(3, 6), rule.mayTryNext());
            case PAD_MISSING -> after(index, rule, found.with(3, 5), rule.mayTryNext());
            case BYPASSED -> after(index, rule, found.with(3, 4), rule.mayTryNext());
        };
    }

    private Step<Verification> after(int index, CvmRule rule, TerminalVerificationResults found, boolean mayTryNext) {
        return next(index, mayTryNext, found, results(rule, RESULT_FAILED));
    }

    private Step<Verification> next(int index, boolean mayTryNext, TerminalVerificationResults found, Octets results) {
        return from(mayTryNext ? index + 1 : list.rules().size(), found, results);
    }

    private static Verification succeeded(CvmRule rule, CvmMethod method, TerminalVerificationResults found) {
        // Book 4, 6.3.4.5: whether a signature is good is found out after the transaction, and an online PIN by the
        // issuer.
        boolean unknown = method.usesSignature() || method == CvmMethod.ONLINE_PIN;
        int result = unknown ? RESULT_UNKNOWN : RESULT_SUCCESSFUL;
        return new Verification(found, true, results(rule, result), outcome(method));
    }

    // With both, the slip has to ask for what is still missing.
    private static CvmResult outcome(CvmMethod method) {
        if (method.usesSignature()) {
            return CvmResult.SIGNATURE;
        }
        if (method == CvmMethod.ONLINE_PIN) {
            return CvmResult.ONLINE_PIN;
        }
        return method.usesPin() ? CvmResult.OFFLINE_PIN : CvmResult.NONE;
    }

    private static Octets results(CvmRule rule, int result) {
        return Octets.of(new byte[] {(byte) rule.code(), (byte) rule.condition(), (byte) result});
    }
}
