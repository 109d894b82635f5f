package dev.tidegate.emv.contactless;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.port.TransactionParameters;
import dev.tidegate.emv.authentication.OfflineAuthentication;
import dev.tidegate.emv.contact.TerminalFiles;
import dev.tidegate.emv.contact.TerminalObjects;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.TransactionStatus;
import dev.tidegate.emv.records.CardIdentity;
import dev.tidegate.emv.settings.TerminalCapabilities;

/**
 * What a tap starts with.
 *
 * @param unpredictableNumber four bytes that no card can have foreseen
 * @param sequence tag 9F41; zero for none
 */
record TapInputs(
        ContactlessSettings settings,
        TerminalFiles files,
        TransactionParameters parameters,
        Octets unpredictableNumber,
        int sequence) {
    private static final Octets DDOL = Octets.ofHex("9F3704");

    /** The terminal's objects for an application, with nothing found yet. */
    TlvSet terminal(ContactlessApplication application) {
        return TerminalObjects.numbered(
                        TerminalObjects.ofTap(
                                settings.terminal(), parameters, unpredictableNumber, application.terms()),
                        sequence)
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
                files.authorities(),
                application.combination().aid().rid(),
                parameters.at().toLocalDate(),
                DDOL,
                terminal);
    }

    /** Whether the terminal's exception file names the card. */
    boolean isListed(CardObjects objects) {
        try (ClearCard card = CardIdentity.of(objects)) {
            return files.history().isListed(card.pan(), card.panSequence());
        }
    }

    long amountMinor() {
        return parameters.amount().minor();
    }
}
