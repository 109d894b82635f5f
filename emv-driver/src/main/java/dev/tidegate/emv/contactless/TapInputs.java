package dev.tidegate.emv.contactless;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.port.TransactionParameters;
import dev.tidegate.emv.authentication.CertificationAuthorityKeys;
import dev.tidegate.emv.authentication.OfflineAuthentication;
import dev.tidegate.emv.contact.TerminalObjects;
import dev.tidegate.emv.data.TransactionStatus;
import dev.tidegate.emv.settings.TerminalCapabilities;

/**
 * What a tap starts with.
 *
 * @param unpredictableNumber four bytes that no card can have foreseen
 */
record TapInputs(
        ContactlessSettings settings,
        CertificationAuthorityKeys keys,
        TransactionParameters parameters,
        Octets unpredictableNumber) {
    private static final Octets DDOL = Octets.ofHex("9F3704");

    /** The terminal's objects for an application, with nothing found yet. */
    TlvSet terminal(ContactlessApplication application) {
        return TerminalObjects.ofTap(settings.terminal(), parameters, unpredictableNumber, application.terms())
                .with(
                        Tag.TERMINAL_VERIFICATION_RESULTS,
                        TerminalVerificationResults.none().octets())
                .with(
                        Tag.TRANSACTION_STATUS_INFORMATION,
                        TransactionStatus.none().octets());
    }

    OfflineAuthentication.Terms authentication(
            ContactlessApplication application, TerminalCapabilities capabilities, TlvSet terminal) {
        return new OfflineAuthentication.Terms(
                capabilities,
                keys,
                application.combination().aid().rid(),
                parameters.at().toLocalDate(),
                DDOL,
                terminal);
    }

    long amountMinor() {
        return parameters.amount().minor();
    }
}
