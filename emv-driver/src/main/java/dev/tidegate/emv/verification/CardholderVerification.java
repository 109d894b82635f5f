package dev.tidegate.emv.verification;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.InterchangeProfile;
import dev.tidegate.emv.settings.TerminalCapabilities;

/**
 * Cardholder verification by the card's list (EMV 4.4 Book 3, 10.5): no verification, signature, or failed. A PIN,
 * offline or online, is a method that this terminal does not have.
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
    /** Book 4, Annex A4: no condition of the list was met. */
    private static final Octets NO_CONDITION_MET = Octets.ofHex("3F0001");

    private static final int RESULT_UNKNOWN = 0x00;
    private static final int RESULT_FAILED = 0x01;
    private static final int RESULT_SUCCESSFUL = 0x02;

    private CardholderVerification() {}

    /**
     * Goes through the card's list.
     *
     * @throws dev.tidegate.emv.data.MalformedCardDataException the list is none
     */
    public static Verification perform(InterchangeProfile profile, CardObjects card, Sale sale) {
        TerminalVerificationResults none = TerminalVerificationResults.none();
        if (!profile.cardholderVerification()) {
            return new Verification(none, false, NOT_PERFORMED, CvmResult.NONE);
        }
        if (!card.has(CVM_LIST)) {
            // 7.2 and Annex C5, byte 1 bit 6: the card claims verification and has no list.
            return new Verification(none.with(1, 6), false, NOT_PERFORMED, CvmResult.NONE);
        }
        CvmList list = CvmList.read(card.value(CVM_LIST));
        if (list.rules().isEmpty()) {
            return new Verification(none.with(1, 6), false, NOT_PERFORMED, CvmResult.NONE);
        }
        boolean cardCurrency =
                card.has(CARD_CURRENCY) && card.octets(CARD_CURRENCY).equals(sale.currency());
        return goThrough(list, new CvmCondition(sale, list, cardCurrency), sale.capabilities());
    }

    private static Verification goThrough(CvmList list, CvmCondition condition, TerminalCapabilities capabilities) {
        TerminalVerificationResults found = TerminalVerificationResults.none();
        Octets results = NO_CONDITION_MET;
        for (CvmRule rule : list.rules()) {
            if (!condition.isMet(rule)) {
                continue;
            }
            CvmMethod method = CvmMethod.of(rule);
            if (method != CvmMethod.FAIL && method.isSupported(capabilities)) {
                return succeeded(rule, method, found);
            }
            if (method == CvmMethod.UNKNOWN) {
                found = found.with(3, 7);
            }
            if (method.usesPin()) {
                // 10.5.1 and 10.5.2: a PIN is required, and there is no PIN pad.
                found = found.with(3, 5);
            }
            results = results(rule, RESULT_FAILED);
            if (method == CvmMethod.FAIL || !rule.mayTryNext()) {
                break;
            }
        }
        return new Verification(found.with(3, 8), true, results, CvmResult.FAILED);
    }

    private static Verification succeeded(CvmRule rule, CvmMethod method, TerminalVerificationResults found) {
        // Book 4, 6.3.4.5: whether a signature is good is found out after the transaction.
        boolean signature = method == CvmMethod.SIGNATURE;
        return new Verification(
                found,
                true,
                results(rule, signature ? RESULT_UNKNOWN : RESULT_SUCCESSFUL),
                signature ? CvmResult.SIGNATURE : CvmResult.NONE);
    }

    private static Octets results(CvmRule rule, int result) {
        return Octets.of(new byte[] {(byte) rule.code(), (byte) rule.condition(), (byte) result});
    }
}
