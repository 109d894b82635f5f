package dev.tidegate.emv.contact;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.action.TerminalActionAnalysis;
import dev.tidegate.emv.authentication.CombinedAuthentication;
import dev.tidegate.emv.authentication.OfflineAuthentication.Authentication;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.InterchangeProfile;
import dev.tidegate.emv.data.TransactionStatus;
import dev.tidegate.emv.settings.OnlineCapability;
import dev.tidegate.emv.settings.TerminalApplication;
import dev.tidegate.emv.verification.CardholderVerification.Verification;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a transaction so far. Immutable.
 *
 * @param name of the application, as the card calls it
 * @param terminal the terminal's objects, save those below
 * @param cvmResults tag 9F34
 * @param combined what checks signed cryptograms, where the method is CDA and has not failed
 */
record Transaction(
        Octets name,
        TerminalApplication application,
        TlvSet terminal,
        InterchangeProfile profile,
        CardObjects card,
        TerminalVerificationResults results,
        TransactionStatus status,
        Octets cvmResults,
        CvmResult cvm,
        @Nullable CombinedAuthentication combined) {

    private static final Octets NO_CVM_YET = Octets.ofHex("000000");

    /** The transaction has begun: TVR and TSI are zero (EMV 4.4 Book 3, 10.1). */
    static Transaction begun(
            Octets name,
            TerminalApplication application,
            TlvSet terminal,
            InterchangeProfile profile,
            CardObjects card) {
        return new Transaction(
                name,
                application,
                terminal,
                profile,
                card,
                TerminalVerificationResults.none(),
                TransactionStatus.none(),
                NO_CVM_YET,
                CvmResult.NONE,
                null);
    }

    /** The terminal's objects as they are now, for a list to be filled from. */
    TlvSet terminalNow() {
        return terminal.with(Tag.TERMINAL_VERIFICATION_RESULTS, results.octets())
                .with(Tag.TRANSACTION_STATUS_INFORMATION, status.octets())
                .with(Tag.CVM_RESULTS, cvmResults);
    }

    /** What its results make the terminal ask for. */
    TerminalActionAnalysis actionAnalysis() {
        int type = terminal.value(Tag.TERMINAL_TYPE).at(0);
        return new TerminalActionAnalysis(card, application.actionCodes(), OnlineCapability.of(type));
    }

    /** Whether offline data authentication was done and passed: bits 7, 4 and 3 of TVR byte 1 say that it failed. */
    boolean isAuthenticated() {
        boolean failed = results.has(1, 7) || results.has(1, 4) || results.has(1, 3);
        return status.has(TransactionStatus.Done.DATA_AUTHENTICATION) && !failed;
    }

    Transaction with(Authentication authentication) {
        Transaction then = withAll(authentication.learned()).with(authentication.found());
        TransactionStatus now =
                authentication.performed() ? status.with(TransactionStatus.Done.DATA_AUTHENTICATION) : status;
        return then.copy(then.terminal, then.card, then.results, now, authentication.combined());
    }

    Transaction with(Verification verification) {
        TransactionStatus now =
                verification.performed() ? status.with(TransactionStatus.Done.CARDHOLDER_VERIFICATION) : status;
        return new Transaction(
                        name,
                        application,
                        terminal,
                        profile,
                        card,
                        results,
                        now,
                        verification.results(),
                        verification.outcome(),
                        combined)
                .with(verification.found());
    }

    Transaction with(TerminalVerificationResults found) {
        TerminalVerificationResults both = new TerminalVerificationResults(results.bits() | found.bits());
        return copy(terminal, card, both, status, combined);
    }

    Transaction with(TransactionStatus.Done done) {
        return copy(terminal, card, results, status.with(done), combined);
    }

    Transaction with(Tag tag, Octets value) {
        return copy(terminal.with(tag, value), card, results, status, combined);
    }

    Transaction withAll(TlvSet learned) {
        TlvSet all = terminal;
        for (Tag tag : learned.tags()) {
            all = all.with(tag, learned.value(tag));
        }
        return copy(all, card, results, status, combined);
    }

    Transaction withCard(CardObjects objects) {
        return copy(terminal, objects, results, status, combined);
    }

    /** CDA failed: TVR byte 1 bit 3; no signature is asked for again (EMV 4.4 Book 2, 6.6.2). */
    Transaction withFailedSignature() {
        Transaction failed = with(TerminalVerificationResults.none().with(1, 3));
        return failed.copy(failed.terminal, failed.card, failed.results, failed.status, null);
    }

    private Transaction copy(
            TlvSet terminal,
            CardObjects card,
            TerminalVerificationResults results,
            TransactionStatus status,
            @Nullable CombinedAuthentication combined) {
        return new Transaction(name, application, terminal, profile, card, results, status, cvmResults, cvm, combined);
    }
}
